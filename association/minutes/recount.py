"""Counts a protocol over: every vote from its stored ballots by its frozen rule, and the content by its hash (T51)."""

from dataclasses import dataclass

from association.bodies.rules.voting import ImpossibleCount
from association.meetings.choices import VoteState
from association.meetings.models import Vote
from association.meetings.queries.sitting import count_of

from . import content
from .models import Protocol, Signature

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
    for field, title in NAMES.items():
        if counted[field] != getattr(vote, field):
            yield f"{name}: {title} — по голосам {counted[field]}, записано {getattr(vote, field)}"
    if printed is None:
        return
    entry = printed.get((vote.item.position, vote.round))
    if entry is None:
        yield f"{name}: в протоколе его нет"
        return
    for field, title in NAMES.items():
        if counted[field] != entry[field]:
            yield f"{name}: {title} — по голосам {counted[field]}, в протоколе {entry[field]}"


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
    signed = set(
        Signature.objects.filter(protocol=protocol).values_list("content_sha256", flat=True)
    )
    if protocol.content_sha256 not in signed:
        yield "под этим содержанием нет ни одной подписи"
