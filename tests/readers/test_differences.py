"""What a follower is told of two editions in a sentence."""

import pytest

from documents.readers.differences import NAMED, in_words
from tests.factories.regulations import EditionFactory

pytestmark = pytest.mark.django_db

HEAD = "Положение о кружке\n\n"
SECTION = "1. Общие положения\n\n"
CHAPTER = (
    "\n\n2. Порядок работы\n\n2.1. Заседание ведёт староста.\n\n2.2. Протокол ведёт секретарь."
)


def told(old, new):
    return in_words(*(EditionFactory(text=HEAD + SECTION + text) for text in (old, new)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1.1. Среда.", "1.1. Среда.", "Слова текста не изменились."),
        ("1.1. Встреча в среду.", "1.1. Встреча в пятницу.", "Изменено: п.\xa01.1."),
        ("1.1. Среда.", "1.1. Среда.\n\n1.2. Чай заваривает дежурный.", "Добавлено: п.\xa01.2."),
        ("1.1. Среда.\n\n1.2. Чай заваривает дежурный.", "1.1. Среда.", "Исключено: п.\xa01.2."),
        ("1.1. Среда.", "1.1. Среда." + CHAPTER, "Добавлено: раздел\xa02."),
    ],
)
def test_changes_are_told_in_words(old, new, words):
    assert told(old, new) == words


def test_long_list_of_changes_says_how_many_more():
    old = "\n\n".join(f"1.{n}. Правило номер {n} действует всегда." for n in range(1, NAMED + 4))
    words = told(old, old.replace("всегда", "по средам"))
    assert words.endswith(f"п.\xa01.{NAMED} и\xa0ещё\xa03.")
