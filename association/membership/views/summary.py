"""An application in words: rows for components/summary_list.html."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.html import format_html

from home.rulebook.html import citation

from .. import queries
from ..choices import Basis, Step
from ..models import MembershipApplication, Statement, Submission
from ..rules import procedure


def _day(value) -> str:
    return date_format(value) if value else ""


def answers_in_words(
    application: MembershipApplication, *, change_url: Callable[[Step], str]
) -> list[tuple]:
    """What the applicant is about to send, each row with the address where it can be changed."""
    organisation = application.organisation
    files = queries.attached_files(application)
    return [
        ("Организация", organisation.full_name),
        ("Руководитель", f"{organisation.head.full_name}, {organisation.head_position}"),
        *(
            (label, value, change_url(step))
            for label, value, step in _statement_rows(application, _file_names(files.values()))
        ),
    ]


def submission_in_words(submission: Submission) -> list[tuple[str, str]]:
    """What was sent, as it was frozen."""
    files = submission.files.select_related("file").order_by("pk")
    return [
        ("Кому", submission.addressee),
        ("Организация", submission.full_name),
        ("ИНН, КПП, ОГРН", f"{submission.inn}, {submission.kpp}, {submission.ogrn}"),
        ("Адрес", submission.legal_address),
        ("Руководитель", f"{submission.head_name}, {submission.head_position}"),
        *((label, value) for label, value, _ in _statement_rows(submission, _file_names([files]))),
        ("Кто подал", f"{submission.submitted_by}, {submission.get_role_display()}"),
    ]


def _file_names(groups) -> str:
    return "\n".join(str(file) for group in groups for file in group)


def _statement_rows(statement: Statement, files: str) -> list[tuple[str, str, Step]]:
    rows = [("Основание", _basis(statement), Step.BASIS)]
    if statement.basis == Basis.CERTIFIED:
        rows.append(("Сертификат СМК", _certificate(statement), Step.EVIDENCE))
    rows.append(("Документы", files, Step.EVIDENCE))
    if statement.asks_recommendation:
        recommended = filter(None, (statement.recommended_name, statement.recommended_position))
        rows.append(("В Президиум (Совет)", ", ".join(recommended), Step.RECOMMENDATION))
    rows.append(("Ознакомление с Положением", _acquaintance(statement), Step.ACQUAINTANCE))
    return rows


def _basis(statement: Statement) -> str:
    if not statement.basis:
        return ""
    rule = procedure.basis_rule(statement.basis)
    return format_html("{} — {}", statement.get_basis_display(), citation(rule))


def _certificate(statement: Statement) -> str:
    if not statement.qms_number:
        return ""
    return (
        f"№\xa0{statement.qms_number} от {_day(statement.qms_issued_on)}, "
        f"{statement.qms_issuer}, действует до {_day(statement.qms_valid_until)}"
    )


def _acquaintance(statement: Statement) -> str:
    if not (statement.edition and statement.acquainted_at):
        return ""
    return f"{statement.edition}; отмечено {_day(statement.acquainted_at)}"
