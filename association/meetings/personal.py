"""What the room keeps of a person (152-FZ, art. 14).

Of a meeting the rows say its body and day alone: what was spoken of there is the body's to show.
"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from .models import (
    AgendaItem,
    Ballot,
    Decision,
    GuestProposal,
    Invitation,
    ItemRemark,
    Meeting,
    OfficeProposal,
    Proposal,
    Vote,
)

PARTS = (
    (Meeting, "presiding", "", "Председательствовали"),
    (Meeting, "secretary", "", "Вели протокол"),
    (AgendaItem, "speaker", "meeting", "Докладывали"),
    (AgendaItem, "responsible", "meeting", "Готовили вопрос"),
    (Proposal, "author", "meeting", "Предложили вопрос"),
    (ItemRemark, "author", "item__meeting", "Замечание к проекту решения"),
    (GuestProposal, "author", "meeting", "Предложили пригласить"),
    (Vote, "presiding", "item__meeting", "Председательствовали при голосовании"),
    (Vote, "executor", "item__meeting", "Предложены в исполнители"),
    (Decision, "executor", "meeting", "Исполняете решение"),
)
"""Model, field that names a person, the way to the meeting, and what the person did."""


def part_in_meetings(person) -> Iterator[dict[str, str]]:
    for invitation in Invitation.objects.filter(person=person).select_related("meeting__body"):
        yield {
            "Приглашены": _named(invitation.meeting),
            "В каком качестве": invitation.get_capacity_display(),
            "Ответ": invitation.get_answer_display(),
        }
    ballots = Ballot.objects.filter(invitation__person=person).exclude(choice="")
    for ballot in ballots.select_related("vote__item__meeting__body"):
        meeting = ballot.vote.item.meeting
        yield {"Голосовали": _named(meeting), "Голос": ballot.get_choice_display()}
    for model, field, way, did in PARTS:
        rows = model.objects.filter(**{field: person}).select_related(
            f"{way}__body" if way else "body"
        )
        for row in rows:
            yield {did: _named(_along(row, way))}
    for proposal in OfficeProposal.objects.filter(person=person).select_related("body"):
        yield {"Предложены в должность или к освобождению": proposal.body.title}


def _along(row, way: str) -> Meeting | None:
    for name in filter(None, way.split("__")):
        row = getattr(row, name)
    return row


def _named(meeting: Meeting | None) -> str:
    if meeting is None:
        return "заседание ещё не назначено"
    return f"{meeting.body.title}, {date_format(timezone.localtime(meeting.starts_at))}"


PART_IN_MEETINGS = PersonalData(
    "Участие в заседаниях",
    "Чтобы протокол был верен: кого звали, кто что предложил и как голосовал.",
    "столько, сколько хранится протокол",
    tuple(
        {model._meta.label for model in (Invitation, OfficeProposal, *(row[0] for row in PARTS))}
    ),
    part_in_meetings,
)
