"""The letters of the room: to everyone who speaks for the organisation that day, and to the experts asked."""

from collections.abc import Iterable
from datetime import datetime

from association.organisations.queries import representatives_in_force
from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from .models import ExpertConclusion, Expertise, MembershipApplication
from .rules import names

SUBMITTED = notice_kind(
    "membership.submitted",
    title="Ваше заявление о приёме получено",
    rule=names.APPLICATION_FORM,
    obligatory=True,
)
RETURNED = notice_kind(
    "membership.returned",
    title="Заявление о приёме возвращено с замечаниями",
    rule=names.PROCEDURE,
    obligatory=True,
)
REFUSED = notice_kind(
    "membership.refused",
    title="Заявление о приёме отклонено",
    rule=names.PROCEDURE,
    obligatory=True,
)
ADMITTED = notice_kind(
    "membership.admitted",
    title="Принято решение о приёме вашей организации",
    rule=names.ADMISSION_DECISION,
    obligatory=True,
)
CONFIRMED = notice_kind(
    "membership.confirmed",
    title="Приём вашей организации утверждён приказом",
    rule=names.ADMISSION_ORDER,
    obligatory=True,
)
EXPERTISE_ASSIGNED = notice_kind(
    "membership.expertise_assigned",
    title="Вам поручена экспертиза документов кандидата",
    rule=names.EXPERTISE,
    obligatory=True,
)
EXPERTISE_READY = notice_kind(
    "membership.expertise_ready",
    title="Мнения экспертов собраны",
    rule=names.EXPERTISE,
    obligatory=True,
)
EXPERTISE_MOVED = notice_kind(
    "membership.expertise_moved",
    title="Изменён срок экспертизы",
    rule=names.EXPERTISE_TERM,
    obligatory=True,
)
EXPERTISE_TERM = notice_kind(
    "membership.expertise_term",
    title="Срок экспертизы подходит или прошёл",
    rule=names.EXPERTISE_TERM,
    obligatory=False,
)
EXPERTISE_CALLED_OFF = notice_kind(
    "membership.expertise_called_off",
    title="Экспертиза отменена",
    rule=names.EXPERTISE_PROCEDURE,
    obligatory=True,
)
CONCLUDED = notice_kind(
    "membership.concluded",
    title="Экспертная группа дала заключение",
    rule=names.EXPERT_CONCLUSION,
    obligatory=True,
)


def tell_applicant(
    kind: NoticeKind,
    application: MembershipApplication,
    *,
    revision: int | str,
    at: datetime,
    **context,
) -> None:
    """Write to the present representatives, once for each sending of the application."""
    organisation = application.organisation
    for representative in representatives_in_force(organisation, today(at)):
        send_notice(
            kind,
            to=representative.person,
            about=f"application-{application.pk}-{revision}",
            context={
                "number": application.registration_number,
                "organisation": organisation.short_name,
                "url": absolute(application.get_absolute_url()),
                **context,
            },
            at=at,
            source=application,
        )


def tell_of_conclusion(
    application: MembershipApplication, conclusion: ExpertConclusion, *, at: datetime
) -> None:
    """One letter for each conclusion, not for each sending: experts may be asked twice."""
    tell_applicant(
        CONCLUDED,
        application,
        revision=f"conclusion-{conclusion.pk}",
        at=at,
        outcome=conclusion.get_outcome_display(),
        text=conclusion.text,
    )


def tell_experts(
    kind: NoticeKind,
    expertise: Expertise,
    people: Iterable[Person],
    *,
    about: str,
    at: datetime,
    **context,
) -> int:
    """`about` tells apart letters of one kind on one expertise; how many have left."""
    application = expertise.application
    letters = [
        send_notice(
            kind,
            to=person,
            about=f"expertise-{expertise.pk}{about}",
            context={
                "number": application.registration_number,
                "organisation": application.organisation.short_name,
                "expertise": expertise,
                "is_lead": person.pk == expertise.lead_id,
                "url": absolute(expertise.get_absolute_url()),
                **context,
            },
            at=at,
            source=application,
        )
        for person in people
    ]
    return sum(letter is not None for letter in letters)
