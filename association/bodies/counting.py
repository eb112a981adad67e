"""«Что будет, если»: a count by the rules of a set, without a meeting."""

from dataclasses import dataclass

from .models import RuleSet
from .rules import wording
from .rules.voting import (
    Adoption,
    ImpossibleCount,
    QuorumAnswer,
    Tally,
    VoteAnswer,
    count_quorum,
    count_vote,
    presiding_decides,
)


@dataclass(frozen=True)
class Count:
    adoption: Adoption
    quorum: QuorumAnswer
    vote: VoteAnswer


def count(rule_set: RuleSet, matter: str, tally: Tally) -> Count:
    """ImpossibleCount when nobody has said how the presiding person voted, and that decides."""
    adoption = rule_set.adoption(matter)
    quorum = count_quorum(rule_set.quorum_rule, tally.roster, tally.present)
    if quorum.met and tally.presiding is None and presiding_decides(adoption, tally):
        raise ImpossibleCount(wording.presiding_wanted(), "presiding")
    return Count(adoption, quorum, count_vote(adoption, quorum, tally))
