"""Every named rule of the house, by its code."""

from collections.abc import Callable
from dataclasses import dataclass

from .citations import ASSOCIATION, LAW, Citation

Link = tuple[str, str | None]
"""A clause as it is printed, and its address; None where it has none."""

NOT_FROM_REGULATION = "не из положения"


@dataclass(frozen=True)
class Rule:
    """A demand that the software carries out: code "room.name", title, and the clauses it rests on.

    `does` is a sentence for the readers of the regulation: what the program does about it, no more than
    is true. `assists`: people decide, the program only helps them to keep to the clause.
    """

    code: str
    title: str
    citations: tuple[Citation, ...] = ()
    does: str = ""
    assists: bool = False

    @property
    def clause(self) -> str:
        """The clauses as the program cites them: «п. 4.7 Положения», or «не из положения» where none asks for it.

        Needs no database; what readers see is `links`.
        """
        return "; ".join(map(str, self.citations)) or NOT_FROM_REGULATION

    @property
    def links(self) -> list[Link]:
        """The clauses of the editions in force that the rule is linked to; empty when there are none at all.

        A rule that nobody has linked leads where its citations do; one whose links were taken away, or whose
        clause is gone, prints them without addresses.
        """
        linked = _resolver(self)
        if linked is None:
            return [(str(citation), citation.url) for citation in self.citations]
        laws = [(str(citation), None) for citation in self.citations if citation.source == LAW]
        return [*linked, *laws] if linked else [(str(each), None) for each in self.citations]

    @property
    def cited(self) -> str:
        """`links` in words, for papers, letters and options."""
        return "; ".join(text for text, _ in self.links) or NOT_FROM_REGULATION

    def __str__(self) -> str:
        return self.title


_rules: dict[str, Rule] = {}


def _nobody_links(rule: Rule) -> list[Link] | None:
    return None


_resolver: Callable[[Rule], list[Link] | None] = _nobody_links


def register_resolver(function: Callable[[Rule], list[Link] | None]) -> None:
    """Called once, by the room that keeps the links: clauses in force of a rule, None when nobody ever linked it."""
    global _resolver
    _resolver = function


def rule(
    code: str,
    *,
    title: str,
    cites: str | Citation | tuple[str | Citation, ...] = (),
    source: str = ASSOCIATION,
    does: str = "",
    assists: bool = False,
) -> Rule:
    """Name a rule. No `cites` marks it «не из положения». ValueError when the code is taken."""
    if not isinstance(cites, tuple):
        cites = (cites,)
    made = Rule(
        code,
        title,
        tuple(c if isinstance(c, Citation) else Citation.parse(c, source) for c in cites),
        does,
        assists,
    )
    if _rules.setdefault(code, made) != made:
        raise ValueError(f"two rules are called {code}")
    return made


def find_rule(code: str) -> Rule | None:
    return _rules.get(code)


def all_rules() -> list[Rule]:
    return sorted(_rules.values(), key=lambda rule: rule.code)
