"""The letters of the room."""

from django.urls import reverse

from home.notices.emails import absolute
from home.notices.registry import notice_kind

from .rules import (
    ACTED_FOR_OPENLY,
    AUTHORISED_REPRESENTATIVE,
    CERTIFIED_BY_RECORD,
    MAY_BE_CERTIFIED,
)

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
INVITED = notice_kind(
    "organisations.invited",
    title="Приглашение представлять организацию",
    rule=AUTHORISED_REPRESENTATIVE,
    obligatory=True,
    to_address=True,
)
INVITATION_ACCEPTED = notice_kind(
    "organisations.invitation_accepted",
    title="Приглашённый вами человек представляет организацию",
    rule=AUTHORISED_REPRESENTATIVE,
    obligatory=True,
)
STOOD_IN_FOR = notice_kind(
    "organisations.stood_in_for",
    title="Сотрудник Ассоциации действует за вашу организацию",
    rule=ACTED_FOR_OPENLY,
    obligatory=True,
)
QMS_ENDS = notice_kind(
    "organisations.qms_ends",
    title="Срок сертификата СМК кончается",
    rule=CERTIFIED_BY_RECORD,
    obligatory=False,
)
CERTIFICATION_ANSWERED = notice_kind(
    "organisations.certification_answered",
    title="Чем кончилась заявка на сертификацию СМК",
    rule=MAY_BE_CERTIFIED,
    obligatory=True,
)


def organisation_url(organisation) -> str:
    return absolute(organisation.get_absolute_url())


def join_request_url(request) -> str:
    return absolute(reverse("organisations:decide_join", args=[request.pk]))


def invitation_url(secret: str) -> str:
    return absolute(reverse("invitations:invitation", args=[secret]))
