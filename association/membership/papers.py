"""The printed application of Приложение А."""

from documents.papers import pdf

from .choices import Basis, SubmitterRole
from .models import Submission

TEMPLATE = "membership/papers/application.html"


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
