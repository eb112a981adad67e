"""Letters on the way to a meeting; each person gets an own one, with what they may know (R59, R112, R221, T56)."""

from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from association.bodies.choices import HEADS, OfficeKind
from association.bodies.models import CollegialBody
from association.bodies.queries import offices_of
from documents.records.choices import Level
from home.accounts.models import Person
from home.notices import ics
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.queries import address_of
from home.notices.registry import NoticeKind, notice_kind
from home.workdays.queries import today

from .choices import Answer, Capacity
from .models import Invitation, Meeting, Proposal
from .rules import names
from .rules.preparing import USUAL_LENGTH, levels_in_letter, visible_place, zone_in_words

INVITATION = notice_kind(
    "meetings.invitation",
    title="Приглашение на заседание",
    rule=names.INFORMING,
    obligatory=True,
)
CHANGED = notice_kind(
    "meetings.changed", title="Заседание изменилось", rule=names.INFORMING, obligatory=True
)
CANCELLED = notice_kind(
    "meetings.cancelled", title="Заседание отменено", rule=names.INFORMING, obligatory=True
)
WITHDRAWN = notice_kind(
    "meetings.withdrawn",
    title="Приглашение на заседание отозвано",
    rule=names.INFORMING,
    obligatory=True,
)
AGENDA_SUBMITTED = notice_kind(
    "meetings.agenda_submitted",
    title="Повестка ждёт утверждения",
    rule=names.AGENDA,
    obligatory=False,
)
AGENDA_DECIDED = notice_kind(
    "meetings.agenda_decided",
    title="Повестка утверждена или возвращена",
    rule=names.AGENDA,
    obligatory=False,
)
PROPOSAL_DECIDED = notice_kind(
    "meetings.proposal_decided",
    title="Ответ на ваше предложение в повестку",
    rule=names.PROPOSING,
    obligatory=True,
)
MATERIALS_DUE = notice_kind(
    "meetings.materials_due",
    title="К вашему вопросу повестки нет материалов",
    rule=names.MATERIALS,
    obligatory=False,
)
UNREAD = notice_kind(
    "meetings.unread",
    title="Материалы к заседанию ждут прочтения",
    rule=names.MATERIALS,
    obligatory=False,
)
TOMORROW = notice_kind(
    "meetings.tomorrow", title="Завтра заседание", rule=names.ATTENDING, obligatory=False
)

_METHODS = {CANCELLED: ics.Method.CANCEL, WITHDRAWN: ics.Method.CANCEL}
LETTERS_OF_CALENDAR = (INVITATION, CHANGED, CANCELLED, WITHDRAWN)


def send_about(kind: NoticeKind, invitation: Invitation, *, at: datetime):
    """One of LETTERS_OF_CALENDAR to its person; None when this version was sent before."""
    meeting = invitation.meeting
    method = _METHODS.get(kind, ics.Method.REQUEST)
    return send_notice(
        kind,
        to=invitation.person,
        about=f"meeting-{meeting.pk}-{invitation.sequence}",
        context={
            **_facts(kind, meeting),
            "invitation": invitation,
            "is_voting": invitation.capacity == Capacity.VOTING,
            "agenda": agenda_lines(meeting, invitation),
            "note": meeting.update_note,
            "answers": _answer_links(invitation),
        },
        at=at,
        source=meeting,
        calendar=ics.calendar([calendar_entry(invitation, method=method, at=at)], method=method),
    )


def send_reminder(
    kind: NoticeKind, to: Person, meeting: Meeting, *, at: datetime, **context
) -> bool:
    """Once for the day on which the meeting is: one that was moved is reminded of anew."""
    letter = send_notice(
        kind,
        to=to,
        about=f"meeting-{meeting.pk}-{today(meeting.starts_at)}",
        context={**_facts(kind, meeting), **context},
        at=at,
        source=meeting,
    )
    return letter is not None


def tell_heads(meeting: Meeting, *, at: datetime) -> None:
    """The chair or the leader is asked to approve the agenda."""
    for person in _people(meeting.body, HEADS, at):
        send_notice(
            AGENDA_SUBMITTED,
            to=person,
            about=f"agenda-{meeting.pk}-{meeting.version}",
            context=_facts(AGENDA_SUBMITTED, meeting),
            at=at,
            source=meeting,
        )


def tell_secretaries(meeting: Meeting, *, is_approved: bool, at: datetime) -> None:
    for person in _people(meeting.body, (OfficeKind.SECRETARY,), at):
        send_notice(
            AGENDA_DECIDED,
            to=person,
            about=f"agenda-{meeting.pk}-{meeting.version}",
            context={**_facts(AGENDA_DECIDED, meeting), "is_approved": is_approved},
            at=at,
            source=meeting,
        )


