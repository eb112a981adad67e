"""Quorum and majority: whole numbers and exact fractions in, an answer with its reason out (R62, R64, C5–C6, T49).

Nothing here rounds: a share of a roster is compared as a fraction, and what is needed is the least whole number of
votes that satisfies it. Fewer than one vote never adopts anything.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from home.rulebook import Citation, Rule, find_rule

from ..choices import Choice, Comparison, Denominator, TieRule, VoteResult
from . import wording


class ImpossibleCount(ValueError):
    """Numbers that no meeting can have; `field` is the one to blame: "present", "for", "presiding"."""

    def __init__(self, message: str, field: str):
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True)
class QuorumRule:
    """At least `share` of the roster. `remote_counts`: whoever takes part from afar is present (C6)."""

    share: Fraction
    remote_counts: bool
    rule: Rule

    def needed(self, roster: int) -> int:
        """Nobody at all is never a quorum, however small the roster."""
        return max(1, ceil(self.share * roster))


@dataclass(frozen=True)
class Adoption:
    """By what majority one kind of matter is adopted.

    `tie_on_equal`: the tie rule acts whenever as many are for as against, even when others abstained, and before the
    share is asked («при равенстве голосов», C5c); otherwise only when exactly the share itself is for.
    `exact_half_note`: a decision adopted by exactly half of those counted is marked (C5a, C41).
    """

    matter: str
    title: str
    comparison: Comparison
    share: Fraction
    counted_of: Denominator
    tie_rule: TieRule
    rule: Rule
    tie_rule_cited: Rule | None
    exact_half_note: bool
    tie_on_equal: bool = True

    @property
    def majority(self) -> str:
        """«не менее половины присутствующих»."""
        return wording.majority(self.comparison, self.share, self.counted_of)

    def needed(self, base: int) -> int:
        if self.comparison == Comparison.MORE_THAN:
            return floor(self.share * base) + 1
        return max(1, ceil(self.share * base))

    def as_data(self) -> dict:
        """For JSON: a closed vote keeps the rule by which it was counted."""
        return {
            "matter": self.matter,
            "title": self.title,
            "comparison": str(self.comparison),
            "share": [self.share.numerator, self.share.denominator],
            "counted_of": str(self.counted_of),
            "tie_rule": str(self.tie_rule),
            "tie_on_equal": self.tie_on_equal,
            "exact_half_note": self.exact_half_note,
            "rule": _rule_as_data(self.rule),
            "tie_rule_cited": self.tie_rule_cited and _rule_as_data(self.tie_rule_cited),
        }

    @classmethod
    def from_data(cls, data: dict) -> "Adoption":
        tie_rule_cited = data["tie_rule_cited"]
        return cls(
            matter=data["matter"],
            title=data["title"],
            comparison=Comparison(data["comparison"]),
            share=Fraction(*data["share"]),
            counted_of=Denominator(data["counted_of"]),
            tie_rule=TieRule(data["tie_rule"]),
            rule=_rule_from_data(data["rule"]),
            tie_rule_cited=_rule_from_data(tie_rule_cited) if tie_rule_cited else None,
            exact_half_note=data["exact_half_note"],
            tie_on_equal=data["tie_on_equal"],
        )


@dataclass(frozen=True)
class Tally:
    """One count: who is on the roster, who is present with a vote, how they voted.

    Whoever is present and gave no vote is neither for nor against nor abstained. `presiding` is how the presiding
    person voted; None when that person gave no vote. ImpossibleCount when the numbers contradict one another.
    """

    roster: int
    present: int
    for_: int
    against: int
    abstained: int
    presiding: Choice | None = None

    def __post_init__(self):
        for name, (field, whom) in _COUNTS.items():
            if getattr(self, name) < 0:
                raise ImpossibleCount(wording.below_zero(whom), field)
        if self.roster == 0:
            raise ImpossibleCount("В органе без членов голосовать некому.", "roster")
        if self.present > self.roster:
            raise ImpossibleCount(wording.too_many_present(self.present, self.roster), "present")
        if self.cast > self.present:
            raise ImpossibleCount(wording.too_many_votes(self.cast, self.present), "for")

    @property
    def cast(self) -> int:
        """Votes given; an abstention is one of them."""
        return self.for_ + self.against + self.abstained

    @property
    def silent(self) -> int:
        return self.present - self.cast

    @property
    def tie(self) -> bool:
        return self.for_ == self.against

    def base(self, counted_of: Denominator) -> int:
        """How many people the share is taken of."""
        bases = {Denominator.ROSTER: self.roster, Denominator.PRESENT: self.present}
        return bases.get(counted_of, self.cast)


@dataclass(frozen=True)
class QuorumAnswer:
    needed: int
    present: int
    met: bool
    rule: Rule
    explanation: str


@dataclass(frozen=True)
class VoteAnswer:
    """`denominator` is the number of people that the share was taken of. `rule` asks for `needed`, or is the tie rule
    when that decided.

    `tie`: as many for as against. `exactly_half`: adopted by exactly half of those counted, in a body whose rules
    want it marked (C5a, C41); `note` is what to print then, empty otherwise.
    """

    needed: int
    got: int
    denominator: int
    counted_of: Denominator
    tie: bool
    result: VoteResult
    rule: Rule
    explanation: str
    exactly_half: bool
    note: str = ""


def count_quorum(quorum_rule: QuorumRule, roster: int, present: int) -> QuorumAnswer:
    """Is the meeting able to decide (4.7; S000 3.4). A body without members never is."""
    needed = quorum_rule.needed(roster)
    met = present >= needed and roster > 0
    words = wording.quorum(quorum_rule.share, roster, present, needed, met)
    return QuorumAnswer(needed, present, met, quorum_rule.rule, words)


def count_vote(adoption: Adoption, quorum: QuorumAnswer, tally: Tally) -> VoteAnswer:
    """The result of a vote (4.9, 3.8, 3.14; S000 3.3). ImpossibleCount when the presiding person decides by a vote
    that is not among those given."""
    base = tally.base(adoption.counted_of)
    needed = adoption.needed(base)
    result = _result(adoption, quorum, tally, needed, base)
    by_tie = quorum.met and _tie_rule_acts(adoption, tally, base)
    is_half = result == VoteResult.ADOPTED and 2 * tally.for_ == base
    exactly_half = is_half and adoption.exact_half_note
    return VoteAnswer(
        needed=needed,
        got=tally.for_,
        denominator=base,
        counted_of=adoption.counted_of,
        tie=tally.tie,
        result=result,
        rule=(adoption.tie_rule_cited if by_tie else None) or adoption.rule,
        explanation=wording.vote(adoption, quorum, tally, needed, result, by_tie=by_tie),
        exactly_half=exactly_half,
        note=wording.exact_half(adoption) if exactly_half else "",
    )


def presiding_decides(adoption: Adoption, tally: Tally) -> bool:
    """The result hangs on how the presiding person voted, so it must be known."""
    base = tally.base(adoption.counted_of)
    acts = adoption.tie_rule == TieRule.PRESIDING and _tie_rule_acts(adoption, tally, base)
    return acts and tally.for_ > 0


def _result(
    adoption: Adoption, quorum: QuorumAnswer, tally: Tally, needed: int, base: int
) -> VoteResult:
    if not quorum.met:
        return VoteResult.NO_QUORUM
    if _tie_rule_acts(adoption, tally, base):
        return _result_of_tie(adoption, tally)
    return VoteResult.ADOPTED if tally.for_ >= needed else VoteResult.REJECTED


def _tie_rule_acts(adoption: Adoption, tally: Tally, base: int) -> bool:
    if adoption.tie_rule == TieRule.NONE or not tally.tie:
        return False
    return adoption.tie_on_equal or tally.for_ == adoption.share * base


def _result_of_tie(adoption: Adoption, tally: Tally) -> VoteResult:
    """As the presiding person voted; who abstained or gave no vote has decided nothing (R122)."""
    if adoption.tie_rule == TieRule.REVOTE or tally.presiding in (None, Choice.ABSTAINED):
        return VoteResult.UNDECIDED
    if tally.for_ == 0:
        raise ImpossibleCount(wording.vote_not_given(tally.presiding), "presiding")
    return VoteResult.ADOPTED if tally.presiding == Choice.FOR else VoteResult.REJECTED


_COUNTS = {
    "roster": ("roster", "Членов по списку"),
    "present": ("present", "Присутствующих"),
    "for_": ("for", "Голосов «за»"),
    "against": ("against", "Голосов «против»"),
    "abstained": ("abstained", "Воздержавшихся"),
}


def _rule_as_data(rule: Rule) -> dict:
    cites = [vars(citation) for citation in rule.citations]
    return {"code": rule.code, "title": rule.title, "cites": cites}


def _rule_from_data(data: dict) -> Rule:
    """The registered rule while it rests on the same clauses: its links follow the editions."""
    citations = tuple(Citation(**each) for each in data["cites"])
    known = find_rule(data["code"])
    if known and known.citations == citations:
        return known
    return Rule(data["code"], data["title"], citations)
