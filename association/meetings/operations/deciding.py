"""An adopted vote becomes a decision, and what the decision leads to is done at the same stroke."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from association.bodies.choices import VoteResult
from home.rulebook import DomainError
from home.rulebook.text import fold_text
from home.workdays.queries import today

from ..choices import Execution, VoteState
from ..models import AgendaItem, Decision, Vote
from ..registry import matter_of
from ..rules import decisions as rules


@transaction.atomic
def adopt(vote: Vote, *, by, at: datetime) -> Decision:
    """Make the decision of a vote that has closed and adopted; the caller is closing it in its own transaction.

    What a room above has attached to the matter is done once, here. When it refuses, its DomainError goes
    through with words for the secretary, and nothing of the closing stays.
    """
    _check_adopted(vote)
    rules.check_form(vote.form)
    item = AgendaItem.objects.select_for_update().get(pk=vote.item_id)
    decision = Decision.objects.create(
        meeting_id=item.meeting_id,
        item=item,
        vote=vote,
        number=f"{item.position}.{item.decisions.count() + 1}",
        form=vote.form,
        text=vote.question,
        level=vote.level,
        adopted_on=today(at),
        search_text=fold_text(f"{item.title} {vote.question}"),
        **_assignment(vote),
    )
    decision.effect = _carry_out(decision, vote.matter, by=by, at=at)
    decision.save(update_fields=["effect"])
    data = {"number": decision.number, "form": decision.form, "effect": decision.effect}
    log(decision, "meetings.adopt", user=by, timestamp=at, data=data)
    return decision


@transaction.atomic
def reject(vote: Vote, *, by, at: datetime) -> str:
    """What a lost vote leads to, done once in the transaction that closes it; what followed, in a sentence.

    Silence where no room waits for the answer «no». A DomainError of the room above takes the closing back.
    """
    matter = matter_of(vote.matter)
    item = AgendaItem.objects.select_related("meeting__body").get(pk=vote.item_id)
    if matter is None or matter.rejected is None or not isinstance(item.subject, matter.model):
        return ""
    vote.item = item
    try:
        effect = matter.rejected(vote, by=by, at=at)
    except DomainError as refusal:
        raise rules.handler_refused(refusal) from refusal
    effect = rules.cut_to_fit(effect)
    log(vote, "meetings.reject", user=by, timestamp=at, data={"effect": effect})
    return effect


def _check_adopted(vote: Vote) -> None:
    if vote.state != VoteState.CLOSED or vote.result != VoteResult.ADOPTED:
        raise DomainError("Это голосование ничего не приняло.", rules.BY_VOTE)


def _assignment(vote: Vote) -> dict:
    if vote.executor_id is None:
        return {"execution": Execution.NOT_NEEDED}
    return {
        "executor_id": vote.executor_id,
        "due_on": vote.due_on,
        "execution": Execution.ASSIGNED,
    }


def _carry_out(decision: Decision, matter_code: str, *, by, at: datetime) -> str:
    """What followed, in a sentence; nothing where no room waits for such a decision."""
    matter = matter_of(matter_code)
    if matter is None:
        return ""
    if not isinstance(decision.item.subject, matter.model):
        return rules.NOTHING_ATTACHED
    try:
        effect = matter.adopted(decision, by=by, at=at)
    except DomainError as refusal:
        raise rules.handler_refused(refusal) from refusal
    return rules.cut_to_fit(effect)
