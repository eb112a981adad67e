"""Reads the content out of the meeting: a dozen queries however long the agenda; asks no clock."""

from django.db.models import Prefetch
from wagtail.models import Site

from association.meetings.choices import ItemState, VoteState
from association.meetings.models import (
    AgendaItem,
    Ballot,
    Decision,
    Invitation,
    ItemFile,
    Meeting,
    Vote,
    WrittenOpinion,
)
from home.pages.models import AssociationSettings

from ..models import Protocol
from . import attending, counting
from .levels import MEMBERS, highest, widest
from .moments import day, moment
from .people import Register
from .shapes import FORMAT, Content, DecisionEntry, FileEntry, ItemEntry, OpinionEntry


def content_of(protocol: Protocol) -> Content:
    """What the papers of a protocol print: the frozen content, or what the meeting says while it is a draft."""
    return protocol.content or gather(protocol)


def gather(protocol: Protocol) -> Content:
    meeting = _read(protocol.meeting_id)
    people = Register(meeting.body, meeting.invitations.all(), meeting.secretary_id)
    items = [_item(item, people) for item in meeting.items.all()]
    content = {
        "format": FORMAT,
        "level": "",
        "number": protocol.number,
        "year": protocol.year,
        "body": _body(meeting),
        "meeting": _meeting(meeting),
        "presiding": people.key(meeting.presiding),
        "presiding_ground": meeting.presiding_ground,
        "secretary": people.key(meeting.secretary),
        "attendance": attending.attendance(meeting, people),
        "preamble": protocol.preamble,
        "items": items,
        "opinions": _opinions(meeting, people),
        "notes": counting.notes(items),
        "ending": protocol.ending,
    }
    return {**content, "people": people.entries()}


def _read(meeting_id: int) -> Meeting:
    ballots = Ballot.objects.order_by("pk")
    votes = Vote.objects.select_related("presiding").order_by("round", "pk")
    decisions = Decision.objects.select_related("executor", "vote").order_by("vote__round", "pk")
    items = AgendaItem.objects.order_by("position", "pk").select_related("speaker", "responsible")
    invitations = Invitation.objects.order_by("pk").select_related("person", "organisation")
    opinions = WrittenOpinion.objects.order_by("sent_at", "pk").select_related("file", "item")
    return (
        Meeting.objects.select_related(
            "body__owner", "body__regulation", "rule_set", "presiding", "secretary", "venue"
        )
        .prefetch_related(
            Prefetch("invitations", invitations),
            "invitations__stays",
            Prefetch("items", items),
            Prefetch("items__votes", votes),
            Prefetch("items__votes__ballots", ballots),
            Prefetch("items__decisions", decisions),
            Prefetch("items__files", ItemFile.objects.order_by("pk").select_related("file")),
            Prefetch("opinions", opinions),
        )
        .get(pk=meeting_id)
    )


def _body(meeting: Meeting) -> dict:
    body = meeting.body
    return {
        "key": body.key,
        "kind": body.kind,
        "title": body.title,
        "title_genitive": body.title_genitive,
        "organisation": body.owner.full_name if body.owner else _association(),
        "rules": str(meeting.rule_set),
        "regulation": body.regulation.title if body.regulation else "",
    }


def _association() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return AssociationSettings.for_site(site).name if site else AssociationSettings().name


def _meeting(meeting: Meeting) -> dict:
    return {
        "id": meeting.pk,
        "form": meeting.form,
        "form_title": meeting.get_form_display(),
        "occasion": meeting.occasion,
        "occasion_title": meeting.get_occasion_display(),
        "reason": meeting.reason,
        "date": moment(_held_at(meeting))[:10],
        "place": meeting.place,
        "venue": meeting.venue.short_name if meeting.venue else "",
        "starts_at": moment(meeting.starts_at),
        "closes_at": moment(meeting.closes_at),
        "opened_at": moment(meeting.opened_at),
        "closed_at": moment(meeting.closed_at),
    }


def _held_at(meeting: Meeting):
    """A sitting is dated by the day it was held, a vote without one by the day until which answers were taken."""
    return meeting.closes_at or meeting.opened_at or meeting.starts_at


def _item(item: AgendaItem, people: Register) -> ItemEntry:
    return {
        "number": item.position,
        "withheld": False,
        "partly": False,
        "title": item.title,
        "level": item.level,
        "state": item.state,
        "removal_reason": item.removal_reason if item.state == ItemState.REMOVED else "",
        "speaker": people.key(item.speaker),
        "responsible": people.key(item.responsible),
        "heard": item.heard,
        "spoken": item.spoken,
        "opened_at": moment(item.opened_at),
        "present_count": item.present_count,
        "votes": [_vote(vote, people) for vote in item.votes.all() if vote.state != VoteState.OPEN],
        "decisions": [_decision(each, people) for each in item.decisions.all()],
        "files": [_file(each.title, each.file) for each in item.files.all()],
    }


def _vote(vote: Vote, people: Register) -> dict:
    return {
        "round": vote.round,
        "question": vote.question,
        "form": vote.form,
        "form_title": vote.get_form_display(),
        "level": vote.level,
        "state": vote.state,
        "annul_reason": vote.annul_reason,
        "on_phones": vote.on_phones,
        "presiding": people.key(vote.presiding),
        "opened_at": moment(vote.opened_at),
        "closed_at": moment(vote.closed_at),
        **counting.counts(vote, people),
    }


def _decision(decision: Decision, people: Register) -> DecisionEntry:
    return {
        "id": decision.pk,
        "number": decision.number,
        "round": decision.vote.round,
        "form": decision.form,
        "form_title": decision.get_form_display(),
        "text": decision.text,
        "level": decision.level,
        "executor": people.key(decision.executor),
        "due_on": day(decision.due_on),
        "effect": decision.effect,
    }


def _file(title: str, stored) -> FileEntry:
    return {"title": title, "name": stored.original_name, "sha256": stored.sha256}


def _opinions(meeting: Meeting, people: Register) -> list[OpinionEntry]:
    """A word on the whole agenda may speak of any item, so it is read by those who may read all of them."""
    levels = {item.pk: _widest_of(item) for item in meeting.items.all()}
    whole = widest(levels.values())
    return [
        _opinion(number, opinion, levels.get(opinion.item_id, whole), people)
        for number, opinion in enumerate(meeting.opinions.all(), 1)
    ]


def _widest_of(item: AgendaItem) -> str:
    return widest([item.level, *(vote.level for vote in item.votes.all())])


def _opinion(number: int, opinion: WrittenOpinion, level: str, people: Register) -> OpinionEntry:
    return {
        "number": number,
        "person": people.key_of_invitation(opinion.invitation_id),
        "item": opinion.item.position if opinion.item else None,
        "level": highest(MEMBERS, level),
        "text": opinion.text,
        "file": _file(opinion.file.original_name, opinion.file) if opinion.file else None,
        "sent_at": moment(opinion.sent_at),
        "due_at": moment(opinion.due_at),
        "is_late": opinion.is_late,
        "considered_at": moment(opinion.considered_at),
        "outcome": opinion.outcome,
    }
