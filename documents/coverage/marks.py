"""What stands beside the clauses of a text: that the program carries them out, and how it is with the reader."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.formats import date_format

from documents.regulations.models import Edition
from documents.regulations.registry import Mark
from home.desk.queries import desk_of
from home.desk.registry import Task
from home.rulebook import Rule, live_states
from home.rulebook.text import NBSP, counted
from home.workdays.queries import today

from .choices import Manner
from .models import Coverage

_SHOWN = (Manner.ENFORCED, Manner.ASSISTED)


def public_marks(edition: Edition) -> Iterator[Mark]:
    """One for each clause and manner; its text joins the sentences of the rules."""
    sentences: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows_of_rules(edition):
        sentences[row.clause.anchor, row.manner].append(row.sentence)
    url = coverage_url(edition)
    for (anchor, manner), texts in sentences.items():
        text = " ".join(dict.fromkeys(texts))
        yield Mark(anchor, Manner(manner).label, text, f"{url}#{anchor}")


def personal_marks(edition: Edition, user) -> Iterator[Mark]:
    """What waits for the reader at each clause, and what the rooms know of the reader's own affairs."""
    anchors: dict[str, list[str]] = defaultdict(list)
    for row in _rows_of_rules(edition):
        anchors[row.rule_code].append(row.clause.anchor)
    if not anchors:
        return
    on = today()
    for rule, title, text, url in (*_tasks(user, on), *_states(user, on)):
        for anchor in anchors.get(rule.code, ()):
            yield Mark(anchor, title, text, url)


def coverage_url(edition: Edition) -> str:
    return edition.page.address_of("coverage")


def _rows_of_rules(edition: Edition) -> list[Coverage]:
    rows = edition.coverage.standing().filter(manner__in=_SHOWN).exclude(clause=None)
    return [row for row in rows.select_related("clause") if row.rule]


def _states(user, on) -> Iterable[tuple[Rule, str, str, str]]:
    return ((state.rule, "У вас сейчас", state.text, state.url) for state in live_states(user, on))


def _tasks(user, on) -> Iterator[tuple[Rule, str, str, str]]:
    """Many tasks of one rule are told by their number and the nearest day."""
    by_rule: dict[Rule, list[Task]] = defaultdict(list)
    for entry in desk_of(user, on).tasks:
        by_rule[entry.task.rule].append(entry.task)
    for rule, tasks in by_rule.items():
        yield rule, "Ждёт вас", _told(tasks), tasks[0].url


def _told(tasks: list[Task]) -> str:
    """Tasks come with the soonest first."""
    first = tasks[0]
    words = [f"{first.title}: {first.about}" if first.about else first.title]
    if first.due:
        words.append(f"до{NBSP}{date_format(first.due)}")
    if more := len(tasks) - 1:
        words.append(f"и ещё {counted(more, 'дело', 'дела', 'дел')}")
    return ", ".join(words)
