"""The printed application of Приложение А, and the conclusion of the Expert Group."""

from documents.papers import pdf

from . import expertises
from .choices import Basis, SubmitterRole
from .models import ExpertConclusion, Submission
from .rules import names

TEMPLATE = "membership/papers/application.html"
CONCLUSION = "membership/papers/conclusion.html"


def printed(submission: Submission) -> bytes:
    """The PDF of one sending, from what was frozen with it and nothing else."""
    return pdf.render(
        TEMPLATE,
        {
            "submission": submission,
            "application": submission.application,
            "basis": Basis(submission.basis),
            "basis_rule": submission.basis_rule,
            "by_authority": submission.role == SubmitterRole.AUTHORITY,
        },
    )


def file_name(submission: Submission) -> str:
    """«Заявление 12-2026.pdf»; a later sending says which one it is."""
    application = submission.application
    name = f"Заявление {application.number}-{application.year}"
    return f"{name} ({submission.revision}).pdf" if submission.revision > 1 else f"{name}.pdf"


def printed_conclusion(conclusion: ExpertConclusion) -> bytes:
    """The PDF of a conclusion that experts gave on the site: what they read, what each said, what they concluded."""
    expertise = conclusion.expertise
    submission = expertises.submission_of(expertise)
    return pdf.render(
        CONCLUSION,
        {
            "conclusion": conclusion,
            "expertise": expertise,
            "application": conclusion.application,
            "submission": submission,
            "basis": Basis(submission.basis),
            "package": expertises.package_of(expertise),
            "experts": expertises.experts_of(expertise),
            "rule": names.EXPERT_CONCLUSION,
        },
    )


def conclusion_name(conclusion: ExpertConclusion) -> str:
    """«Экспертное заключение по заявлению 12-2026.pdf»."""
    application = conclusion.application
    return f"Экспертное заключение по заявлению {application.number}-{application.year}.pdf"
