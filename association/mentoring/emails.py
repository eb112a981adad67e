"""The letters of the room, a block of kinds for each subject; texts are templates/mentoring/emails/<name>.txt."""

from datetime import datetime

from association.organisations.queries import representatives_in_force
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from .rules import names


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
        for representative in representatives_in_force(organisation, today(at))
    ]
    return sum(letter is not None for letter in letters)


# The room of a pair.
WORK_WRITTEN = notice_kind(
    "mentoring.work_written",
    title="Новое в кабинете пары",
    rule=names.ROOM,
    obligatory=False,
)
