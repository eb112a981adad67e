"""Links within the text of an edition: to its own clauses, and to the register of governing acts (R2).

The wording is never touched: a link is laid over words that stand there. What is not found stays plain text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .choices import Validity
from .importer.numerals import roman_value
from .mentions import find_mentions
from .models import Erratum, GoverningAct, RegulationIndexPage
from .rules import latin

_OWN_WORD = re.compile(r"положени|правил|стандарт|регламент|поряд|устав|концепци", re.IGNORECASE)
_TOP = "text"
"""Id of the element that holds the text of an edition."""


@dataclass(frozen=True)
class Link:
    """Letters `start` to `end` of a text lead to `url`; `title` is said besides («утратил силу»)."""

    start: int
    end: int
    url: str
    title: str = ""
    css: str = "clause__link"

    def element(self, words: str) -> SafeString:
        if self.title:
            link = '<a class="{}" href="{}" title="{}">{}</a>'
            return format_html(link, self.css, self.url, self.title, words)
        return format_html('<a class="{}" href="{}">{}</a>', self.css, self.url, words)


@dataclass(frozen=True)
class Correction:
    """Letters `start` to `end` are a misprint; both spellings are shown."""

    start: int
    end: int
    right: str

    def element(self, words: str) -> SafeString:
        right = format_html(" <ins>{}</ins>", self.right) if self.right else ""
        return format_html('<span class="erratum"><del>{}</del>{}</span>', words, right)


@dataclass(frozen=True)
class ActName:
    """One way in which a governing act is called in texts."""

    pattern: re.Pattern
    url: str
    title: str


class Linker:
    """Finds the links of every text of one edition.

    `rows` are (anchor, kind, label) in the order of the text; `base` is put before every «#anchor», "" within
    the page of the edition itself.
    """

    def __init__(
        self,
        rows: Iterable[tuple[str, str, str | None]],
        acts: Sequence[ActName] = (),
        *,
        title: str = "",
        base: str = "",
    ):
        self.base = base
        self.acts = acts
        own = _OWN_WORD.search(title)
        self.own_word = own[0].lower() if own else ""
        self.anchors: set[str] = set()
        self.places: dict[tuple[str, str], list[str]] = defaultdict(list)
        for anchor, kind, label in rows:
            self.anchors.add(anchor)
            if label:
                self.places[kind, _normal(label)].append(anchor)

    def link(self, text: str, anchor: str = "", errata: Iterable[Erratum] = ()) -> SafeString:
        """The text of the piece with this anchor as HTML, escaped, with its links and corrected misprints."""
        parts: list[str] = []
        end = 0
        for span in _apart([*_corrections(text, errata), *self.links(text, anchor)]):
            parts += [
                conditional_escape(text[end : span.start]),
                span.element(text[span.start : span.end]),
            ]
            end = span.end
        parts.append(conditional_escape(text[end:]))
        return mark_safe("".join(parts))  # noqa: S308

    def links(self, text: str, anchor: str = "") -> list[Link]:
        """In the order of the text; a piece does not lead to itself."""
        found = [
            Link(name.start(), name.end(), act.url, act.title, css="clause__act")
            for act in self.acts
            for name in act.pattern.finditer(text)
        ]
        for mention in find_mentions(text, self.own_word):
            target = self._target(mention, anchor)
            if target and target != anchor:
                found.append(Link(mention.start, mention.end, f"{self.base}#{target}"))
        return _apart(found)

    def _target(self, mention, anchor: str) -> str | None:
        if mention.kind is None:
            return _TOP
        place = _nearest(self.places.get((mention.kind, _normal(mention.label)), []), anchor)
        if place is None or not mention.item:
            return place
        item = f"pp{mention.item}" if mention.item.isdecimal() else latin(mention.item)
        return f"{place}-{item}" if f"{place}-{item}" in self.anchors else place


def act_names() -> list[ActName]:
    """How the acts of the register may be called; longer names first, so that they win."""
    acts = list(GoverningAct.objects.all())
    index = RegulationIndexPage.objects.live().first() if acts else None
    if index is None:
        return []
    address = index.address_of("acts")
    names = [
        ActName(_spelling(name), f"{address}#act-{act.pk}", _title(act))
        for act in acts
        for name in names_of(act)
    ]
    return sorted(names, key=lambda name: -len(name.pattern.pattern))


def names_of(act: GoverningAct) -> list[str]:
    """The names given by the editor, and its number where that alone says which act is meant («273-ФЗ»)."""
    names = [line.strip() for line in act.mentions.splitlines()]
    if re.search(r"\d.*[А-ЯЁA-Zа-яё]", act.number):
        names.append(f"№ {act.number}")
    return [name for name in names if len(name) > 3]


def _spelling(name: str) -> re.Pattern:
    """The words whatever the spaces between them (non-breaking ones too) and the case of letters."""
    words = r"\s*".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _title(act: GoverningAct) -> str:
    state = "" if act.validity == Validity.IN_FORCE else f" ({act.get_validity_display().lower()})"
    return f"{act}{state}"


def _normal(label: str) -> str:
    """«4» for «IV» and for «4»."""
    return str(roman_value(label) or latin(label))


def _nearest(places: list[str], anchor: str) -> str | None:
    """Of the pieces under one number the one in the reader's own part; None when it cannot be told."""
    if not places:
        return None
    shared = [_shared(place, anchor) for place in places]
    best = [place for place, length in zip(places, shared, strict=True) if length == max(shared)]
    # «p-4.2» and «p-4.2-2» stand side by side: the first is meant. Those of other parts are not.
    is_one_place = all(place.startswith(best[0]) for place in best)
    return best[0] if is_one_place else None


def _shared(place: str, anchor: str) -> int:
    """How many segments of the path both have from the beginning."""
    count = 0
    for one, other in zip(place.split("-"), anchor.split("-"), strict=False):
        if one != other:
            break
        count += 1
    return count


def _corrections(text: str, errata: Iterable[Erratum]) -> list[Correction]:
    found = [(text.find(erratum.wrong), erratum) for erratum in errata]
    return [
        Correction(at, at + len(erratum.wrong), erratum.right) for at, erratum in found if at >= 0
    ]


def _apart(spans: list) -> list:
    """In the order of the text, without those that begin within another."""
    kept: list = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
