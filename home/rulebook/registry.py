"""Every named rule of the house, by its code."""

from dataclasses import dataclass

from .citations import ASSOCIATION, Citation

NOT_FROM_REGULATION = "не из положения"


@dataclass(frozen=True)
class Rule:
    """A demand that the software carries out: code "room.name", title, and the clauses it rests on."""

    code: str
    title: str
    citations: tuple[Citation, ...] = ()

    @property
    def clause(self) -> str:
        """The clauses as text: «п. 4.7 Положения», or «не из положения» where none asks for it."""
        return "; ".join(map(str, self.citations)) or NOT_FROM_REGULATION

    def __str__(self) -> str:
        return self.title


_rules: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    title: str,
    cites: str | Citation | tuple[str | Citation, ...] = (),
    source: str = ASSOCIATION,
) -> Rule:
    """Name a rule. No `cites` marks it «не из положения». ValueError when the code is taken."""
    if not isinstance(cites, tuple):
        cites = (cites,)
    made = Rule(
        code,
        title,
        tuple(c if isinstance(c, Citation) else Citation.parse(c, source) for c in cites),
    )
    if _rules.setdefault(code, made) != made:
        raise ValueError(f"two rules are called {code}")
    return made


def find_rule(code: str) -> Rule | None:
    return _rules.get(code)


def all_rules() -> list[Rule]:
    return sorted(_rules.values(), key=lambda rule: rule.code)
