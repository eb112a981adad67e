"""Ends of pairs, and how all of them get on."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.urls import reverse

from association.bodies.seats import has_concern
from association.organisations.registry import (
    on_certified,
    on_standing_changed,
    participation_sources,
    register_public_facts,
)
from documents.certificates.registry import (
    register_entitlement,
    register_holder,
    register_opener,
    register_placeholder,
    reserve_kind,
)
from documents.certificates.wording import Placeholder
from home.accounts.choices import Role
from home.accounts.roles import grant
from home.desk.registry import Task, register_tasks
from home.notices.registry import register_reminder
from home.pages.registry import register_footer_link
from home.rulebook.text import counted

from .. import permissions
from ..choices import GRATITUDE_KIND, Shown
from ..front import Card, register_card
from ..gratitude import has_earned_thanks, may_open_thanks, thanked_pairs
from ..operations.ending import end_by_certificate
from ..operations.watching import tell_of_troubles
from ..public_facts import partners, work_as_mentor
from ..queries import evaluations, oversight
from ..queries.trouble import troubled
from ..queries.work import IN_PAIR
from ..rules import names

MOST_TASKS = 5
"""More pairs in trouble are one task that leads to their list."""


def trouble_tasks(user, today: date) -> Iterator[Task]:
    """For the chair: pairs that cannot go on as they were approved; one query."""
    if not permissions.may_form_pairs(user):
        return
    found = troubled(today)
    for each in found[:MOST_TASKS]:
        yield Task(
            "Решите, как быть с\xa0парой",
            reverse("mentoring:propose_end", args=[each.pair.pk]),
            each.rule,
            about=f"{each.pair}: {each.in_words}",
        )
    if (rest := len(found) - MOST_TASKS) > 0:
        yield Task(
            "Решите, как быть с\xa0остальными парами",
            f"{reverse('mentoring:pairs')}?shown={Shown.TROUBLED}",
            names.EARLY_END,
            about=counted(rest, "пара", "пары", "пар"),
        )


def evaluation_tasks(user, today: date) -> Iterator[Task]:
    """For either side of a pair that is over; nothing is asked of the database for others."""
    if not has_concern(user, IN_PAIR):
        return
    for pair, until in evaluations.to_evaluate(user, today):
        yield Task(
            "Скажите, как вам работалось в\xa0паре",
            reverse("mentoring:evaluate", args=[pair.pk]),
            names.EVALUATION,
            until,
            str(pair),
        )


def thanks_tasks(user, today: date) -> Iterator[Task]:
    """For the secretary: papers of thanks that did not go out by themselves."""
    if not permissions.is_office(user):
        return
    if number := oversight.to_thank().count():
        yield Task(
            "Выдайте благодарности наставникам",
            reverse("mentoring:thanks"),
            names.GRATITUDE,
            about=counted(number, "пара", "пары", "пар"),
        )


def all_pairs_card(user, today: date) -> Iterator[Card]:
    """For the chair and the office: how all pairs are getting on."""
    if not permissions.may_see_progress(user):
        return
    counts = oversight.counts_on(today, oversight.silence_days())
    is_calm = not (counts.troubled or counts.asking)
    yield Card(
        "Все пары",
        f"Работают: {counts.working}, молчат: {counts.silent}, просят помощи: {counts.asking}, "
        f"не\xa0могут работать как прежде: {counts.troubled}.",
        reverse("mentoring:pairs"),
        names.SILENCE,
        label="" if is_calm else "Нужно ваше внимание",
        tone="attention",
    )


def report_card(user, today: date) -> Iterator[Card]:
    if permissions.may_see_report(user):
        yield Card(
            "Отчёт о\xa0парах",
            "За\xa0любой период: по\xa0территориям и\xa0отраслям, этапы, часы, полученные сертификаты.",
            reverse("mentoring:pair_report"),
            names.HELP_CONTENTS,
        )


def tell_soon(change) -> None:
    """When the transaction holds: a certificate may be entered in the same one as the standing.

    Whoever is no more by a reorganisation loses its standing in the transaction that records it (R41).
    """
    organisation, at = change.organisation, change.at
    transaction.on_commit(lambda: tell_of_troubles(at=at, of=organisation), robust=True)


grant(Role.SECRETARY, "mentoring.view_pair")
grant(Role.ADMINISTRATOR, "mentoring.view_pair")
grant(Role.AUTHORITY_SUPPORT, "mentoring.view_pair")
on_certified(end_by_certificate)
on_standing_changed(tell_soon)
register_reminder("пары, которые не могут работать как прежде", tell_of_troubles)
register_tasks(trouble_tasks, "пары, о которых нужно решить")
register_tasks(evaluation_tasks, "оценка работы пар")
register_tasks(thanks_tasks, "благодарности наставникам")
register_card(all_pairs_card, order=40)
register_card(report_card, order=45)
participation_sources("Наставничество", work_as_mentor)
register_public_facts(partners)
register_footer_link("Наставники и\xa0кандидаты", "mentors:pairs")

reserve_kind(GRATITUDE_KIND)
register_placeholder(
    GRATITUDE_KIND, Placeholder("candidate", "кому помогал наставник", "Школа у\xa0моста")
)
register_placeholder(
    GRATITUDE_KIND,
    Placeholder(
        "term", "сколько работала пара", "с\xa01 сентября 2026\xa0г. по\xa020 мая 2027\xa0г."
    ),
)
register_opener(may_open_thanks)
register_holder(thanked_pairs)
register_entitlement(has_earned_thanks)
