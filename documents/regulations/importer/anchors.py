"""Addresses of the pieces of a regulation, promised for ever (docs/decisions/003).

An anchor is the path of printed numbers; the second piece with the same path gets «-2».
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from ..choices import ClauseKind
from ..rules import latin
from .blocks import Block
from .numerals import number_value

Parents = list[int | None]

_PREFIXES = {
    ClauseKind.PART: "ch",
    ClauseKind.CHAPTER: "gl",
    ClauseKind.SECTION: "s-",
    ClauseKind.ARTICLE: "st-",
    ClauseKind.CLAUSE: "p-",
    ClauseKind.APPENDIX: "app-",
}
_COUNTED = {ClauseKind.TABLE: "tab", ClauseKind.FORM: "form"}


@dataclass(frozen=True)
class _Place:
    """What stands above a piece and may qualify its number: segments of anchors, outermost first.

    `inner` is the nearest section or article, `inner_label` its number.
    """

    appendix: str = ""
    containers: tuple[str, ...] = ()
    inner: str = ""
    inner_label: str = ""


def assign_anchors(blocks: list[Block], parents: Parents) -> list[str]:
    """One anchor for each block, no two alike whatever the blocks are."""
    segments = _segments(blocks, parents)
    paths = _paths(blocks, parents, segments)
    anchors: list[str] = []
    seen: Counter[str] = Counter()
    for at, block in enumerate(blocks):
        parent = parents[at]
        hangs_on_parent = block.kind not in _PREFIXES and parent is not None
        scope = anchors[parent] if hangs_on_parent else paths[at]
        anchors.append(_unused(f"{scope}-{segments[at]}" if scope else segments[at], seen))
    return anchors


def _unused(base: str, seen: Counter[str]) -> str:
    """`base`, or base-2, base-3…, whichever nobody has yet."""
    seen[base] += 1
    if seen[base] == 1:
        return base
    return _unused(f"{base}-{seen[base]}", seen)


def _segments(blocks: list[Block], parents: Parents) -> list[str]:
    """The own segment of each block, before it is qualified: «p-3.16», «a», «abz2»."""
    unnumbered: Counter[ClauseKind] = Counter()
    counted: Counter[tuple[int | None, str]] = Counter()
    segments = []
    for block, parent in zip(blocks, parents, strict=True):
        if block.label:
            segment = _numbered(block)
        elif prefix := _PREFIXES.get(block.kind):
            unnumbered[block.kind] += 1
            segment = f"{prefix}n{unnumbered[block.kind]}"
        else:
            word = _COUNTED.get(block.kind, "abz")
            counted[parent, word] += 1
            number = counted[parent, word] + _paragraphs_before(blocks, parent, word)
            segment = f"{word}{number}"
        segments.append(segment)
    return segments


def _paragraphs_before(blocks: list[Block], parent: int | None, word: str) -> int:
    """The text of a clause is its first paragraph; what follows it begins with the second."""
    has_text = parent is not None and blocks[parent].kind in (ClauseKind.CLAUSE, ClauseKind.ITEM)
    return int(has_text and word == "abz")


def _numbered(block: Block) -> str:
    if block.kind == ClauseKind.ITEM:
        return f"pp{block.label}" if block.label.isdecimal() else latin(block.label)
    if block.kind == ClauseKind.APPENDIX:
        return f"app-{latin(block.label)}"
    number = _number(block)
    return f"r{number}" if _is_named_section(block) else f"{_PREFIXES[block.kind]}{number}"


def _number(block: Block) -> str:
    """«2» for «II», «2» and «вторая»: one address, whichever way a section is printed."""
    return str(number_value(block.label) or latin(block.label))


def _is_named_section(block: Block) -> bool:
    return block.kind == ClauseKind.SECTION and block.head is not None and block.head.named


def _paths(blocks: list[Block], parents: Parents, segments: list[str]) -> list[str]:
    """What qualifies each number: its appendix, and where numbering restarts what it restarts under."""
    places = _places(blocks, parents, segments)
    outer: dict[tuple, set] = defaultdict(set)
    inner: dict[tuple, set] = defaultdict(set)
    for block, place, segment in zip(blocks, places, segments, strict=True):
        if block.label and block.kind in _PREFIXES:
            outer[place.appendix, segment].add(place.containers)
        if _is_foreign(block, place):
            inner[place.appendix, place.containers, segment].add(place.inner)
    restarts_outside = {key[0] for key, where in outer.items() if len(where) > 1}
    restarts_inside = {key[0] for key, where in inner.items() if len(where) > 1}
    paths = []
    for block, place in zip(blocks, places, strict=True):
        path = [place.appendix]
        if place.appendix in restarts_outside:
            path.extend(place.containers)
        if place.appendix in restarts_inside and _is_foreign(block, place):
            path.append(place.inner)
        paths.append("-".join(filter(None, path)))
    return paths


def _is_foreign(block: Block, place: _Place) -> bool:
    """A clause whose number does not begin with the number of its section: «3.» in «II. Состав»."""
    return (
        block.kind == ClauseKind.CLAUSE
        and bool(place.inner)
        and not block.label.startswith(f"{place.inner_label}.")
    )


def _places(blocks: list[Block], parents: Parents, segments: list[str]) -> list[_Place]:
    places: list[_Place] = []
    for parent in parents:
        if parent is None:
            places.append(_Place())
        else:
            places.append(_place_inside(blocks[parent], segments[parent], places[parent]))
    return places


def _place_inside(block: Block, segment: str, place: _Place) -> _Place:
    """The place of what stands in `block`, which itself stands in `place`."""
    if block.kind == ClauseKind.APPENDIX:
        return _Place(appendix=segment)
    if block.kind in (ClauseKind.PART, ClauseKind.CHAPTER) or _is_named_section(block):
        return replace(place, containers=(*place.containers, segment), inner="", inner_label="")
    if block.kind in (ClauseKind.SECTION, ClauseKind.ARTICLE):
        return replace(place, inner=segment, inner_label=_number(block) if block.label else "")
    return place
