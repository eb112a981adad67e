"""The letters of the room: to addresses that asked for help, to executors, to representatives."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format

from association.organisations.queries import representatives_in_force
from home.notices.emails import absolute
from home.notices.operations import Envelope, send_notice, send_to_addresses
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from .models import Addressee, HelpRequest, InformationRequest
from .rules import names
from .tokens import status_token

HELP_RECEIVED = notice_kind(
    "inquiries.help_received",
    title="Обращение о помощи получено",
    rule=names.HELP,
    obligatory=True,
    to_address=True,
)
HELP_ANSWERED = notice_kind(
    "inquiries.help_answered",
    title="Ответ на обращение о помощи",
    rule=names.HELP,
    obligatory=True,
    to_address=True,
)
HELP_ROUTED = notice_kind(
    "inquiries.help_routed",
    title="Вам передано обращение о помощи",
    rule=names.HELP,
    obligatory=True,
)
ASKED = notice_kind(
    "inquiries.asked", title="Запрос сведений", rule=names.ANSWERING, obligatory=True
)
REMINDER = notice_kind(
    "inquiries.reminder",
    title="Напоминание о запросе сведений",
    rule=names.ANSWERING,
    obligatory=True,
)
CANCELLED = notice_kind(
    "inquiries.cancelled", title="Запрос сведений отменён", rule=names.ASKING, obligatory=True
)


def status_url(request: HelpRequest) -> str:
    return absolute(reverse("help:status", args=[status_token(request.key)]))


def tell_who_asked(kind: NoticeKind, request: HelpRequest, *, at: datetime) -> None:
    """The link lets in whoever has it, so the log of letters does not keep the text."""
    envelope = Envelope(
        request.email,
        about=f"help-{request.pk}-{request.version}",
        context={"number": request.title, "url": status_url(request)},
        source=request,
        is_secret=True,
    )
    send_to_addresses(kind, [envelope], at=at)


def tell_executor(request: HelpRequest, due, *, at: datetime) -> None:
    """No name of who asks, no words of theirs: letters are kept longer than the request."""
    send_notice(
        HELP_ROUTED,
        to=request.executor,
        about=f"help-{request.pk}-{request.version}",
        context={
            "number": request.title,
            "topic": request.get_topic_display(),
            "due": date_format(due) if due else "",
            "url": absolute(request.get_absolute_url()),
        },
        at=at,
        source=request,
    )


def tell_addressee(
    kind: NoticeKind, addressee: Addressee, occasion: str, *, at: datetime, **context
) -> int:
    """To everyone who speaks for the organisation that day; how many letters are new."""
    request: InformationRequest = addressee.request
    letters = [
        send_notice(
            kind,
            to=representative.person,
            about=f"information-{addressee.pk}-{occasion}",
            context={
                "number": request.registration_number,
                "title": request.title,
                "organisation": addressee.organisation.short_name,
                "due": date_format(request.due_on),
                "asked_by": request.sent_as,
                "url": absolute(addressee.get_absolute_url()),
                **context,
            },
            at=at,
            source=request,
        )
        for representative in representatives_in_force(addressee.organisation, today(at))
    ]
    return sum(letter is not None for letter in letters)
