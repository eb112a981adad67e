"""What members propose to the agenda and whom they propose to invite, and what became of it (R107, R113, R116)."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from association.bodies.models import CollegialBody
from documents.uploads.operations import store_upload
from home.accounts.models import Person
from home.rulebook import DomainError

from ..choices import Act, Fate
from ..emails import tell_author
from ..models import AgendaItem, GuestProposal, ItemFile, Meeting, Proposal
from ..rules.names import GUESTS, PROPOSING, in_words_of
from . import beats
from .agenda import Question, add_item, begin_edit

MOST_WAITING = 50
"""Proposals of one author that nobody has looked at: more is a slip or a mischief (T75)."""


@transaction.atomic
def propose(
    body: CollegialBody,
    title: str,
    text: str = "",
    upload=None,
    *,
    author: Person,
    by,
    at: datetime,
) -> Proposal:
    """Into the box of the body: it waits for the meeting whose agenda is being put together, or the next one.

    Pressed twice, it is there once (T34).
    """
    body = CollegialBody.objects.select_for_update(of=("self",)).get(pk=body.pk)
    waiting = body.proposals.filter(author=author, fate=Fate.NEW)
    if same := waiting.filter(title=title, text=text).first():
        return same
    if waiting.count() >= MOST_WAITING:
        demand = in_words_of(body.rule_set.source, PROPOSING)
        raise DomainError("Столько ваших предложений ещё не рассмотрено: дождитесь ответа.", demand)
    proposal = Proposal.objects.create(
        body=body,
        author=author,
        title=title,
        text=text,
        file=store_upload(upload, by=by, at=at) if upload else None,
        proposed_at=at,
    )
    log(proposal, "meetings.propose", user=by, timestamp=at, data={"title": title})
    return proposal


@transaction.atomic
def take_proposal(
    proposal: Proposal,
    meeting: Meeting,
    *,
    into: AgendaItem | None = None,
    answer: str = "",
    seen: int | None = None,
    by,
    at: datetime,
) -> Proposal:
    """Make an item of it, or join it to one that is there; its file goes to the item."""
    proposal = _waiting(proposal, meeting)
    if into is None:
        into = add_item(meeting, _question(proposal), seen=seen, by=by, at=at)
    else:
        beats.finish(
            begin_edit(meeting, seen),
            "join_proposal",
            by=by,
            at=at,
            item=into.position,
            title=proposal.title,
        )
    if proposal.file is not None and not into.files.filter(file=proposal.file).exists():
        ItemFile.objects.create(
            item=into,
            title=proposal.file.original_name[:200],
            file=proposal.file,
            added_by=by,
            added_at=at,
        )
    proposal.item = into
    return _decide(proposal, meeting, Fate.TAKEN, answer, by=by, at=at)


def _question(proposal: Proposal) -> Question:
    return Question(title=proposal.title, matter=proposal.matter, subject=proposal.subject)


@transaction.atomic
def refuse_proposal(
    proposal: Proposal, meeting: Meeting, answer: str, *, by, at: datetime
) -> Proposal:
    proposal = _waiting(proposal, meeting)
    if not answer.strip():
        demand = in_words_of(meeting.rule_set.source, PROPOSING)
        raise DomainError("Напишите автору, почему вопрос отклонён.", demand, field="answer")
    return _decide(proposal, meeting, Fate.REFUSED, answer.strip(), by=by, at=at)


@transaction.atomic
def put_off_proposal(
    proposal: Proposal, meeting: Meeting, answer: str = "", *, by, at: datetime
) -> Proposal:
    """Not this time: it comes back with the next meeting of the body."""
    proposal = _waiting(proposal, meeting)
    return _decide(proposal, meeting, Fate.PUT_OFF, answer.strip(), by=by, at=at)


def _waiting(proposal: Proposal, meeting: Meeting) -> Proposal:
    """The row as it is now, if it may be decided for this meeting."""
    found = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("author", "file")
        .get(pk=proposal.pk)
    )
    demand = in_words_of(meeting.rule_set.source, PROPOSING)
    put_off_before = found.fate == Fate.PUT_OFF and found.meeting_id != meeting.pk
    if found.body_id != meeting.body_id or not (found.fate == Fate.NEW or put_off_before):
        raise DomainError("По этому предложению уже решено.", demand)
    return found


def _decide(
    proposal: Proposal, meeting: Meeting, fate: Fate, answer: str, *, by, at: datetime
) -> Proposal:
    proposal.fate, proposal.answer, proposal.meeting = fate, answer, meeting
    proposal.decided_by, proposal.decided_at = by, at
    proposal.save()
    log(
        proposal,
        f"meetings.proposal_{fate}",
        user=by,
        timestamp=at,
        data={"meeting": meeting.pk, "answer": answer},
    )
    tell_author(proposal, at=at)
    return proposal


@transaction.atomic
def propose_guest(
    meeting: Meeting, who: str, why: str, *, author: Person, by, at: datetime
) -> GuestProposal:
    """A member asks to invite somebody (2.6); the leader decides (2.3 «б»)."""
    meeting = beats.begin(meeting, Act.INVITE)
    same = meeting.guest_proposals.filter(author=author, who=who, fate=Fate.NEW).first()
    if same is not None:
        return same
    made = GuestProposal.objects.create(
        meeting=meeting, author=author, who=who, why=why, proposed_at=at
    )
    beats.log_aside(meeting, "propose_guest", by=by, at=at, who=who)
    return made


@transaction.atomic
def answer_guest_proposal(
    proposal: GuestProposal, *, takes: bool, answer: str = "", by, at: datetime
) -> GuestProposal:
    """Agreed to, or not and why; whoever is invited is put on the list by hand."""
    meeting = beats.begin(proposal.meeting, Act.INVITE)
    proposal = GuestProposal.objects.select_for_update().get(pk=proposal.pk)
    demand = in_words_of(meeting.rule_set.source, GUESTS)
    if proposal.fate != Fate.NEW:
        raise DomainError("По этому предложению уже решено.", demand)
    if not takes and not answer.strip():
        raise DomainError("Напишите автору, почему не приглашаем.", demand, field="answer")
    proposal.fate = Fate.TAKEN if takes else Fate.REFUSED
    proposal.answer, proposal.decided_by, proposal.decided_at = answer.strip(), by, at
    proposal.save()
    beats.log_aside(
        meeting, "answer_guest_proposal", by=by, at=at, who=proposal.who, fate=proposal.fate
    )
    return proposal
