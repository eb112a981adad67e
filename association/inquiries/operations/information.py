"""The Association asks its members, they answer, the program reminds (5.2, 5.7, R71, R77)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from association.bodies.queries import presidium
from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import store_upload
from home.workdays.queries import today

from .. import emails
from ..choices import RequestState
from ..models import Addressee, Answer, AnswerFile, InformationRequest, RequestFile
from ..queries import information as queries
from ..rules import information as rules
from .numbers import next_number

SERIES = "information"
BATCH = 500


@dataclass(frozen=True)
class Asking:
    """What is asked and of whom; `circle` names the condition, `members` are the organisations that meet it."""

    title: str
    text: str
    due_on: date
    circle: str
    members: list
    files: list[CheckedUpload] = field(default_factory=list)


@transaction.atomic
def ask_members(asking: Asking, *, sent_as: str, by, at: datetime) -> InformationRequest:
    """Write down who is asked, as of this day; the letters leave through the queue."""
    rules.check_term(asking.due_on, today(at))
    rules.check_addressees(len(asking.members))
    year = today(at).year
    request = InformationRequest.objects.create(
        year=year,
        number=next_number(SERIES, year),
        body=presidium(),
        title=asking.title,
        text=asking.text,
        due_on=asking.due_on,
        circle=asking.circle,
        sent_by=by,
        sent_as=sent_as,
        sent_at=at,
    )
    for upload in asking.files:
        RequestFile.objects.create(request=request, file=store_upload(upload, by=by, at=at))
    addressees = [Addressee(request=request, organisation=each) for each in asking.members]
    Addressee.objects.bulk_create(addressees, batch_size=BATCH)
    log(request, "inquiries.ask_members", user=by, timestamp=at, data={"asked": len(addressees)})
    transaction.on_commit(lambda: tell_addressees.enqueue(request.pk))
    return request


@task()
def tell_addressees(request_id: int) -> int:
    """A letter to each representative of each that was asked; run twice, it writes none twice (T57)."""
    waiting = Addressee.objects.filter(
        request=request_id, request__state=RequestState.OPEN, answered_at=None
    )
    return sum(
        emails.tell_addressee(emails.ASKED, each, "asked", at=timezone.now())
        for each in waiting.select_related("request", "organisation").iterator(chunk_size=BATCH)
    )


@transaction.atomic
def answer_question(
    addressee: Addressee, text: str, files: list[CheckedUpload] = (), *, by, at: datetime
) -> Answer:
    """The first answer is the answer of the term; what comes later adds to it."""
    request = _locked(addressee.request)
    rules.check_open(request.state)
    answer = Answer.objects.create(addressee=addressee, text=text, by=by, at=at)
    for upload in files:
        AnswerFile.objects.create(answer=answer, file=store_upload(upload, by=by, at=at))
    if addressee.answered_at is None:
        addressee.answered_at, addressee.answered_on = at, today(at)
        addressee.save(update_fields=["answered_at", "answered_on"])
    log(
        request,
        "inquiries.answer_question",
        user=by,
        timestamp=at,
        data={"organisation": addressee.organisation.short_name},
    )
    return answer


@transaction.atomic
def close_request(request: InformationRequest, *, by, at: datetime) -> InformationRequest:
    """No more answers are taken; who has not answered stays without one."""
    return _finish(request, RequestState.CLOSED, "close_request", "", by=by, at=at)


@transaction.atomic
def cancel_request(
    request: InformationRequest, reason: str, *, by, at: datetime
) -> InformationRequest:
    """Nobody owes an answer any more, and the request counts for no rate; who was asked is told why."""
    request = _finish(request, RequestState.CANCELLED, "cancel_request", reason, by=by, at=at)
    transaction.on_commit(lambda: tell_cancelled.enqueue(request.pk))
    return request


@task()
def tell_cancelled(request_id: int) -> int:
    asked = Addressee.objects.filter(request=request_id).select_related("request", "organisation")
    return sum(
        emails.tell_addressee(
            emails.CANCELLED,
            each,
            "cancelled",
            at=timezone.now(),
            reason=each.request.finish_reason,
        )
        for each in asked.iterator(chunk_size=BATCH)
    )


def _finish(
    request: InformationRequest, state: str, action: str, reason: str, *, by, at: datetime
) -> InformationRequest:
    request = _locked(request)
    rules.check_open(request.state)
    request.state, request.finished_at, request.finish_reason = state, at, reason
    request.save(update_fields=["state", "finished_at", "finish_reason"])
    log(request, f"inquiries.{action}", user=by, timestamp=at)
    return request


def _locked(request: InformationRequest) -> InformationRequest:
    return InformationRequest.objects.select_for_update().get(pk=request.pk)


def remind_of_questions(at: datetime) -> int:
    """Daily: once when the term is near, once when it is over; how many letters (T57)."""
    on = today(at)
    near = queries.due_for_reminder(on, on + timedelta(days=rules.REMIND_BEFORE))
    return sum(_remind(each, on, at=at) for each in near.iterator(chunk_size=BATCH))


def _remind(addressee: Addressee, on: date, *, at: datetime) -> int:
    is_over = addressee.request.due_on < on
    occasion = "overdue" if is_over else "near"
    return emails.tell_addressee(emails.REMINDER, addressee, occasion, at=at, is_over=is_over)
