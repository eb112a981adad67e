"""The letters of the room."""

from django.urls import reverse

from home.notices.emails import absolute
from home.notices.registry import notice_kind

from .rules import AUTHORISED_REPRESENTATIVE

JOIN_ASKED = notice_kind(
    "organisations.join_asked",
    title="Кто-то просит доступ к вашей организации",
    rule=AUTHORISED_REPRESENTATIVE,
    obligatory=True,
)
JOIN_ANSWERED = notice_kind(
    "organisations.join_answered",
    title="Ответ на вашу просьбу о доступе к организации",
    rule=AUTHORISED_REPRESENTATIVE,
    obligatory=True,
)
REPRESENTATION_ENDED = notice_kind(
    "organisations.representation_ended",
    title="Вы больше не представляете организацию",
    rule=AUTHORISED_REPRESENTATIVE,
    obligatory=True,
)


def organisation_url(organisation) -> str:
    return absolute(organisation.get_absolute_url())


def join_request_url(request) -> str:
    return absolute(reverse("organisations:decide_join", args=[request.pk]))
