"""Counts a protocol over: every vote from its stored ballots by its frozen rule, and the content by its hash (T51).

Who voted how and the words that were voted on are compared as well: two ballots that change places leave every
count as it was.
"""

from dataclasses import dataclass

from association.bodies.choices import VoteResult
from association.bodies.rules.voting import ImpossibleCount
from association.meetings.choices import VoteState
from association.meetings.models import Vote
from association.meetings.queries.sitting import count_of

from . import content, queries
from .choices import SignatureCapacity
from .content.counting import GROUPS
from .models import Protocol

NAMES = {
    "votes_for": "«за»",
    "votes_against": "«против»",
    "votes_abstained": "«воздержались»",
    "needed": "нужно голосов",
    "result": "итог",
}


@dataclass(frozen=True)
class Recount:
    """`differences` are sentences for people; empty when everything agrees."""

    votes: int
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences


def recount(protocol: Protocol) -> Recount:
    """What the ballots give, against what the vote keeps and what the protocol prints."""
    votes = list(
        Vote.objects.filter(item__meeting=protocol.meeting_id, state=VoteState.CLOSED)
        .select_related("item__meeting__rule_set", "decision")
        .order_by("item__position", "round")
    )
    printed = _printed_votes(protocol)
    found = [line for vote in votes for line in _differences(vote, printed)]
    return Recount(len(votes), (*found, *_unknown_votes(votes, printed), *_broken_hashes(protocol)))


def _printed_votes(protocol: Protocol) -> dict[tuple[int, int], dict] | None:
    """{(item, round): what is printed}; None while nothing is frozen."""
    if not protocol.content:
        return None
    return {
        (item["number"], vote["round"]): vote
        for item in protocol.content["items"]
        for vote in item["votes"]
        if vote["state"] == VoteState.CLOSED
    }


def _differences(vote: Vote, printed: dict | None):
    name = f"вопрос {vote.item.position}, голосование {vote.round}"
    try:
        counted = _counted(vote)
    except ImpossibleCount as error:
        yield f"{name}: голоса не сходятся друг с другом — {error.message}"
        return
    kept = {field: getattr(vote, field) for field in NAMES}
    yield from _unlike(name, counted, kept, "записано")
    if printed is not None:
        yield from _printed_otherwise(name, vote, counted, printed)


def _printed_otherwise(name: str, vote: Vote, counted: dict, printed: dict):
    entry = printed.get((vote.item.position, vote.round))
    if entry is None:
        yield f"{name}: в протоколе его нет"
        return
    yield from _unlike(name, counted, entry, "в протоколе")
    if _by_name(vote) != {group: set(keys) for group, keys in entry["by_name"].items()}:
        yield f"{name}: кто как голосовал — по голосам не так, как в протоколе"
    if vote.question != entry["question"]:
        yield f"{name}: вопрос записан не теми словами, что в протоколе"


def _unlike(name: str, counted: dict, told: dict, where: str):
    for field, title in NAMES.items():
        if counted[field] != told[field]:
            yield f"{name}: {title} — по голосам {_words(counted[field])}, {where} {_words(told[field])}"


def _words(value: int | str) -> int | str:
    """A result as people call it; a number stays one."""
    return dict(VoteResult.choices).get(value, value)


def _by_name(vote: Vote) -> dict[str, set[str]]:
    """As the content keeps it: {group: keys of people}."""
    groups: dict[str, set[str]] = {group: set() for group in GROUPS.values()}
    for choice, person_id in vote.ballots.values_list("choice", "invitation__person"):
        groups[GROUPS[choice]].add(str(person_id))
    return groups


def _counted(vote: Vote) -> dict:
    counted = count_of(vote)
    return {
        "votes_for": counted.tally.for_,
        "votes_against": counted.tally.against,
        "votes_abstained": counted.tally.abstained,
        "needed": counted.answer.needed,
        "result": str(counted.answer.result),
    }


def _unknown_votes(votes: list[Vote], printed: dict | None):
    kept = {(vote.item.position, vote.round) for vote in votes}
    for item, round_ in sorted(set(printed or ()) - kept):
        yield f"вопрос {item}, голосование {round_}: в протоколе есть, а в базе его нет"


def _broken_hashes(protocol: Protocol):
    if not protocol.content:
        return
    computed = content.digest(protocol.content)
    if computed != protocol.content_sha256:
        yield f"содержание не сходится с контрольной суммой {protocol.content_sha256[:16]}…"
    if protocol.signed_at is None:
        return
    for capacity in queries.missing_capacities(protocol):
        yield f"под этим содержанием нет подписи: {SignatureCapacity(capacity).label}"
