"""parse(render(outline)) is the outline, for any outline and any noise; and no sign is lost."""

import textwrap
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.regulations.importer import Outline, read_text

WORDS = st.sampled_from(
    [
        "клуб",
        "совет",
        "книга",
        "школа",
        "староста",
        "летопись",
        "ученик",
        "учитель",
        "зал",
        "музей",
        "газета",
        "театр",
        "план",
        "отчёт",
        "ведёт",
        "хранит",
        "читает",
        "пишет",
        "собирает",
        "выбирает",
        "готовит",
        "летом",
        "осенью",
        "бесплатно",
        "ежегодно",
    ]
)
CYRILLIC = "абвгдежзиклм"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
ORDINALS = ["ПЕРВЫЙ", "ВТОРОЙ", "ТРЕТИЙ", "ЧЕТВЁРТЫЙ"]
TITLE = "Положение о клубе"


@dataclass(frozen=True)
class Piece:
    """What a reader should find: its depth, kind, label, title or text; and how it is printed."""

    depth: int
    kind: str
    label: str | None
    said: str
    lines: tuple[str, ...]
    is_wrapped: bool = True


def phrase(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(WORDS, min_size=least, max_size=most).map(" ".join)


sentences = phrase(3, 14).map(lambda text: f"{text.capitalize()}.")
titles = phrase(1, 3).map(str.capitalize)


def piece(depth: int, kind: str, label: str | None, said: str, marker: str = "") -> Piece:
    return Piece(depth, kind, label, said, (f"{marker} {said}".strip(),))


@st.composite
def lists(draw, depth: int) -> list[Piece]:
    """Rows of one style; the first row of a lettered list may hold a list of dashes."""
    style = draw(st.sampled_from(["letter", "bracket", "dash", "bullet", "bare"]))
    texts = draw(st.lists(phrase(1, 8), min_size=2, max_size=5))
    rows = []
    for at, text in enumerate(texts):
        said = text + (";" if at < len(texts) - 1 else ".")
        nests = style in ("letter", "bracket") and at == 0 and draw(st.booleans())
        label, marker = {
            "letter": (CYRILLIC[at], f"{CYRILLIC[at]})"),
            "bracket": (str(at + 1), f"{at + 1})"),
            "dash": (None, "–"),
            "bullet": (None, "•"),
            "bare": (None, ""),
        }[style]
        if nests:
            inner = draw(st.lists(phrase(1, 4), min_size=1, max_size=3))
            rows.append(piece(depth, "item", label, f"{text}:", marker))
            rows += [piece(depth + 1, "item", None, f"{row};", "–") for row in inner]
        else:
            rows.append(piece(depth, "item", label, said, marker))
    return rows


@st.composite
def tables(draw, depth: int) -> list[Piece]:
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=4))
    lines = tuple("\t".join(row) for row in rows)
    return [Piece(depth, "table", None, "\n".join(lines), lines, is_wrapped=False)]


@st.composite
def clauses(draw, depth: int, label: str, *, may_nest: bool) -> list[Piece]:
    """A clause with what may stand below it: rows, a table, paragraphs or clauses of its own."""
    below = draw(st.sampled_from(["", "", "rows", "table", "paragraph", "clauses"]))
    marker = f"{label}."
    if below in ("rows", "table"):
        said = draw(phrase(1, 6)).capitalize() + ":"
        inner = draw(lists(depth + 1) if below == "rows" else tables(depth + 1))
        return [piece(depth, "clause", label, said, marker), *inner]
    own = piece(depth, "clause", label, draw(sentences), marker)
    if below == "paragraph":
        return [own, piece(depth + 1, "paragraph", None, draw(sentences))]
    if below == "clauses" and may_nest:
        count = draw(st.integers(1, 3))
        inner = [
            draw(clauses(depth + 1, f"{label}.{n}", may_nest=False)) for n in range(1, count + 1)
        ]
        return [own, *(row for rows in inner for row in rows)]
    return [own]


@st.composite
def sections(draw, style: str, number: int, first: int) -> list[Piece]:
    title = draw(titles)
    heading = {
        "arabic": piece(0, "section", str(number), title, f"{number}."),
        "roman": piece(0, "section", ROMAN[number - 1], title, f"{ROMAN[number - 1]}."),
        "named": piece(0, "section", str(number), title, f"Раздел {number}."),
        "chapter": piece(0, "chapter", str(number), title, f"Глава {number}."),
        "article": piece(0, "article", str(number), title, f"Статья {number}."),
        "capitals": piece(0, "section", None, f"{title.upper()} {ORDINALS[number - 1]}"),
    }[style]
    is_dotted = style in ("arabic", "roman", "named")
    count = draw(st.integers(1, 4))
    inside = [
        draw(
            clauses(
                1,
                f"{number}.{n}" if is_dotted else str(first + n),
                may_nest=is_dotted,
            )
        )
        for n in range(1, count + 1)
    ]
    return [heading, *(row for rows in inside for row in rows)]


