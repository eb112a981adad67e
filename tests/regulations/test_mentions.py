"""R2, DESIGN: what a sentence refers to."""

import time
from itertools import pairwise

import pytest

from documents.regulations.mentions import find_mentions


def named(text, own_word="положени"):
    return [
        (text[m.start : m.end], m.label + (f" {m.item}" if m.item else ""))
        for m in find_mentions(text, own_word)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("согласно п. 3.1", [("п. 3.1", "3.1")]),
        ("согласно п.3.1.", [("п.3.1", "3.1")]),
        ("согласно п.п. 3.1 и 3.2", [("п.п. 3.1", "3.1"), ("3.2", "3.2")]),
        ("пунктами 3.1 и 3.2", [("пунктами 3.1", "3.1"), ("3.2", "3.2")]),
        (
            "пп. 3.1–3.4, 3.6 и 4.1 «б»",
            [("пп. 3.1", "3.1"), ("3.4", "3.4"), ("3.6", "3.6"), ("4.1 «б»", "4.1 б")],
        ),
        ("подпунктом «а» пункта 3.1", [("подпунктом «а» пункта 3.1", "3.1 а")]),
        ("подпункту 2) пункта 3.1", [("подпункту 2) пункта 3.1", "3.1 2")]),
        ("разделом 4", [("разделом 4", "4")]),
        ("в разделе IV", [("разделе IV", "IV")]),
        ("статьёй 5", [("статьёй 5", "5")]),
        ("главы 2 и 3", [("главы 2", "2"), ("3", "3")]),
        ("в приложении А", [("приложении А", "А")]),
        ("Приложения А, Б и В", [("Приложения А", "А"), ("Б", "Б"), ("В", "В")]),
        ("приложением № 2", [("приложением № 2", "2")]),
        ("настоящим Положением", [("настоящим Положением", "")]),
        (
            "п. 3.2 настоящих Правил",
            [("п. 3.2", "3.2"), ("настоящих Правил", "")],
        ),
        ("п. 3.1 Положения", [("п. 3.1", "3.1")]),
        ("пункта\xa04.7", [("пункта\xa04.7", "4.7")]),
    ],
)
def test_mention_of_our_own_is_found(text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "п. 5 ст. 12 Федерального закона",
        "пунктом 3 части 1 статьи 9 закона",
        "пункта 1.2 Гражданского кодекса",
        "пункт 3.1 Устава организации",
        "п. 3.1 Положения о конкурсе",
        "приложение к Положению",
        "в 10.00 часов",
        "подпункты перечислены ниже",
        "часть работы",
        "раздел имущества",
    ],
)
def test_what_belongs_to_another_act_or_is_no_number_is_left(text):
    assert named(text) == []


def test_mentions_never_overlap_and_stand_in_order():
    text = "пункты 3.1, 3.2 настоящего Положения, раздел 4 и приложение А к пункту 3.1"
    mentions = find_mentions(text)
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    assert len(mentions) == 6


def test_long_hostile_text_takes_no_time():
    """T71."""
    begun = time.process_time()
    find_mentions("п. 1.1, " * 12_000 + "подпункт " * 5_000 + "1." * 20_000)
    find_mentions("п. 1" + " " * 20_000 + "слово")
    assert time.process_time() - begun < 3
