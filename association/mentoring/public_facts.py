"""What other pages say of an organisation in a pair: its page of the open register, and what it has taken part in."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from association.organisations.models import Organisation
from association.organisations.registry import Participation
from home.rulebook.text import counted
from home.workdays.queries import today

from .models import Pair
from .queries.public import pairs_at_work, work_of_mentor
from .rules.names import HELP_CONTENTS
from .rules.working import in_hours


def partners(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """With whom it works today (label, name, address); one query."""
    for pair in pairs_at_work(today()).filter(Q(mentor=organisation) | Q(candidate=organisation)):
        if pair.mentor_id == organisation.pk:
            yield "Наставник кандидата", pair.candidate.short_name, _page(pair.candidate)
        else:
            yield "Наставник", pair.mentor.short_name, _page(pair.mentor)


def _page(organisation: Organisation) -> str:
    return reverse("register:member", args=[organisation.pk])


def work_as_mentor(organisation: Organisation, since: date, until: date) -> Iterator[Participation]:
    """Every pair of those days in which it was the mentor (R77); without an entry it took no part."""
    for pair in work_of_mentor(organisation, since, until):
        yield Participation(
            on=max(pair.begins_on, since),
            kind="наставничество",
            title=f"Наставник кандидата {pair.candidate} с\xa0{pair.begins_on:%d.%m.%Y}",
            outcome=_outcome(pair),
            rule=HELP_CONTENTS,
            counts=pair.times > 0,
        )


def _outcome(pair: Pair) -> str:
    """What was done, and how it ended."""
    done = "записей о\xa0работе нет"
    if pair.times:
        done = f"{counted(pair.times, 'запись', 'записи', 'записей')}, {in_hours(pair.minutes)}"
    if not pair.is_over:
        return done
    return f"{done}; {pair.get_end_ground_display()} {pair.ended_on:%d.%m.%Y}"
