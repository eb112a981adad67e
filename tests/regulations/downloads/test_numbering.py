"""Automatic numbering of the Word file gives exactly the printed numbers, in every way of counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.regulations.downloads.docx.numbering import Lists, read_number
from documents.regulations.importer.files.word.counting import Counters, Level, NumberedList


def counted_as_word(markers: list[str], *, apart: bool) -> list[str]:
    """The numbers that a reader counts; `apart`: each numbering by itself, as other programs do."""
    lists = Lists()
    places = [lists.place(read_number(marker)) for marker in markers]
    counters = Counters()
    return [
        counters.count(*_as_read(lists, numbering, apart), level) for numbering, level in places
    ]


def _as_read(lists, numbering, apart: bool):
    abstract = numbering.abstract
    levels = tuple(
        Level(
            start=abstract.starts.get(level, 1),
            numeral=abstract.format,
            text=abstract.patterns.get(level, f"%{level + 1}."),
        )
        for level in range(max(abstract.patterns) + 1)
    )
    number = str(lists.numberings.index(numbering))
    key = number if apart else str(lists.abstracts.index(abstract))
    return number, NumberedList(key, levels, dict(numbering.starts))


SEQUENCES = {
    "dotted": ["1.", "1.1.", "1.2.", "1.2.1.", "1.2.2.", "2.", "2.1."],
    "gap": ["4.", "4.5.", "4.7.", "4.8.", "5.", "5.1."],
    "duplicate": ["4.", "4.1.", "4.2.", "4.2.", "4.3."],
    "misnumbered": ["5.", "5.1.", "5.", "6.1.", "6.2.", "7.", "7.1."],
    "restart": ["1.", "2.", "1.", "2.", "3."],
    "letters": ["1.1.", "а)", "б)", "1.2.", "а)", "б)", "г)", "г)"],
    "mixed rows": ["1.", "1)", "2)", "–", "–", "2.", "1)", "а.", "б."],
    "roman": ["I.", "1.", "2.", "II.", "3.", "IV.", "4."],
    "words": ["Часть 1.", "Раздел 1.", "1.1.", "Часть 2.", "Раздел 1.", "1.1.", "Статья 5"],
    "without dots": ["1", "1.1", "1.2", "2"],
}


@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
@pytest.mark.parametrize("markers", SEQUENCES.values(), ids=SEQUENCES)
def test_numbers_come_out_as_printed(markers, apart):
    assert counted_as_word(markers, apart=apart) == markers


MARKERS = st.one_of(
    st.lists(st.integers(1, 4), min_size=1, max_size=3).map(
        lambda values: ".".join(map(str, values)) + "."
    ),
    st.sampled_from(["а)", "б)", "в)", "I.", "II.", "1)", "2)", "–", "Раздел 1.", "Раздел 2."]),
)


@given(st.lists(MARKERS, max_size=25), st.booleans())
def test_any_sequence_of_numbers_comes_out_as_printed(markers, apart):
    assert counted_as_word(markers, apart=apart) == markers


def test_a_sequence_without_faults_is_one_list():
    lists = Lists()
    for marker in SEQUENCES["dotted"]:
        lists.place(read_number(marker))
    assert (len(lists.abstracts), len(lists.numberings)) == (1, 1)


def test_a_restart_stays_in_its_list():
    lists = Lists()
    for marker in ["а)", "б)", "а)", "б)", "а)"]:
        lists.place(read_number(marker))
    assert [numbering.starts for numbering in lists.numberings] == [{}, {0: 1}, {0: 1}]
    assert len(lists.abstracts) == 1


@pytest.mark.parametrize("marker", ["", "Приложение А", "й)", "IIII.", "007.", "3.1-а", "VX."])
def test_what_word_cannot_count_is_typed(marker):
    assert read_number(marker) is None
