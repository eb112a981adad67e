"""What a reader of an older edition is told of a newer one."""

import pytest

from documents.readers.differences import NAMED, compare_editions
from tests.factories.regulations import EditionFactory

pytestmark = pytest.mark.django_db

HEAD = "Положение о кружке\n\n"
SECTION = "1. Общие положения\n\n"


def told(old, new):
    editions = [EditionFactory(text=HEAD + SECTION + text) for text in (old, new)]
    return compare_editions(*editions)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1.1. Среда.", "1.1. Среда.", "Слова текста не изменились."),
        ("1.1. Встреча в среду.", "1.1. Встреча в пятницу.", "Изменено: п.\xa01.1."),
        ("1.1. Среда.", "1.1. Среда.\n\n1.2. Чай заваривает дежурный.", "Добавлено: п.\xa01.2."),
        ("1.1. Среда.\n\n1.2. Чай заваривает дежурный.", "1.1. Среда.", "Исключено: п.\xa01.2."),
        (
            "1.1. Кружок берёт:\n\nа) книги;\n\nб) карты.",
            "1.1. Кружок берёт:\n\nа) книги;\n\nб) атласы.",
            "Изменено: п.\xa01.1.",
        ),
        (
            "1.1. Среда.",
            "1.1. Среда.\n\n1.2. Кружок берёт:\n\nа) книги;\n\nб) карты.",
            "Добавлено: п.\xa01.2.",
        ),
        (
            "1.1. Кружок открыт для всех.\n\n1.2. Чай заваривает дежурный.",
            "1.1. Двери запирает староста в шесть.\n\n1.2. Кружок открыт для всех.\n\n1.3. Чай заваривает дежурный.",
            "Добавлено: п.\xa01.1. Изменены номера: п.\xa01.1\xa0→ п.\xa01.2, п.\xa01.2\xa0→ п.\xa01.3.",
        ),
    ],
)
def test_changes_are_told_in_words(old, new, words):
    assert told(old, new).in_words == words


def test_section_that_comes_whole_is_named_once():
    more = (
        "\n\n2. Порядок работы\n\n2.1. Заседание ведёт староста.\n\n2.2. Протокол ведёт секретарь."
    )
    assert told("1.1. Среда.", "1.1. Среда." + more).in_words == "Добавлено: раздел\xa02."


def test_long_list_of_changes_says_how_many_more():
    old = "\n\n".join(f"1.{n}. Правило номер {n} действует всегда." for n in range(1, NAMED + 4))
    words = told(old, old.replace("всегда", "по средам")).in_words
    assert words.endswith(f"п.\xa01.{NAMED} и\xa0ещё\xa03.")


def test_rows_hold_the_differences_alone():
    rows = told("1.1. Среда.\n\n1.2. Чай в шесть.", "1.1. Среда.\n\n1.2. Чай в семь.").rows
    assert [(row.name, row.what) for row in rows] == [("п.\xa01.2", "изменено")]
    pieces = [(piece.kind, piece.old, piece.new) for piece in rows[0].change.text]
    assert ("removed", "шесть", "") in pieces
    assert ("added", "", "семь") in pieces
