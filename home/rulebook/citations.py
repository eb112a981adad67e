"""A citation names a clause; documents/regulations registers the linker that finds its page."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .text import NBSP

ASSOCIATION = "association"
"""Key of the association's own regulation: RegulationPage.key holds the same word."""
LAW = "law"
"""An act that stands outside the site."""

_CLAUSE = re.compile(r"^(?P<label>\d+(?:\.\d+)*)(?P<rest>\s.*)?$")
_SECOND = re.compile(r"\s*\((?P<word>второй|третий)\)$")
_ABBREVIATION = re.compile(r"\b(ст\.|ч\.|п\.|ГК|ТК) ")
_OCCURRENCES = {"второй": 2, "третий": 3}


@dataclass(frozen=True)
class Citation:
    """One clause of one source.

    `source` is a regulation's key, or LAW. `label` is the number as
    printed, "3.16" or "А" with `appendix=True`; `item` is what follows it («а», «абз. 2»).
    `occurrence` tells apart clauses that a regulation prints under one number (C1).
    """

    source: str
    label: str
    item: str = ""
    occurrence: int = 1
    appendix: bool = False

    @classmethod
    def parse(cls, text: str, source: str = ASSOCIATION) -> "Citation":
        """Read «4.7», «3.1 а», «4.2 (второй)» or «прил. А»; ValueError on anything else."""
        text = text.strip()
        if text.startswith("прил. "):
            return cls(source, text.removeprefix("прил. ").strip(), appendix=True)
        occurrence = 1
        if second := _SECOND.search(text):
            occurrence = _OCCURRENCES[second["word"]]
            text = text[: second.start()]
        match = _CLAUSE.match(text)
        if not match:
            raise ValueError(f"not a clause: {text!r}")
        return cls(source, match["label"], (match["rest"] or "").strip(), occurrence)

    def __str__(self) -> str:
        return self.label if self.source == LAW else f"{self.place} {name_of_source(self.source)}"

    @property
    def place(self) -> str:
        """«п. 3.1 «а»» without the name of the regulation."""
        name = f"прил.{NBSP}{self.label}" if self.appendix else f"п.{NBSP}{self.label}"
        if self.item:
            name += f" {self.item}" if self.item.startswith("абз") else f" «{self.item}»"
        if self.occurrence > 1:
            words = {number: word for word, number in _OCCURRENCES.items()}
            name += f" ({words[self.occurrence]})"
        return name

    @property
    def url(self) -> str | None:
        """Address of the clause in the edition in force, or None while none is published."""
        return linker()(self)


_names: dict[str, str] = {}


def name_source(key: str, genitive: str) -> None:
    """How clauses of a regulation are cited while the site has not published it: «п. 6.2 Положения об учебном центре»."""
    if _names.setdefault(key, genitive) != genitive:
        raise ValueError(f"two names of the source {key}")


def name_of_source(key: str) -> str:
    return _names.get(key, "Положения")


def law(text: str) -> Citation:
    """A clause of an act that stands outside the site: law("152-ФЗ, ст. 9, ч. 4")."""
    return Citation(LAW, _ABBREVIATION.sub(rf"\1{NBSP}", text))


def _no_link(citation: Citation) -> str | None:
    return None


_linker: Callable[[Citation], str | None] = _no_link


def register_linker(function: Callable[[Citation], str | None]) -> None:
    """Called once, by the room that keeps the regulations, in its AppConfig.ready()."""
    global _linker
    _linker = function


def linker() -> Callable[[Citation], str | None]:
    return _linker