def tell_author(proposal: Proposal, *, at: datetime) -> None:
    """What the secretary decided of a proposal, each time anew (R113)."""
    meeting = proposal.meeting
    send_notice(
        PROPOSAL_DECIDED,
        to=proposal.author,
        about=f"proposal-{proposal.pk}-{proposal.fate}-{meeting.pk}-{at.isoformat()}",
        context={**_facts(PROPOSAL_DECIDED, meeting), "proposal": proposal},
        at=at,
        source=proposal,
    )


def calendar_entry(invitation: Invitation, *, method: ics.Method, at: datetime) -> ics.Entry:
    """The meeting in the person's calendar; nothing of the agenda, which may be confidential (R73)."""
    meeting, person = invitation.meeting, invitation.person
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    _, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return ics.Entry(
        uid=f"meeting-{meeting.pk}@{host}",
        starts=meeting.starts_at,
        ends=meeting.closes_at or meeting.starts_at + USUAL_LENGTH,
        stamped=at,
        summary=title_of(meeting),
        sequence=invitation.sequence,
        location=where(meeting),
        description=meeting.link,
        url=absolute(meeting.get_absolute_url()),
        organizer=sender,
        organizer_name=meeting.body.title,
        attendee=address_of(person),
        attendee_name=person.full_name,
        is_cancelled=method == ics.Method.CANCEL,
    )


def agenda_lines(meeting: Meeting, invitation: Invitation) -> list[str]:
    """The questions as a letter to this person may name them (R73, C35)."""
    levels = levels_in_letter(invitation.capacity)
    items = meeting.items.select_related("speaker").order_by("position")
    return [_item_line(item, item.level in levels) for item in items]


def _item_line(item, is_open: bool) -> str:
    if not is_open:
        hidden = "в кабинете" if item.level == Level.CONFIDENTIAL else "для членов органа"
        return f"{item.position}. Закрытый вопрос: {hidden}."
    speaker = f" Докладывает {item.speaker.short_name}." if item.speaker else ""
    return f"{item.position}. {item.title.rstrip('.')}.{speaker}"


def title_in_letter(item) -> str:
    """To somebody who reads the question in the cabinet; e-mail is no place for what is confidential (R73)."""
    return "Закрытый вопрос: в кабинете" if item.level == Level.CONFIDENTIAL else item.title


def title_of(meeting: Meeting) -> str:
    """«Заседание Президиума Ассоциации»; of the general meeting its own name."""
    if meeting.body.kind == "general_meeting":
        return meeting.body.title
    return f"Заседание {meeting.body.title_genitive}"


def zone_of(meeting: Meeting) -> str:
    """In which zone the moments of the meeting are named (T52)."""
    starts = meeting.starts_at.astimezone(timezone.get_default_timezone())
    return zone_in_words(settings.TIME_ZONE, starts.utcoffset())


def where(meeting: Meeting) -> str:
    venue = meeting.venue
    named = f"{venue.short_name}, {venue.legal_address}" if venue else ""
    return visible_place(meeting.place, named, meeting.link)


def _facts(kind: NoticeKind, meeting: Meeting) -> dict:
    """What every letter of the room knows; the clause is that of the rules of this body."""
    zone = timezone.get_default_timezone()
    return {
        "rule": names.in_words_of(meeting.rule_set.source, kind.rule),
        "meeting": meeting,
        "title": title_of(meeting),
        "starts_at": meeting.starts_at.astimezone(zone),
        "closes_at": meeting.closes_at.astimezone(zone) if meeting.closes_at else None,
        "zone": zone_of(meeting),
        "url": absolute(meeting.get_absolute_url()),
    }


def _answer_links(invitation: Invitation) -> list[tuple[str, str]]:
    """(words, address) for whoever has an account and is asked to come."""
    meeting = invitation.meeting
    if meeting.is_without_sitting or getattr(invitation.person, "user", None) is None:
        return []
    address = absolute(reverse("meetings:answer_invitation", args=[meeting.pk]))
    offered = [
        (Answer.COMING, "Приду"),
        (Answer.REMOTE, "Буду дистанционно"),
        (Answer.NOT_COMING, "Не смогу"),
    ]
    return [(words, f"{address}?answer={answer}") for answer, words in offered]


def _people(body: CollegialBody, kinds, at: datetime) -> list[Person]:
    found = {
        office.person_id: office.person
        for office in offices_of(body, today(at))
        if office.kind in kinds
    }
    return list(found.values())