@st.composite
def outlines(draw) -> list[Piece]:
    style = draw(st.sampled_from(["arabic", "roman", "named", "chapter", "article", "capitals"]))
    pieces: list[Piece] = []
    counted = 0
    for number in range(1, draw(st.integers(1, 4)) + 1):
        inside = draw(sections(style, number, counted))
        counted += sum(row.depth == 1 and row.kind == "clause" for row in inside)
        pieces += inside
    for number in range(1, draw(st.integers(0, 2)) + 1):
        pieces += draw(appendices(number))
    return pieces


@st.composite
def appendices(draw, number: int) -> list[Piece]:
    label = str(number)
    if draw(st.booleans()):
        lines = (f"{draw(titles)} ________", "(подпись)")
        form = Piece(1, "form", None, "\n".join(lines), lines, is_wrapped=False)
        return [Piece(0, "appendix", label, "", (f"Приложение {label}",)), form]
    title = draw(titles)
    heading = Piece(0, "appendix", label, title, (f"Приложение № {label}", title))
    said = draw(sentences)
    return [heading, piece(1, "clause", "1", said, "1.")]


@dataclass(frozen=True)
class Noise:
    """What extraction does to a text."""

    blank_lines: str
    width: int
    page_every: int
    ends: str
    space: str


noises = st.builds(
    Noise,
    blank_lines=st.sampled_from(["none", "between", "everywhere"]),
    width=st.sampled_from([0, 60, 75]),
    page_every=st.sampled_from([0, 3, 7]),
    ends=st.sampled_from(["\n", "\r\n", " \n"]),
    space=st.sampled_from([" ", "  ", "\xa0"]),
)


def render(pieces: list[Piece], noise: Noise) -> str:
    groups = [[TITLE]]
    for row in pieces:
        lines = list(row.lines)
        if noise.width and row.is_wrapped:
            lines = [
                part
                for line in lines
                for part in textwrap.wrap(line, noise.width, break_on_hyphens=False)
            ]
        groups.append([line.replace(" ", noise.space) for line in lines])
    printed: list[str] = []
    page = 0
    for at, group in enumerate(groups, start=1):
        for line in group:
            printed.append(line)
            if noise.blank_lines == "everywhere":
                printed.append("")
        if noise.blank_lines == "between":
            printed.append("")
        if noise.page_every and at % noise.page_every == 0:
            page += 1
            printed += ["", f"- {page} -", ""] if noise.blank_lines != "none" else [f"- {page} -"]
    return noise.ends.join(printed)


def found(outline: Outline) -> list[tuple]:
    return [
        (depth, node.kind.value, node.label, node.title or node.text)
        for depth, node in outline.walk()
    ]


def expected(pieces: list[Piece]) -> list[tuple]:
    return [(row.depth, row.kind, row.label, row.said) for row in pieces]


CLEAN = Noise("between", 0, 0, "\n", " ")


@given(outlines())
@settings(max_examples=60, deadline=None)
def test_printed_outline_is_read_as_it_was(pieces):
    outline = read_text(render(pieces, CLEAN))
    assert outline.title == TITLE
    assert found(outline) == expected(pieces)
    assert outline.warnings == ()


@given(outlines(), noises)
@settings(max_examples=80, deadline=None)
def test_noise_changes_nothing_in_what_is_read(pieces, noise):
    """Below a full line that ends a sentence nobody can tell a paragraph: such texts have none."""
    if noise.width:
        pieces = [row for row in pieces if row.kind != "paragraph"]
    assert found(read_text(render(pieces, noise))) == expected(pieces)


@pytest.mark.parametrize("width", [60, 75])
@given(sentences, sentences)
@settings(max_examples=15, deadline=None)
def test_wrapping_is_undone(width, first, second):
    text = f"1. Раздел\n\n1.1. {first}\n\n1.2. {second}"
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, width) or [""]]
    assert found(read_text("\n".join(lines))) == [
        (0, "section", "1", "Раздел"),
        (1, "clause", "1.1", first),
        (1, "clause", "1.2", second),
    ]
