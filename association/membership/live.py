"""How the rules of joining stand for one reader of the regulation: what the desk does not ask of the reader."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format

from home.rulebook import LiveState, Rule
from home.rulebook.text import NBSP

from . import queries
from .choices import State
from .models import MembershipApplication
from .rules import names, procedure


def applications_now(user, on: date) -> Iterator[LiveState]:
    """Applications of the reader's organisations that others are dealing with, and what became of them."""
    for application in queries.applications_of(user).select_related("organisation", "order"):
        if told := _told(application):
            rules, text = told
            for rule in rules:
                yield LiveState(rule, text, application.get_absolute_url())


def _told(application: MembershipApplication) -> tuple[tuple[Rule, ...], str] | None:
    basis = procedure.basis_rule(application.basis)
    named = f"{application.title} ({application.organisation.short_name})"
    match State(application.state):
        case State.SUBMITTED:
            return _under_review(application, basis, named)
        case State.ADMITTED:
            return (names.ADMISSION_ORDER, basis), f"{named}: решение принято, ждёт приказа"
        case State.CONFIRMED:
            return (names.ADMISSION_ORDER, basis), f"{named}: {application.order}"
        case State.REFUSED:
            return (basis,), f"{named} отклонено"
    return None


def _under_review(application, basis: Rule, named: str) -> tuple[tuple[Rule, ...], str] | None:
    """Before the head has signed, the desk asks for the signature."""
    if not queries.is_signed(application):
        return None
    if queries.needs_conclusion(application):
        return (names.EXPERT_CONCLUSION,), f"{named} ждёт заключения Экспертной группы"
    until = queries.review_until(application)
    term = f": срок до{NBSP}{date_format(until)}" if until else ""
    return (names.ADMISSION_DECISION, basis), f"{named} рассматривается{term}"
