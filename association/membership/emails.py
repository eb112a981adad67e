"""The letters of the room; each goes to everyone who speaks for the organisation that day."""

from datetime import datetime

from association.organisations.queries import representatives_in_force
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from .models import MembershipApplication
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


def tell_applicant(
    kind: NoticeKind, application: MembershipApplication, *, revision: int, at: datetime, **context
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
