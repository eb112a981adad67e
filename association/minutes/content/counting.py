"""What a closed vote says: counts, names, the clause that decided, and what the program remarks on (C5a, C41)."""

from association.bodies.choices import Choice, VoteResult
from association.bodies.rules.names import EXACT_HALF
from association.bodies.rules.voting import (
    Adoption,
    ImpossibleCount,
    QuorumAnswer,
    Tally,
    count_vote,
)
from association.meetings.choices import VoteState

from .attending import clause_of
from .levels import highest
from .people import Register
from .shapes import ByName, ItemEntry, Note

GROUPS = {
    Choice.FOR: "for_",
    Choice.AGAINST: "against",
    Choice.ABSTAINED: "abstained",
    "": "silent",
}


def counts(vote, people: Register) -> dict:
    adoption = Adoption.from_data(vote.rule) if vote.rule else None
    ballots = list(vote.ballots.all())
    return {
        "matter": vote.matter,
        "matter_title": adoption.title if adoption else "",
        "roster": vote.roster_size,
        "present": vote.present_count,
        "quorum_needed": vote.quorum_needed,
        "entitled": len(ballots),
        "votes_for": vote.votes_for or 0,
        "votes_against": vote.votes_against or 0,
        "votes_abstained": vote.votes_abstained or 0,
        "silent": sum(not ballot.choice for ballot in ballots),
        "needed": vote.needed or 0,
        "result": vote.result,
        "result_title": vote.get_result_display() if vote.result else "",
        "exactly_half": vote.exactly_half,
        "explanation": vote.explanation,
        "clause": _clause(vote, adoption, ballots, people) if adoption else "",
        "by_name": _by_name(ballots, people),
        "asked_to_record": [
            people.key_of_invitation(ballot.invitation_id)
            for ballot in ballots
            if ballot.asks_to_record
        ],
    }


def _clause(vote, adoption: Adoption, ballots: list, people: Register) -> str:
    """The clause that decided: the one about equal votes where it came to that."""
    if vote.state != VoteState.CLOSED:
        return clause_of(adoption.rule)
    met = vote.result != VoteResult.NO_QUORUM
    quorum = QuorumAnswer(vote.quorum_needed, vote.present_count, met, adoption.rule, "")
    try:
        return clause_of(count_vote(adoption, quorum, _tally(vote, ballots, people)).rule)
    except ImpossibleCount:
        return clause_of(adoption.rule)


def _tally(vote, ballots: list, people: Register) -> Tally:
    return Tally(
        roster=vote.roster_size,
        present=vote.present_count,
        for_=vote.votes_for,
        against=vote.votes_against,
        abstained=vote.votes_abstained,
        presiding=_choice_of_presiding(vote, ballots, people),
    )


def _choice_of_presiding(vote, ballots: list, people: Register) -> Choice | None:
    presiding = people.key(vote.presiding)
    for ballot in ballots:
        if ballot.choice and people.key_of_invitation(ballot.invitation_id) == presiding:
            return Choice(ballot.choice)
    return None


def _by_name(ballots: list, people: Register) -> ByName:
    names: dict[str, list] = {name: [] for name in GROUPS.values()}
    for ballot in ballots:
        names[GROUPS[ballot.choice]].append(people.key_of_invitation(ballot.invitation_id))
    return names


def notes(items: list[ItemEntry]) -> list[Note]:
    return [
        {
            "item": item["number"],
            "round": vote["round"],
            "level": highest(item["level"], vote["level"]),
            "text": f"По вопросу {item['number']} решение принято ровно половиной голосов.",
            "clause": clause_of(EXACT_HALF),
        }
        for item in items
        for vote in item["votes"]
        if vote["state"] == VoteState.CLOSED and vote["exactly_half"]
    ]
