"""Corrections of an outline: what each does, and that no sign is ever lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.regulations.choices import ClauseKind
from documents.regulations.importer import (
    Fault,
    Outline,
    SourceLine,
    corrections,
    read_source,
    read_text,
)
from documents.regulations.importer.flat import Flat, flatten, regrow
from documents.regulations.importer.proof import prove_nothing_lost
from home.rulebook import DomainError

TEXT = """Устав кружка

1. Общие положения

1.1. Кружок открыт для всех, кто:

умеет читать;

любит книги.

Часы работы вывешены у двери.

1.2. Кружок собирается по средам.

2. Порядок работы

2.1. Заседание ведёт староста. Его выбирают на год.

Приложение А

Заявление _____
"""


def relabel(flat, at, marker, label=""):
    """The number alone, as the form sends it: with the kind that stands."""
    return corrections.restate(flat, at, kind=flat.pieces[at].kind, marker=marker, label=label)


def flat_of(text: str = TEXT) -> Flat:
    return flatten(read_text(text))


def flat_of_paragraphs(*paragraphs: str) -> Flat:
    """As from a Word file: what is a paragraph there is never joined with its neighbours."""
    return flatten(read_source([SourceLine(text, whole=True) for text in paragraphs]))


def rows(flat: Flat) -> list[str]:
    """«  clause 1.1. Текст»: two spaces for a level."""
    return [
        f"{'  ' * piece.depth}{piece.kind.value} {piece.printed}".rstrip() for piece in flat.pieces
    ]


def place(flat: Flat, beginning: str) -> int:
    return next(at for at, piece in enumerate(flat.pieces) if piece.printed.startswith(beginning))


def test_flat_outline_grows_back_into_the_same_tree():
    outline = read_text(TEXT)
    assert regrow(flatten(outline)) == outline.nodes


def test_heading_that_was_read_as_a_clause_takes_in_what_follows_it():
    flat = flat_of("Устав\n\n1.1. Первый.\n\nРазное.\n\n1.2. Второй.\n\n1.3. Третий.")
    after = corrections.retype(flat, place(flat, "Разное."), ClauseKind.SECTION)
    assert rows(after) == [
        "clause 1.1. Первый.",
        "section Разное.",
        "  clause 1.2. Второй.",
        "  clause 1.3. Третий.",
    ]


def test_section_that_is_none_gives_its_clauses_to_the_section_above():
    flat = flat_of()
    after = corrections.retype(flat, place(flat, "2. Порядок"), ClauseKind.PARAGRAPH)
    assert rows(after)[5:8] == [
        "  clause 1.2. Кружок собирается по средам.",
        "    paragraph 2. Порядок работы",
        "    clause 2.1. Заседание ведёт староста. Его выбирают на год.",
    ]


def test_row_that_gets_a_number_finds_it_at_its_beginning():
    flat = flat_of()
    paragraph = corrections.retype(flat, place(flat, "1.2."), ClauseKind.PARAGRAPH)
    at = place(paragraph, "1.2.")
    assert (paragraph.pieces[at].marker, paragraph.pieces[at].label) == ("", None)
    again = corrections.retype(paragraph, at, ClauseKind.CLAUSE)
    assert (again.pieces[at].marker, again.pieces[at].label, again.pieces[at].text) == (
        "1.2.",
        "1.2",
        "Кружок собирается по средам.",
    )
    assert again == flat


@pytest.mark.parametrize(
    ("marker", "label", "found"),
    [
        ("2.1", "", ("2.1", "2.1", ". Заседание ведёт староста. Его выбирают на год.")),
        ("2.1.", "2.1а", ("2.1.", "2.1а", "Заседание ведёт староста. Его выбирают на год.")),
        (
            "2.1. Заседание",
            "2.1",
            ("2.1. Заседание", "2.1", "ведёт староста. Его выбирают на год."),
        ),
    ],
)
def test_number_is_what_the_row_begins_with(marker, label, found):
    flat = flat_of()
    at = place(flat, "2.1.")
    piece = relabel(flat, at, marker, label).pieces[at]
    assert (piece.marker, piece.label, piece.text) == found


@pytest.mark.parametrize(
    ("beginning", "marker", "label", "field"),
    [
        ("2.1.", "2.2.", "", "marker"),
        ("2.1.", "2.1. Заседание ведёт староста. Его выбирают на год. Ещё", "", "marker"),
        ("2.1.", "2.1.", "два/один", "label"),
        ("2.1.", "2.1.", "2" * 31, "label"),
        ("2.1.", "", "", "marker"),
        ("Часы", "Часы", "", "marker"),
    ],
)
def test_number_that_the_row_does_not_print_is_refused(beginning, marker, label, field):
    flat = flat_of()
    with pytest.raises(DomainError) as refusal:
        relabel(flat, place(flat, beginning), marker, label)
    assert (refusal.value.rule.code, refusal.value.field) == (
        "regulations.draft_correction",
        field,
    )


def test_row_without_a_number_becomes_no_clause():
    flat = flat_of()
    with pytest.raises(DomainError, match="У\xa0пункта есть номер"):
        corrections.retype(flat, place(flat, "Часы"), ClauseKind.CLAUSE)


def test_kind_and_number_are_corrected_at_once():
    flat = flat_of("Устав\n\n1.1. Первый.\n\nПункт-2 Второй.")
    after = corrections.restate(flat, 1, kind=ClauseKind.CLAUSE, marker="Пункт-2", label="1.2")
    assert rows(after) == ["clause 1.1. Первый.", "clause Пункт-2 Второй."]
    assert [node.anchor for node in regrow(after)] == ["p-1.1", "p-1.2"]


def test_number_given_back_to_the_text_of_a_row():
    flat = flat_of("Устав\n\n1.1. Можно:\n\nа) читать;\n\nб) писать.")
    at = place(flat, "а)")
    piece = relabel(flat, at, "").pieces[at]
    assert (piece.kind, piece.marker, piece.label, piece.text) == (
        ClauseKind.ITEM,
        "",
        None,
        "а) читать;",
    )


def test_row_moves_with_what_stands_in_it():
    flat = flat_of()
    at = place(flat, "1.1.")
    after = corrections.shift(flat, at, -1)
    assert rows(after)[:6] == [
        "section 1. Общие положения",
        "clause 1.1. Кружок открыт для всех, кто:",
        "  item умеет читать;",
        "  item любит книги.",
        "  paragraph Часы работы вывешены у двери.",
        "  clause 1.2. Кружок собирается по средам.",
    ]
    assert rows(corrections.shift(after, at, 1))[:5] == rows(flat)[:5]


@pytest.mark.parametrize(
    ("beginning", "by"),
    [
        ("1. Общие", -1),
        ("1. Общие", 1),
        ("1.1.", 1),
        ("умеет", 1),
        ("Приложение", 1),
    ],
)
def test_row_does_not_leave_the_tree(beginning, by):
    flat = flat_of()
    with pytest.raises(DomainError):
        corrections.shift(flat, place(flat, beginning), by)


def test_joined_row_goes_on_with_the_one_before():
    flat = flat_of()
    after = corrections.join(flat, place(flat, "Часы"))
    assert rows(after)[3:5] == [
        "    item любит книги. Часы работы вывешены у двери.",
        "  clause 1.2. Кружок собирается по средам.",
    ]


def test_halves_of_a_hyphenated_word_join_without_a_space():
    flat = flat_of_paragraphs("Устав", "1. Наставник-", "Кандидат учится.", "2. Прочее.")
    after = corrections.join(flat, place(flat, "Кандидат"))
    assert after.pieces[0].body == "Наставник-Кандидат учится."


def test_first_row_joins_the_title_and_the_title_becomes_a_row_again():
    flat = flat_of()
    joined = corrections.join(flat, 0)
    assert (joined.title, joined.pieces[0].marker) == ("Устав кружка 1. Общие положения", "1.1.")
    back = corrections.untitle(joined)
    assert (back.title, rows(back)[0]) == ("", "paragraph Устав кружка 1. Общие положения")
    with pytest.raises(DomainError):
        corrections.untitle(back)


def test_rows_above_the_title_stay_above_it():
    text = "УТВЕРЖДЕНО\n\nприказом от 12.01.2026 № 7\n\nПоложение о кружке\n\nдля младших\n\n1. Первый.\n\n2. Второй."
    outline = read_text(text)
    flat = flatten(outline)
    at = flat.above_title
    assert at > 0
    joined = corrections.join(flat, at)
    corrections.prove_same_text(flat, joined)
    back = corrections.untitle(joined)
    assert back.pieces[at].text == joined.title
    prove_nothing_lost(
        outline.source,
        Outline("", regrow(back), dropped=outline.dropped, source=outline.source),
    )


def test_rows_of_a_heading_broken_in_two_make_one_heading():
    flat = flat_of_paragraphs("Устав", "1. О порядке", "И ещё о времени", "1.1. Первый.")
    joined = corrections.join(flat, 1)
    assert (joined.pieces[0].kind, joined.pieces[0].title) == (
        ClauseKind.SECTION,
        "О порядке И ещё о времени",
    )


def test_split_row_goes_on_as_a_paragraph_of_the_clause():
    flat = flat_of()
    at = place(flat, "2.1.")
    after = corrections.split(flat, at, 3, TEXT.splitlines())
    assert rows(after)[at : at + 2] == [
        "  clause 2.1. Заседание ведёт староста.",
        "    paragraph Его выбирают на год.",
    ]
    assert after.pieces[at + 1].line == after.pieces[at].line


def test_split_row_opens_what_its_number_says():
    flat = flat_of("Устав\n\n1.1. Первый. 1.2. Второй.\n1.2.1. Глубже. Ещё.\n\n1.3. Третий.")
    after = corrections.split(flat, 0, 1)
    assert rows(after)[:2] == ["clause 1.1. Первый.", "clause 1.2. Второй."]


def test_split_row_knows_the_line_at_which_it_begins():
    text = "Устав\n\n1.1. Первое предложение,\nкоторое длинно.\nВторое.\n\n1.2. Конец."
    flat = flatten(read_text(text))
    joined = corrections.join(flat, 1) if len(flat.pieces) > 2 else flat
    at = place(joined, "1.1.")
    word = joined.pieces[at].words.index("Второе.")
    after = corrections.split(joined, at, word, text.splitlines())
    assert after.pieces[at + 1].line == 5


@pytest.mark.parametrize("word", [0, 99, -1])
def test_row_is_split_between_its_words_only(word):
    flat = flat_of()
    with pytest.raises(DomainError):
        corrections.split(flat, place(flat, "2.1."), word)


def test_change_is_taken_back():
    flat = flat_of()
    after = corrections.join(flat, place(flat, "Часы"))
    change = corrections.changed(flat, after)
    assert (change.at, len(change.before), change.after) == (3, 2, 1)
    assert corrections.undo(after, change, flat.title, flat.title_line) == flat


def test_warnings_follow_the_outline_and_keep_what_reading_saw():
    outline = read_text("Устав\n\n1. Один\n\n1.1. Первый.\n\n1.1. Второй.")
    flat = flatten(outline)
    of_reading = Fault("look-alike", "I", 3, "Буква «l» прочитана как «I».")
    assert [fault.code for fault in outline.warnings] == ["duplicate-number"]
    after = corrections.join(flat, 2)
    warnings = corrections.warnings_after(
        [of_reading, *outline.warnings], outline.nodes, regrow(after)
    )
    assert warnings == (of_reading,)


def test_other_text_is_no_correction():
    flat = flat_of()
    other = Flat(flat.title, flat.pieces[:-1])
    with pytest.raises(DomainError) as refusal:
        corrections.prove_same_text(flat, other)
    assert refusal.value.rule.code == "regulations.nothing_lost"


LINES = st.sampled_from(
    [
        "1. Общие положения",
        "2. Порядок",
        "Раздел 3. О разном",
        "II. Состав",
        "1.1. Кружок открыт для всех, кто:",
        "1.2. Собираются по средам. Решает староста.",
        "1.2.1. Глубже.",
        "а) умеет читать;",
        "1) пишет;",
        "– любит книги.",
        "Просто абзац, который ни к чему не относится.",
        "Приложение А",
        "Заявление _____",
        "имя\tвозраст",
    ]
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["retype", "relabel", "in", "out", "join", "split", "untitle", "undo"]),
        st.integers(0, 40),
        st.sampled_from(list(ClauseKind)),
        st.integers(0, 12),
    ),
    max_size=12,
)


def corrected(flat: Flat, act: str, at: int, kind: ClauseKind, word: int, source: list[str]):
    at %= len(flat.pieces)
    piece = flat.pieces[at]
    match act:
        case "retype":
            return corrections.retype(flat, at, kind)
        case "relabel":
            return relabel(flat, at, " ".join(piece.printed.split()[: word % 3]))
        case "in" | "out":
            return corrections.shift(flat, at, 1 if act == "in" else -1)
        case "join":
            return corrections.join(flat, at)
        case "split":
            return corrections.split(flat, at, word, source)
        case _:
            return corrections.untitle(flat)


@given(st.lists(LINES, min_size=1, max_size=25), ACTS)
@settings(max_examples=150, deadline=None)
def test_no_sequence_of_corrections_loses_a_sign(lines, acts):
    outline = read_text("Устав кружка\n\n" + "\n\n".join(lines))
    flat = flatten(outline)
    source = outline.source.splitlines()
    past = []
    for act, at, kind, word in acts:
        if not flat.pieces:
            break
        if act == "undo" and past:
            flat = corrections.undo(flat, *past.pop())
        else:
            try:
                after = corrected(flat, act, at, kind, word, source)
            except DomainError:
                continue
            past.append((corrections.changed(flat, after), flat.title, flat.title_line))
            assert corrections.undo(after, *past[-1]) == flat
            flat = after
        nodes = regrow(flat)
        now = Outline(
            flat.title,
            nodes,
            dropped=outline.dropped,
            source=outline.source,
            title_line=flat.title_line,
        )
        prove_nothing_lost(outline.source, now)
        assert flatten(now) == flat
        anchors = [node.anchor for _, node in now.walk()]
        assert len(set(anchors)) == len(anchors)
