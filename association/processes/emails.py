"""Letters of process responsibility: what was assigned, who was helped, who asks for help."""

import hashlib
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format

from association.organisations.emails import tell_organisation
from home.notices.emails import absolute
from home.notices.registry import notice_kind
from home.workdays.queries import today

from .models import ProcessAssignment, ProcessSupport
from .rules import names

ASSIGNED = notice_kind(
    "processes.assigned",
    title="За организацией закреплён или снят процесс СМК",
    rule=names.ASSIGNED_BY_MEETING,
    obligatory=True,
)
SUPPORTED = notice_kind(
    "processes.supported",
    title="Записана методическая помощь вашей организации",
    rule=names.SUPPORT,
    obligatory=False,
)
ASKED = notice_kind(
    "processes.asked",
    title="Организация просит методической помощи",
    rule=names.RESPONSIBILITY,
    obligatory=True,
)


def tell_of_assignment(organisation, *, assigned, released, decision: str, about: str, at) -> int:
    """Names of processes that one decision has given to the member and taken from it."""
    return tell_organisation(
        ASSIGNED,
        organisation,
        about,
        at=at,
        assigned=assigned,
        released=released,
        decision=decision,
        url=absolute(reverse("processes:own_processes")),
    )


def tell_of_support(support: ProcessSupport, *, at: datetime) -> int:
    """To whoever was helped: an entry that is not true is seen by them first."""
    assignment = support.assignment
    return tell_organisation(
        SUPPORTED,
        support.organisation,
        f"supported-{support.pk}",
        at=at,
        source=support,
        member=assignment.organisation.short_name,
        process=assignment.process.name,
        help=support.get_kind_display(),
        title=support.title,
        on=date_format(support.on),
        url=absolute(reverse("processes:process", args=[assignment.process_id])),
    )


def ask_responsible(assignment: ProcessAssignment, asking, text: str, *, by, at: datetime) -> int:
    """The same words of the same organisation are one letter a day."""
    words = hashlib.sha256(text.encode()).hexdigest()[:16]
    return tell_organisation(
        ASKED,
        assignment.organisation,
        f"asked-{assignment.pk}-{asking.pk}-{today(at)}-{words}",
        at=at,
        source=assignment,
        process=assignment.process.name,
        asking=asking.short_name,
        standing=asking.get_standing_display().lower(),
        asked_by=str(by),
        text=text,
        phone=asking.phone,
        email=asking.email,
        url=absolute(reverse("processes:own_processes")),
    )
