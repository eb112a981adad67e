"""The demo's links, looked through by its administrator, and the clauses that carry no rule."""

import datetime

from documents.regulations.models import Edition

from .models import Coverage
from .operations import confirm_links, mark_informational

NOTES = {
    "Говорит, о чём Положение: исполнять нечего.": ("p-1.1",),
    "Перечень документов; они собраны в реестре руководящих документов.": (
        "p-1.2-abz2",
        "p-1.2-abz3",
        "p-1.2-abz4",
        "p-1.2-abz5",
        "p-1.2-abz6",
        "p-1.2-abz7",
    ),
    "Говорит, что такое Ассоциация и как она устроена.": ("p-1.3", "p-1.4", "p-3.5"),
    "Обязанность Главного управления, а не программы.": ("p-1.7",),
    "Цель Ассоциации: к ней ведут другие пункты.": ("p-2.1",),
    "Задача Ассоциации: исполняют люди.": (
        "p-2.2-abz2",
        "p-2.2-abz3",
        "p-2.2-abz4",
        "p-2.2-abz5",
        "p-2.2-abz6",
        "p-2.2-abz7",
    ),
    "Отсылает к другому пункту.": ("p-7.1",),
}


def load(edition: Edition, *, by, at: datetime.datetime) -> None:
    """What waits is confirmed, and what stands already stays as it is."""
    confirm_links(Coverage.objects.waiting().select_related("edition__page"), by=by, at=at)
    for text, anchors in NOTES.items():
        for clause in edition.clauses.filter(anchor__in=anchors).order_by("order"):
            if not clause.coverage.standing().exists():
                mark_informational(clause, text, by=by, at=at)
