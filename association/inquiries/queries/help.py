"""Requests for help: the office's list, one's own, the one behind a link."""

from datetime import date, datetime

from django.db.models import Q

from association.bodies.models import Office
from association.organisations.models import Organisation
from association.organisations.queries import organisations_represented_by
from home.accounts.models import ConsentText
from home.accounts.queries import current_text
from home.rulebook.text import fold_text

from ..choices import HelpState
from ..models import HelpRequest
from ..permissions import may_route_help
from ..rules.help import kept_since
from ..tokens import read_status_token

PURPOSE = "help-request"
"""Of the consent to process what stands in a request for help."""
CARRIES = "inquiries.help"
"""The concern of an executor: see association.bodies.seats."""
UNFINISHED = (HelpState.NEW, HelpState.ROUTED)


def consent_text() -> ConsentText | None:
    return current_text(PURPOSE)


def seen_by(user):
    """All for the secretary, one's own for an executor."""
    requests = HelpRequest.objects.select_related("territory", "executor", "body")
    if may_route_help(user):
        return requests
    if not user.is_authenticated or user.person_id is None:
        return requests.none()
    return requests.filter(executor=user.person_id)


def find(user, *, state: str = "", topic: str = "", words: str = ""):
    """What waits stands first in the order of its coming; the rest, the latest first."""
    found = seen_by(user)
    if state:
        found = found.filter(state=state)
    if topic:
        found = found.filter(topic=topic)
    for word in fold_text(words).split():
        found = found.filter(_number_or_name(word))
    return found.order_by("-year", "-number")


def _number_or_name(word: str) -> Q:
    digits = word.rpartition("-")[2]
    named = Q(organisation_name__icontains=word)
    return named | Q(number=int(digits)) if digits.isdecimal() and len(digits) < 9 else named


def behind(token: str) -> HelpRequest | None:
    """The request that a link opens; None when it was not signed here or nothing is left of it."""
    key = read_status_token(token)
    if key is None:
        return None
    return HelpRequest.objects.select_related("answer_file").filter(key=key).first()


def carried_by(person):
    """Rows for the one query of the desk (bodies.seats)."""
    return HelpRequest.objects.filter(executor=person, state=HelpState.ROUTED)


def unanswered_of(organisation):
    return organisation.help_requests.filter(state__in=UNFINISHED).order_by("asked_at", "pk")


def to_forget(at: datetime):
    """Finished more than a year ago and still with names."""
    return HelpRequest.objects.filter(finished_at__lt=kept_since(at), forgotten_at=None)


def possible_executors(on: date):
    """Offices in the Association's bodies whose holders have an account here: the others could not answer."""
    return (
        Office.objects.in_force(on)
        .filter(body__owner=None, person__user__is_active=True)
        .select_related("body", "person")
        .order_by("body__title", "person__surname", "pk")
    )


def organisation_with(inn: str) -> Organisation | None:
    """The one of the register; None for no number or several branches under one."""
    return _only(Organisation.objects.filter(inn=inn)) if inn else None


def own_organisation(user, inn: str) -> Organisation | None:
    """The same among those for which the user speaks: a stranger may type anybody's number."""
    return _only(organisations_represented_by(user).filter(inn=inn)) if user and inn else None


def _only(organisations) -> Organisation | None:
    found = list(organisations[:2])
    return found[0] if len(found) == 1 else None
