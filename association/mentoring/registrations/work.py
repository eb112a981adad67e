"""The room of a pair."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst

from association.bodies.seats import has_concern, register_concern
from home.accounts.registry import register_personal_data
from home.desk.registry import Task, register_tasks
from home.notices.registry import register_reminder
from home.rulebook.text import counted

from ..front import Card, register_card
from ..operations.working_files import destroy_old_files
from ..operations.working_letters import tell_of_silence, tell_of_work
from ..permissions import may_form_pairs
from ..personal import WORK_IN_PAIRS
from ..queries import work
from ..rules import names

TITLES = {
    work.CONFIRM: ("Подтвердите этап", names.HELP_CONTENTS, "mentoring:pair"),
    work.OVERDUE: ("Этап просрочен", names.HELP_CONTENTS, "mentoring:pair"),
    work.ANSWER: ("Ответьте на вопрос", names.QUESTIONS, "mentoring:questions"),
}
"""What is to be done, by which rule, on which page of the pair."""


def pair_tasks(user, today: date) -> Iterator[Task]:
    """For whoever speaks for one of a pair; nothing is asked of the database for others."""
    if not has_concern(user, work.IN_PAIR):
        return
    for waiting in work.waiting_for(user, today):
        title, rule, name = TITLES[waiting.kind]
        yield Task(
            title, reverse(name, args=[waiting.pair_id]), rule, waiting.due_on, _about(waiting)
        )


def _about(waiting: work.Waiting) -> str:
    if waiting.number == 1:
        said = f"«{waiting.title}»" if waiting.title else ""
    elif waiting.kind == work.ANSWER:
        said = counted(waiting.number, "вопрос", "вопроса", "вопросов")
    else:
        said = counted(waiting.number, "этап", "этапа", "этапов")
    return " — ".join(filter(None, (said, waiting.partner)))


def help_tasks(user, today: date) -> Iterator[Task]:
    """For the chair: pairs that have asked for help and wait."""
    if not may_form_pairs(user):
        return
    for call in work.help_calls_for(user):
        yield Task(
            "Ответьте паре, которая просит помощи",
            reverse("mentoring:help_calls", args=[call.pair_id]),
            names.PAIR_HELP,
            about=str(call.pair),
        )


def own_pair_cards(user, today: date) -> Iterator[Card]:
    """A card for each pair at work, and one for those that are over."""
    if not has_concern(user, work.IN_PAIR):
        return
    over = 0
    for pair in work.own_pairs(user):
        if pair.is_over:
            over += 1
            continue
        yield Card(
            f"Пара: {pair}",
            f"{capfirst(work.progress_of(pair).in_words)}, работает с\xa0{pair.begins_on:%d.%m.%Y}",
            pair.get_absolute_url(),
            names.HELP_CONTENTS,
        )
    if over:
        ended = counted(over, "пара закончила", "пары закончили", "пар закончили")
        yield Card(
            "Все ваши пары",
            f"{ended} работу: {'её кабинет' if over == 1 else 'их кабинеты'} можно читать",
            reverse("mentoring:own_pairs"),
            names.ROOM,
        )


register_concern(work.IN_PAIR, work.pairs_of_person, body="decision__meeting__body")
register_tasks(pair_tasks, "работа пар")
register_tasks(help_tasks, "просьбы пар о помощи")
register_card(own_pair_cards, order=20)
register_personal_data(WORK_IN_PAIRS)
register_reminder("работа пар: что нового за день", tell_of_work)
register_reminder("пары без записей", tell_of_silence)
register_reminder("документы закончившихся пар", destroy_old_files)
