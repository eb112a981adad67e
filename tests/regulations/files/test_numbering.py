"""Automatic numbers of Word: what stands only in numbering.xml is printed as Word shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.regulations.importer.files.word.counting import Counters, Level, NumberedList
from documents.regulations.importer.files.word.numerals import RUSSIAN, roman, write_number
from tests.regulations.files.word import (
    abstract,
    cell,
    item,
    level,
    num,
    num_pr,
    one_list,
    p,
    read,
    row,
    style,
    styled,
    table,
    texts,
    whole,
)

THREE = (level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3."))


@pytest.mark.parametrize(
    ("numeral", "numbers"),
    [
        ("decimal", "1 2 3 4 5"),
        ("decimalZero", "01 02 03 04 05"),
        ("upperRoman", "I II III IV V"),
        ("lowerRoman", "i ii iii iv v"),
        ("upperLetter", "A B C D E"),
        ("lowerLetter", "a b c d e"),
        ("russianUpper", "А Б В Г Д"),
        ("russianLower", "а б в г д"),
        ("ordinalText", "1 2 3 4 5"),
    ],
)
def test_kinds_of_numerals(numeral, numbers):
    lines = texts(item("п") * 5, numbering=one_list(level(0, "%1)", numeral)))
    assert lines == [f"{number}) п" for number in numbers.split()]


def test_russian_letters_are_those_of_word():
    assert RUSSIAN == "абвгдежзиклмнопрстуфхцчшщыэюя"
    assert [write_number(n, "russianLower") for n in (10, 29, 30, 31)] == ["к", "я", "аа", "бб"]


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (4, "iv"), (49, "xlix"), (1990, "mcmxc"), (40_000, "40000")]
)
def test_roman_numbers(number, text):
    assert roman(number) == text


def test_format_with_zeros_of_later_words():
    pattern = (
        '<mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    list_ = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{pattern}<w:lvlText w:val="%1)"/></w:lvl>'
    assert texts(item("п"), numbering=one_list(list_)) == ["007) п"]


def test_levels_count_and_begin_anew_below_a_higher_one():
    body = "".join(item("п", place) for place in (0, 1, 1, 2, 2, 1, 2, 0, 1, 2))
    assert texts(body, numbering=one_list(*THREE)) == [
        *("1. п", "1.1. п", "1.2. п", "1.2.1. п", "1.2.2. п", "1.3. п", "1.3.1. п"),
        *("2. п", "2.1. п", "2.1.1. п"),
    ]


def test_skipped_level_counts_as_begun():
    body = "".join(item("п", place) for place in (1, 0, 2, 1))
    assert texts(body, numbering=one_list(*THREE)) == ["1.1. п", "2. п", "2.1.1. п", "2.2. п"]


def test_number_goes_on_across_paragraphs_and_tables():
    body = (
        item("первый")
        + p("слова между")
        + table(row(cell(item("в таблице")), cell("сумма")))
        + item("последний")
    )
    assert texts(body, numbering=one_list(*THREE)) == [
        "1. первый",
        "слова между",
        "2. в таблице\tсумма",
        "3. последний",
    ]


def test_start_of_a_level():
    body = item("п") + item("п", 1) + item("п", 1)
    levels = (level(0, "%1.", start=4), level(1, "%1.%2", start=0))
    assert texts(body, numbering=one_list(*levels)) == ["4. п", "4.0 п", "4.1 п"]


def test_two_numbers_of_one_list_go_on():
    body = item("п", 0, 1) + item("п", 0, 2) + item("п", 0, 1)
    assert texts(body, numbering=abstract(0, *THREE) + num(1, 0) + num(2, 0)) == [
        "1. п",
        "2. п",
        "3. п",
    ]


def test_start_override_begins_anew_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, *THREE) + num(1, 0) + num(2, 0, override)
    body = item("п", 0, 1) + item("п", 0, 1) + item("п", 0, 2) + item("п", 1, 2) + item("п", 0, 2)
    assert texts(body, numbering=numbering) == ["1. п", "2. п", "5. п", "5.1. п", "6. п"]


def test_level_override_prints_otherwise_and_counts_on():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "Статья %1.")}</w:lvlOverride>'
    numbering = abstract(0, *THREE) + num(1, 0) + num(2, 0, override)
    assert texts(item("п", 0, 1) + item("п", 0, 2), numbering=numbering) == ["1. п", "Статья 2. п"]


def test_restart_may_be_switched_off_or_wait_for_a_far_level():
    levels = (
        level(0, "%1."),
        level(1, "%2)", more='<w:lvlRestart w:val="0"/>'),
        level(2, "%3;", more='<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(item("п", place) for place in (0, 1, 2, 1, 2, 0, 1, 2))
    assert texts(body, numbering=one_list(*levels)) == [
        *("1. п", "1) п", "1; п", "2) п", "2; п"),
        *("2. п", "3) п", "1; п"),
    ]


def test_legal_level_prints_decimals_of_all():
    levels = (level(0, "%1.", "upperRoman"), level(1, "%1.%2.", more="<w:isLgl/>"))
    assert texts(item("п") + item("п", 1), numbering=one_list(*levels)) == ["I. п", "1.1. п"]


def test_level_of_bullets_has_no_number_of_its_own():
    levels = (level(0, "%1."), level(1, "•", "bullet"), level(2, "%1.%2%3."))
    body = "".join(item("п", place) for place in (0, 2, 2))
    assert texts(body, numbering=one_list(*levels)) == ["1. п", "1.1. п", "1.2. п"]


@pytest.mark.parametrize(
    ("suffix", "line"), [("tab", "1. п"), ("space", "1. п"), ("nothing", "1.п")]
)
def test_gap_between_number_and_text(suffix, line):
    list_ = one_list(level(0, "%1.", more=f'<w:suff w:val="{suffix}"/>'))
    assert texts(item("п"), numbering=list_) == [line]


@pytest.mark.parametrize(
    ("sign", "shown"),
    [("-", "–"), ("—", "–"), ("\uf0b7", "•"), ("o", "•"), ("", "•"), ("▪", "▪"), ("\uf0d8", "•")],
)
def test_sign_of_an_unnumbered_list(sign, shown):
    assert texts(item("п"), numbering=one_list(level(0, sign, "bullet"))) == [f"{shown} п"]


def test_number_without_signs_is_not_printed():
    levels = (level(0, "", "none"), level(1, "%2)"))
    assert texts(item("п") + item("п", 1), numbering=one_list(*levels)) == ["п", "1) п"]


def test_empty_paragraph_of_a_list_shows_its_number():
    assert texts(item("") + item("п"), numbering=one_list(*THREE)) == ["1.", "2. п"]


def test_number_zero_switches_off():
    styles = style("Punkt", f"<w:pPr>{num_pr(0, 1)}</w:pPr>")
    body = styled("п", "Punkt") + styled("без", "Punkt", num_pr(None, 0)) + styled("п", "Punkt")
    assert texts(body, numbering=one_list(*THREE), styles=styles) == ["1. п", "без", "2. п"]


def test_number_comes_from_a_style_and_those_it_is_based_on():
    styles = (
        style("Base", f"<w:pPr>{num_pr(None, 1)}</w:pPr>")
        + style("First", '<w:basedOn w:val="Base"/>')
        + style(
            "Second",
            '<w:basedOn w:val="First"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>',
        )
    )
    body = styled("п", "First") + styled("п", "Second") + styled("п", "Second")
    assert texts(body, numbering=one_list(*THREE), styles=styles) == ["1. п", "1.1. п", "1.2. п"]


def test_level_of_a_style_is_the_one_that_names_it():
    levels = (level(0, "%1."), level(1, "%1.%2.", more='<w:pStyle w:val="Punkt"/>'))
    styles = style("Punkt", f"<w:pPr>{num_pr(None, 1)}</w:pPr>")
    body = item("п") + styled("п", "Punkt")
    assert texts(body, numbering=one_list(*levels), styles=styles) == ["1. п", "1.1. п"]


def test_paragraph_moves_its_style_to_another_level():
    styles = style("Punkt", f"<w:pPr>{num_pr(0, 1)}</w:pPr>")
    body = styled("п", "Punkt") + styled("п", "Punkt", num_pr(1, None))
    assert texts(body, numbering=one_list(*THREE), styles=styles) == ["1. п", "1.1. п"]


def test_list_that_names_a_style_is_that_style_s():
    numbering = (
        abstract(0, more='<w:numStyleLink w:val="Spisok"/>')
        + abstract(1, *THREE, more='<w:styleLink w:val="Spisok"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = style("Spisok", f"<w:pPr>{num_pr(None, 2)}</w:pPr>", kind="numbering")
    body = item("п", 0, 1) + item("п", 1, 1)
    assert texts(body, numbering=numbering, styles=styles) == ["1. п", "1.1. п"]
    assert texts(body, numbering=numbering) == ["1. п", "1.1. п"]


@pytest.mark.parametrize(
    "numbering",
    [
        abstract(0, *THREE),
        num(1, 7),
        abstract(0, more='<w:numStyleLink w:val="A"/>') + num(1, 0),
        abstract(0, level(0, "%1.", start=1).replace('"0"', '"x"', 1)) + num(1, 9),
    ],
    ids=["no such number", "no such list", "no such style", "level without a number"],
)
def test_list_that_is_not_there_numbers_nothing(numbering):
    assert texts(item("п"), numbering=numbering) == ["п"]


def test_styles_in_a_circle_end():
    styles = style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>')
    assert texts(styled("п", "A"), styles=styles) == ["п"]


def test_numbered_heading_of_word_is_a_heading():
    styles = style("1", f"<w:pPr>{num_pr(0, 1)}</w:pPr>", name="heading 1")
    lines = read(styled("Общее", "1"), numbering=one_list(*THREE), styles=styles).lines
    assert lines == [whole("1. Общее", heading=True)]


# A model of our own: the list of all paragraphs so far, looked through anew for every number.

DEPTH = 4


def model_numbers(
    places: list[int], starts: list[int], restarts: list[int | None]
) -> list[list[int]]:
    seen: list[list[int]] = []
    for at, place in enumerate(places):
        values = [
            model_value(places[: at + 1], above, starts, restarts) for above in range(place + 1)
        ]
        seen.append(values)
    return seen


def model_value(
    places: list[int], level_: int, starts: list[int], restarts: list[int | None]
) -> int:
    """How often the level came since it last began anew; a skipped level came once."""
    count = 0
    for place in places:
        if place == level_:
            count += 1
        elif place > level_:
            count = max(count, 1)
        elif restarts[level_] is None or place < restarts[level_]:
            count = 0
    return starts[level_] + count - 1


@given(
    places=st.lists(st.integers(0, DEPTH - 1), min_size=1, max_size=40),
    starts=st.lists(st.integers(0, 9), min_size=DEPTH, max_size=DEPTH),
    restarts=st.lists(st.sampled_from([None, None, 0, 1, 2]), min_size=DEPTH, max_size=DEPTH),
)
def test_counting_follows_the_model(places, starts, restarts):
    levels = tuple(
        Level(
            start=starts[at],
            text=".".join(f"%{above + 1}" for above in range(at + 1)),
            restart=restarts[at],
        )
        for at in range(DEPTH)
    )
    counters = Counters()
    numbered = NumberedList("a", levels)
    printed = [counters.count("1", numbered, place) for place in places]
    assert printed == [
        ".".join(map(str, values)) for values in model_numbers(places, starts, restarts)
    ]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2)), max_size=30))
def test_lists_do_not_disturb_each_other(steps):
    levels = tuple(Level(text="%1.%2.%3"[: 2 + 3 * at]) for at in range(3))
    together, alone = Counters(), {"a": Counters(), "b": Counters()}
    for key, place in steps:
        numbered = NumberedList(key, levels)
        assert together.count(key, numbered, place) == alone[key].count(key, numbered, place)
