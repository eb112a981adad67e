"""The letters of the room."""

from datetime import datetime

from django.urls import reverse

from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from . import queries
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
QMS_ENTERED = notice_kind(
    "organisations.qms_entered",
    title="Организация внесла сертификат СМК",
    rule=CERTIFIED_BY_RECORD,
    obligatory=False,
)
QMS_CHECKED = notice_kind(
    "organisations.qms_checked",
    title="Сертификат СМК вашей организации сверен со сканом",
    rule=CERTIFIED_BY_RECORD,
    obligatory=True,
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


def ask_to_check(certificate, *, at: datetime) -> None:
    """To the office: a record waits until it is compared with its scan."""
    for person in queries.secretaries():
        send_notice(
            QMS_ENTERED,
            to=person,
            about=f"qms-entered-{certificate.pk}",
            context={
                "organisation": certificate.organisation.short_name,
                "number": certificate.number,
                "url": absolute(reverse("organisations:check_qms", args=[certificate.pk])),
            },
            at=at,
            source=certificate,
        )


def tell_of_check(certificate, *, at: datetime) -> None:
    """To everybody who speaks for the organisation: the record counts, or why it does not."""
    organisation = certificate.organisation
    for representative in queries.representatives_in_force(organisation, today(at)):
        send_notice(
            QMS_CHECKED,
            to=representative.person,
            about=f"qms-checked-{certificate.pk}",
            context={
                "organisation": organisation.short_name,
                "number": certificate.number,
                "valid_until": certificate.valid_until,
                "is_confirmed": certificate.is_confirmed,
                "reason": certificate.end_reason,
                "url": organisation_url(organisation),
            },
            at=at,
            source=certificate,
        )


def tell_organisation(
    kind: NoticeKind, organisation, about: str, *, at: datetime, source=None, **context
) -> int:
    """To everyone who speaks for the organisation that day; how many letters are new."""
    letters = [
        send_notice(
            kind,
            to=representative.person,
            about=about,
            context={"organisation": organisation.short_name, **context},
            at=at,
            source=source,
        )
        for representative in queries.representatives_in_force(organisation, today(at))
    ]
    return sum(letter is not None for letter in letters)
