"""A request for help: asked by anybody, routed by the secretary, answered, and forgotten in time (R13, T67, T68)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from association.bodies.models import Office
from association.organisations.models import Territory
from documents.uploads.operations import destroy_upload, store_upload
from home.accounts.models import ConsentText
from home.accounts.rules import normalise_email
from home.notices.operations import forget_addresses
from home.rulebook import DomainError
from home.workdays.queries import today, working_calendar

from .. import emails
from ..choices import HelpAct
from ..models import HelpRequest
from ..models.help import FORGOTTEN
from ..queries import help as queries
from ..rules import help as rules
from ..rules import names
from .numbers import next_number

SERIES = "help"


@dataclass(frozen=True)
class Question:
    """What the public form asks for."""

    topic: str
    organisation_name: str
    contact_name: str
    email: str
    text: str
    inn: str = ""
    phone: str = ""
    territory: Territory | None = None


@transaction.atomic
def ask_for_help(question: Question, *, consent: ConsentText, by=None, at: datetime) -> HelpRequest:
    """`consent` is the text that was shown and ticked (T66); `by` is a user or nobody known."""
    if queries.consent_text() != consent:
        raise DomainError(
            "Текст согласия обновился. Прочитайте новую версию.",
            names.HELP_CONSENT,
            field="consent",
        )
    year = today(at).year
    request = HelpRequest.objects.create(
        **vars(question) | {"email": normalise_email(question.email)},
        year=year,
        number=next_number(SERIES, year),
        organisation=queries.own_organisation(by, question.inn),
        consent_text=consent,
        consent_sha256=consent.sha256,
        asked_at=at,
    )
    emails.tell_who_asked(emails.HELP_RECEIVED, request, at=at)
    log(request, "inquiries.ask_for_help", user=by, timestamp=at)
    return request


@transaction.atomic
def route_help(request: HelpRequest, office: Office, *, seen: int, by, at: datetime) -> HelpRequest:
    """Pass it on to whoever holds the office; passed on again, the former executor sees it no more."""
    request = _begin(request, HelpAct.ROUTE, seen)
    if not queries.possible_executors(today(at)).filter(pk=office.pk).exists():
        raise DomainError(
            "Этот человек сегодня не может ответить: у него нет должности в органах Ассоциации или входа на сайт.",
            names.HELP,
            field="office",
        )
    request.executor, request.body, request.routed_at = office.person, office.body, at
    _finish(request, "route_help", by=by, at=at, executor=str(office.person))
    due = rules.answer_until(today(request.asked_at), working_calendar())
    emails.tell_executor(request, due, at=at)
    return request


@transaction.atomic
def answer_help(
    request: HelpRequest, text: str, upload=None, *, seen: int, by, at: datetime
) -> HelpRequest:
    request = _begin(request, HelpAct.ANSWER, seen)
    request.answer = text
    if upload:
        request.answer_file = store_upload(upload, by=by, at=at)
    return _end(request, "answer_help", by=by, at=at)


@transaction.atomic
def decline_help(request: HelpRequest, reason: str, *, seen: int, by, at: datetime) -> HelpRequest:
    """Close it without an answer to the point; the reason is what its author reads."""
    request = _begin(request, HelpAct.DECLINE, seen)
    request.answer = reason
    return _end(request, "decline_help", by=by, at=at)


def _end(request: HelpRequest, action: str, *, by, at: datetime) -> HelpRequest:
    request.finished_by, request.finished_at = by, at
    _finish(request, action, by=by, at=at)
    emails.tell_who_asked(emails.HELP_ANSWERED, request, at=at)
    return request


@transaction.atomic
def withdraw_help(request: HelpRequest, *, at: datetime) -> HelpRequest:
    """Its author takes the consent back: whatever tells of them goes at once (152-FZ, art. 9, T67)."""
    request = _begin(request, HelpAct.WITHDRAW, None)
    request.finished_at = at
    _forget(request, at)
    return _finish(request, "withdraw_help", by=None, at=at)


@transaction.atomic
def forget_old_requests(at: datetime) -> int:
    """Daily: a year after the end only the fact of a request stays; no letters (T68)."""
    for request in queries.to_forget(at).select_for_update(of=("self",)):
        _forget(request, at)
        request.save()
        log(request, "inquiries.forget_help", timestamp=at, data={"rule": names.HELP_KEPT.code})
    return 0


def _forget(request: HelpRequest, at: datetime) -> None:
    file, request.answer_file = request.answer_file, None
    request.organisation_name = request.contact_name = request.text = FORGOTTEN
    request.email = request.phone = request.inn = request.answer = ""
    request.organisation = None
    request.forgotten_at = at
    forget_addresses(request)
    if file:
        request.save()
        destroy_upload(file)


def _begin(request: HelpRequest, act: HelpAct, seen: int | None) -> HelpRequest:
    locked = (
        HelpRequest.objects.select_for_update(of=("self",))
        .select_related("executor", "answer_file")
        .get(pk=request.pk)
    )
    if seen is not None:
        rules.check_seen(seen, locked.version)
    locked.state = rules.next_state(locked.state, act)
    return locked


def _finish(request: HelpRequest, action: str, *, by, at: datetime, **data) -> HelpRequest:
    request.version += 1
    request.save()
    log(request, f"inquiries.{action}", user=by, timestamp=at, data=data)
    return request
