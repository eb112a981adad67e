"""What those invited say before the meeting: whether they come, that they read, what they think (R63, R117, R118)."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from documents.uploads.operations import store_upload
from home.rulebook import DomainError
from home.workdays.queries import today, working_calendar

from ..choices import Act, Answer, Capacity
from ..models import AgendaItem, Invitation, Meeting, WrittenOpinion
from ..rules import preparing
from ..rules.names import ATTENDING, MATERIALS, OPINION_CONSIDERED, WRITING_OPINIONS, in_words_of
from . import beats

MOST_OPINIONS = 200


@transaction.atomic
def answer_invitation(invitation: Invitation, answer: str, *, by, at: datetime) -> Invitation:
    """Will come, remotely, not, or sends an opinion; may be changed until the meeting opens (5.5, 2.6)."""
    meeting = beats.begin(invitation.meeting, Act.ANSWER)
    invitation = _standing(meeting, invitation)
    demand = in_words_of(meeting.rule_set.source, ATTENDING)
    if meeting.is_without_sitting:
        raise DomainError("Собираться не нужно: ответ – это ваш голос.", demand)
    if answer not in Answer.values or answer == Answer.NONE:
        raise DomainError("Выберите ответ.", demand, field="answer")
    if answer == Answer.OPINION:
        _check_opinion(meeting, invitation)
    if invitation.answer == answer:
        return invitation
    invitation.answer, invitation.answered_at = answer, at
    invitation.save(update_fields=["answer", "answered_at"])
    beats.log_aside(
        meeting, "answer", by=by, at=at, person=invitation.person.full_name, answer=answer
    )
    return invitation


@transaction.atomic
def confirm_reading(invitation: Invitation, *, by, at: datetime) -> Invitation:
    """«Материалы прочитаны»: by the reader, or by the secretary who gave them out by hand (4.8); the first time counts."""
    meeting = beats.begin(invitation.meeting, Act.ADD_MATERIALS)
    invitation = _standing(meeting, invitation)
    if not meeting.items.filter(files__isnull=False).exists():
        demand = in_words_of(meeting.rule_set.source, MATERIALS)
        raise DomainError("Материалов к заседанию ещё нет.", demand)
    if invitation.materials_read_at is None:
        invitation.materials_read_at = at
        invitation.save(update_fields=["materials_read_at"])
        beats.log_aside(meeting, "read_materials", by=by, at=at, person=invitation.person.full_name)
    return invitation


def _standing(meeting: Meeting, invitation: Invitation) -> Invitation:
    found = (
        meeting.invitations.standing()
        .select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=invitation.pk)
        .first()
    )
    if found is None or meeting.sent_at is None:
        raise DomainError(
            "Приглашения на это заседание у вас нет или его отозвали.",
            in_words_of(meeting.rule_set.source, ATTENDING),
        )
    return found


def opinions_due_at(meeting: Meeting) -> datetime:
    """The last moment in time; CalendarMissing where the days are not known (2.7, T52)."""
    rule_set = meeting.rule_set
    last = preparing.opinion_deadline(
        today(meeting.starts_at), rule_set.opinion_days, working_calendar()
    ).date
    return datetime.combine(last, time.max, timezone.get_default_timezone())


@transaction.atomic
def give_opinion(
    invitation: Invitation,
    text: str,
    upload=None,
    *,
    item: AgendaItem | None = None,
    received_at: datetime | None = None,
    by,
    at: datetime,
) -> WrittenOpinion:
    """A member who will not be there writes what they think; one that comes late is taken and marked so (2.7).

    `received_at` is when it came to the secretary on paper or by e-mail, who enters it. It is no vote, and whoever
    sends it has said that they will not come. Sent twice, it is kept once (T34).
    """
    meeting = beats.begin(invitation.meeting, Act.GIVE_OPINION)
    invitation = _standing(meeting, invitation)
    _check_opinion(meeting, invitation)
    sent_at = received_at or at
    _check_words(meeting, item, text, upload, sent_at=sent_at, at=at)
    if same := _same(invitation, item, text, upload):
        return same
    due_at = opinions_due_at(meeting)
    opinion = WrittenOpinion.objects.create(
        meeting=meeting,
        invitation=invitation,
        item=item,
        text=text,
        file=store_upload(upload, by=by, at=at) if upload else None,
        sent_at=sent_at,
        due_at=due_at,
        is_late=sent_at > due_at,
        entered_by=by if received_at else None,
    )
    if invitation.answer not in (Answer.OPINION, Answer.NOT_COMING):
        invitation.answer, invitation.answered_at = Answer.OPINION, at
        invitation.save(update_fields=["answer", "answered_at"])
    beats.log_aside(
        meeting,
        "give_opinion",
        by=by,
        at=at,
        person=invitation.person.full_name,
        late=opinion.is_late,
    )
    return opinion


def _check_opinion(meeting: Meeting, invitation: Invitation) -> None:
    preparing.check_opinion(
        is_voting=invitation.capacity == Capacity.VOTING,
        is_present=invitation.stays.filter(left_at=None).exists(),
        rule_set=meeting.rule_set,
    )
    if meeting.is_without_sitting:
        raise DomainError(
            "Здесь голосуют все, отсутствующих нет: скажите своё мнение голосом.", WRITING_OPINIONS
        )


def _check_words(meeting: Meeting, item, text: str, upload, *, sent_at: datetime, at) -> None:
    if not text.strip() and upload is None:
        raise DomainError("Напишите мнение или приложите файл.", WRITING_OPINIONS, field="text")
    if item is not None and item.meeting_id != meeting.pk:
        raise DomainError("Такого вопроса в повестке нет.", WRITING_OPINIONS, field="item")
    if sent_at > at:
        raise DomainError(
            "Мнение не могло прийти позже, чем сейчас.", WRITING_OPINIONS, field="received_on"
        )
    if meeting.opinions.count() >= MOST_OPINIONS:
        raise DomainError("Мнений на это заседание уже слишком много.", WRITING_OPINIONS)


def _same(invitation: Invitation, item, text: str, upload) -> WrittenOpinion | None:
    same = invitation.opinions.filter(item=item, text=text)
    if upload is None:
        return same.filter(file=None).first()
    return same.filter(file__sha256=upload.sha256).first()


@transaction.atomic
def consider_opinion(opinion: WrittenOpinion, outcome: str, *, by, at: datetime) -> WrittenOpinion:
    """How the meeting took it into account (2.7, second paragraph); while it is open, it may be put right."""
    meeting = beats.begin(opinion.meeting, Act.CONSIDER_OPINION)
    opinion = WrittenOpinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    demand = in_words_of(meeting.rule_set.source, OPINION_CONSIDERED)
    if not outcome.strip():
        raise DomainError("Напишите, как учтено мнение.", demand, field="outcome")
    if opinion.considered_at is not None and meeting.closed_at is not None:
        raise DomainError("Это мнение уже отмечено рассмотренным.", demand)
    opinion.outcome = outcome.strip()
    opinion.considered_at, opinion.considered_by = at, by
    opinion.save(update_fields=["outcome", "considered_at", "considered_by"])
    beats.log_aside(meeting, "consider_opinion", by=by, at=at, opinion=opinion.pk)
    return opinion
