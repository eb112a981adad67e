"""The agenda: put together, approved, sent (R56, R60, R108–R112)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError

from documents.records.choices import Level
from documents.uploads.models import StoredFile
from documents.uploads.operations import store_upload
from home.accounts.models import Person
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Act, DecisionForm, MeetingState
from ..emails import tell_heads, tell_secretaries
from ..models import AgendaItem, ItemFile, ItemRemark, Meeting
from ..registry import matter_of
from ..rules.names import AGENDA, INFORMING, UPLOADED, in_words_of
from . import beats
from .inviting import refresh_roll
from .telling import tell_soon

MOST_ITEMS = 100
MOST_FILES = 20
NEW_AGENDA = "Повестка изменилась."


@dataclass(frozen=True)
class Question:
    """What the secretary writes of one item; `subject` is what an upper room puts to the decision."""

    title: str
    matter: str = "ordinary"
    level: str = Level.PUBLIC
    speaker: Person | None = None
    responsible: Person | None = None
    draft_decision: str = ""
    draft_form: str = DecisionForm.INTERNAL
    subject: object = None


FIELDS = ("title", "matter", "level", "speaker", "responsible", "draft_decision", "draft_form")


@transaction.atomic
def add_item(
    meeting: Meeting, question: Question, *, seen: int | None = None, by, at: datetime
) -> AgendaItem:
    """At the end of the agenda; one that was approved goes back to be approved again (4.3)."""
    meeting = begin_edit(meeting, seen)
    item = _add(meeting, question)
    beats.finish(meeting, "add_item", by=by, at=at, item=item.position, title=item.title)
    return item


def begin_edit(meeting: Meeting, seen: int | None) -> Meeting:
    meeting = beats.begin(meeting, Act.EDIT_AGENDA, seen=seen)
    meeting.agenda_approved_by = meeting.agenda_approved_at = None
    return meeting


def _add(meeting: Meeting, question: Question) -> AgendaItem:
    positions = list(meeting.items.values_list("position", flat=True))
    if len(positions) >= MOST_ITEMS:
        raise DomainError(
            f"В повестке может быть не больше {MOST_ITEMS} вопросов.", _agenda_rule(meeting)
        )
    item = AgendaItem(meeting=meeting, position=max(positions, default=0) + 1)
    _write(item, question)
    if question.subject is not None:
        item.subject_type = ContentType.objects.get_for_model(question.subject)
        item.subject_id = question.subject.pk
    item.save()
    return item


def _write(item: AgendaItem, question: Question) -> None:
    for name in FIELDS:
        setattr(item, name, getattr(question, name))


@transaction.atomic
def change_item(
    item: AgendaItem, question: Question, *, seen: int | None = None, by, at: datetime
) -> AgendaItem:
    """Write the item anew; what an upper room put to the decision stays with it."""
    meeting = begin_edit(item.meeting, seen)
    item = _item_of(meeting, item)
    if item.subject_id is not None and question.matter != item.matter:
        raise DomainError(
            "Этот вопрос пришёл из дела, которое ждёт решения: вид вопроса у него не меняют.",
            _agenda_rule(meeting),
            field="matter",
        )
    _write(item, question)
    item.save()
    beats.finish(meeting, "change_item", by=by, at=at, item=item.position, title=item.title)
    return item


@transaction.atomic
def move_item(
    item: AgendaItem, *, up: bool, seen: int | None = None, by, at: datetime
) -> AgendaItem:
    """One place up or down; at the edge nothing changes."""
    meeting = begin_edit(item.meeting, seen)
    items = list(meeting.items.select_for_update().order_by("position"))
    here = next((place for place, each in enumerate(items) if each.pk == item.pk), None)
    if here is None:
        raise _gone(meeting)
    there = here - 1 if up else here + 1
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
        _number(items)
    beats.finish(meeting, "move_item", by=by, at=at, title=items[here].title)
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, seen: int | None = None, by, at: datetime) -> None:
    """Before the meeting an item simply goes; the proposals it came from wait again."""
    meeting = begin_edit(item.meeting, seen)
    item = _item_of(meeting, item)
    if item.opinions.exists():
        raise DomainError(
            "По этому вопросу уже прислали письменное мнение. На заседании его можно снять с повестки.",
            _agenda_rule(meeting),
        )
    item.proposals.update(fate="new", item=None, meeting=None, answer="")
    item.remarks.all().delete()
    title, files = item.title, [each.file for each in item.files.select_related("file")]
    item.delete()
    for stored in files:
        _let_go(stored)
    _number(list(meeting.items.select_for_update().order_by("position")))
    beats.finish(meeting, "delete_item", by=by, at=at, title=title)


def _number(items: list[AgendaItem]) -> None:
    """Positions 1, 2, 3 in the given order; free places first, so that none is ever held twice."""
    room = max((each.position for each in items), default=0)
    for place, each in enumerate(items, start=1):
        each.position = room + place
    AgendaItem.objects.bulk_update(items, ["position"])
    for place, each in enumerate(items, start=1):
        each.position = place
    AgendaItem.objects.bulk_update(items, ["position"])


def _item_of(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    found = meeting.items.select_for_update().filter(pk=item.pk).first()
    if found is None:
        raise _gone(meeting)
    return found


def _gone(meeting: Meeting) -> DomainError:
    return DomainError("Этого вопроса в повестке уже нет.", _agenda_rule(meeting))


def _agenda_rule(meeting: Meeting):
    return in_words_of(meeting.rule_set.source, AGENDA)


@transaction.atomic
def add_subject(
    meeting: Meeting, matter: str, subject_pk: int, *, seen: int | None = None, by, at: datetime
) -> AgendaItem:
    """Put what waits in an upper room to the decision, with the title and the draft that room wrote."""
    handler = matter_of(matter)
    subjects = handler.subjects(meeting.body) if handler and handler.subjects else ()
    subject = next((each for each in subjects if each.pk == subject_pk), None)
    meeting = begin_edit(meeting, seen)
    if subject is None or _is_on_agenda(_held(subject)):
        raise DomainError(
            "Это дело решения уже не ждёт или стоит в повестке.", _agenda_rule(meeting)
        )
    title, draft = handler.draft(subject)
    item = _add(
        meeting, Question(title=title, matter=matter, draft_decision=draft, subject=subject)
    )
    _lay_papers(item, handler.papers(subject) if handler.papers else (), by=by, at=at)
    beats.finish(meeting, "add_item", by=by, at=at, item=item.position, title=item.title)
    return item


def _held(subject):
    """Two meetings that take the same matter at once come one after the other (T35)."""
    return type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)


def _lay_papers(item: AgendaItem, papers, *, by, at: datetime) -> None:
    """The dossier goes with the question: the same files, not copies (4.8)."""
    ItemFile.objects.bulk_create(
        ItemFile(item=item, title=title[:200], file=stored, added_by=by, added_at=at)
        for title, stored in islice(papers, MOST_FILES)
    )


def _is_on_agenda(subject) -> bool:
    ended = (MeetingState.CLOSED, MeetingState.CANCELLED)
    items = AgendaItem.objects.filter(
        subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
    )
    return items.exclude(meeting__state__in=ended).exists()


@transaction.atomic
def submit_agenda(meeting: Meeting, *, seen: int, by, at: datetime) -> Meeting:
    """Give the agenda to the chair or the leader (2.5 «а»)."""
    meeting = beats.begin(meeting, Act.SUBMIT_AGENDA, seen=seen)
    if not meeting.items.exists():
        raise DomainError("В повестке нет ни одного вопроса.", _agenda_rule(meeting))
    if meeting.is_without_sitting and not meeting.items.exclude(draft_decision="").exists():
        raise DomainError(
            "Заочно голосуют за готовые решения: впишите проект решения хотя бы к одному вопросу.",
            _agenda_rule(meeting),
        )
    meeting.agenda_remarks = ""
    beats.finish(meeting, "submit_agenda", by=by, at=at)
    tell_heads(meeting, at=at)
    return meeting


@transaction.atomic
def return_agenda(meeting: Meeting, remarks: str, *, seen: int, by, at: datetime) -> Meeting:
    meeting = beats.begin(meeting, Act.RETURN_AGENDA, seen=seen)
    if not remarks.strip():
        raise DomainError("Напишите, что исправить.", _agenda_rule(meeting), field="remarks")
    meeting.agenda_remarks = remarks.strip()
    meeting.agenda_approved_by = meeting.agenda_approved_at = None
    beats.finish(meeting, "return_agenda", by=by, at=at, remarks=meeting.agenda_remarks)
    tell_secretaries(meeting, is_approved=False, at=at)
    return meeting


@transaction.atomic
def approve_agenda(meeting: Meeting, *, seen: int, by, at: datetime) -> Meeting:
    """The word of the chair or the leader (4.3, 2.3 «в»)."""
    meeting = beats.begin(meeting, Act.APPROVE_AGENDA, seen=seen)
    meeting.agenda_approved_by, meeting.agenda_approved_at = by, at
    meeting.agenda_remarks = ""
    beats.finish(meeting, "approve_agenda", by=by, at=at)
    tell_secretaries(meeting, is_approved=True, at=at)
    return meeting


@transaction.atomic
def send_invitations(meeting: Meeting, *, seen: int, by, at: datetime) -> Meeting:
    """Tell everybody; a second sending, after the agenda was changed, replaces the first in every calendar."""
    meeting = beats.begin(meeting, Act.SEND, seen=seen)
    if not (meeting.place or meeting.venue_id or meeting.link or meeting.is_without_sitting):
        raise DomainError(
            "Впишите место заседания или ссылку на видеовстречу: без них не скажешь, куда приходить.",
            in_words_of(meeting.rule_set.source, INFORMING),
        )
    if meeting.starts_at <= at:
        raise DomainError(
            "Время начала уже прошло: перенесите заседание.",
            in_words_of(meeting.rule_set.source, INFORMING),
        )
    refresh_roll(meeting, today(at), at=at)
    if meeting.sent_at is not None:
        meeting.sequence, meeting.update_note = meeting.sequence + 1, NEW_AGENDA
    meeting.sent_at = meeting.sent_at or at
    meeting.invitations.update(sequence=meeting.sequence)
    invited = meeting.invitations.standing().count()
    beats.finish(meeting, "send", by=by, at=at, invited=invited, sequence=meeting.sequence)
    tell_soon(meeting)
    return meeting


@transaction.atomic
def attach_material(item: AgendaItem, title: str, upload, *, by, at: datetime) -> ItemFile:
    """A paper for an item, before the meeting and during it (4.8); the agenda itself stays approved."""
    meeting = beats.begin(item.meeting, Act.ADD_MATERIALS)
    item = _item_of(meeting, item)
    if item.files.count() >= MOST_FILES:
        raise DomainError(f"К вопросу можно приложить не больше {MOST_FILES} файлов.", UPLOADED)
    if item.files.filter(file__sha256=upload.sha256).exists():
        raise DomainError("Этот файл к вопросу уже приложен.", UPLOADED, field="upload")
    stored = store_upload(upload, by=by, at=at)
    material = ItemFile.objects.create(
        item=item, title=title or upload.name[:200], file=stored, added_by=by, added_at=at
    )
    beats.finish(meeting, "attach_material", by=by, at=at, item=item.position, name=upload.name)
    return material


@transaction.atomic
def remove_material(material: ItemFile, *, by, at: datetime) -> None:
    meeting = beats.begin(material.item.meeting, Act.ADD_MATERIALS)
    material = ItemFile.objects.select_for_update().filter(pk=material.pk).first()
    if material is None:
        raise DomainError("Этого файла уже нет.", UPLOADED)
    stored = material.file
    data = {"item": material.item.position, "name": stored.original_name, "sha256": stored.sha256}
    material.delete()
    _let_go(stored)
    beats.finish(meeting, "remove_material", by=by, at=at, **data)


def _let_go(stored: StoredFile) -> None:
    """The bytes go with their last mention: a proposal keeps the paper that came with it."""
    with suppress(ProtectedError), transaction.atomic():
        stored.delete()


@transaction.atomic
def remark(item: AgendaItem, text: str, *, author: Person, by, at: datetime) -> ItemRemark:
    """What a member would change in the draft of a decision (2.6, R116); pressed twice, it is kept once."""
    meeting = beats.begin(item.meeting, Act.REMARK)
    same = item.remarks.filter(author=author, text=text).first()
    if same is not None:
        return same
    made = ItemRemark.objects.create(item=item, author=author, text=text, at=at)
    beats.log_aside(meeting, "remark", by=by, at=at, item=item.position)
    return made
