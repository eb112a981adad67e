"""What comes next in the life of a meeting, by whom, by which clause; and what this reader may do about it."""

from dataclasses import dataclass

from django.urls import reverse

from association.bodies.choices import OfficeKind
from home.rulebook import Rule
from home.workdays.queries import today

from ... import permissions
from ...choices import Act, MeetingState
from ...models import Meeting
from ...queries.preparing import head_of
from ...rules import names, procedure

S = MeetingState


@dataclass(frozen=True)
class NextStep:
    text: str
    who: str
    rule: Rule
    is_mine: bool


@dataclass(frozen=True)
class OfferedAct:
    """A button or a link: `is_post` acts at once, the rest lead to a page; `is_main` stands out."""

    title: str
    url: str
    is_post: bool = False
    is_main: bool = False
    is_grave: bool = False


_NEXT = {
    S.COLLECTING: ("Секретарь собирает повестку и передаёт её на утверждение.", names.AGENDA),
    S.DRAFTED: ("Повестку нужно утвердить или вернуть с замечаниями.", names.AGENDA),
    S.APPROVED: ("Секретарь рассылает приглашения и материалы.", names.INFORMING),
    S.SENT: (
        "Приглашённые отвечают и читают материалы; в назначенный час заседание открывают.",
        names.MATERIALS,
    ),
}


def next_step(user, meeting: Meeting) -> NextStep | None:
    if meeting.state not in _NEXT:
        return None
    text, demand = _NEXT[meeting.state]
    if meeting.state == S.DRAFTED:
        office = head_of(meeting.body, today())
        who = (
            f"{office.get_kind_display().lower()} {office.person.short_name}"
            if office
            else ("место председателя или руководителя свободно")
        )
        is_mine = permissions.may_lead_meeting(user, meeting)
    else:
        who = OfficeKind.SECRETARY.label.lower()
        is_mine = permissions.may_run_meeting(user, meeting)
    return NextStep(text, who, names.in_words_of(meeting.rule_set.source, demand), is_mine)


def offered(user, meeting: Meeting) -> list[OfferedAct]:
    """In the order of the way; what the state forbids is not shown."""
    found = []
    for act, title, url_name, may, style in _ACTS:
        if procedure.is_possible(meeting.state, act) and may(user, meeting):
            if act == Act.EDIT_AGENDA and meeting.state != S.COLLECTING:
                title = "Исправить повестку"
            url = reverse(f"meetings:{url_name}", args=[meeting.pk])
            found.append(OfferedAct(title, url, **style))
    return found


_RUN, _LEAD, _BOTH = (
    permissions.may_run_meeting,
    permissions.may_lead_meeting,
    permissions.may_invite,
)
_MAIN, _PRESS = {"is_main": True}, {"is_main": True, "is_post": True}
_ACTS = (
    (Act.SUBMIT_AGENDA, "Передать повестку на утверждение", "submit_agenda", _RUN, _PRESS),
    (Act.APPROVE_AGENDA, "Утвердить повестку", "approve_agenda", _LEAD, _PRESS),
    (Act.SEND, "Разослать приглашения", "send_invitations", _BOTH, _MAIN),
    (Act.EDIT_AGENDA, "Повестка", "agenda", _BOTH, {}),
    (Act.RETURN_AGENDA, "Вернуть с замечаниями", "return_agenda", _LEAD, {}),
    (Act.CHANGE, "Изменить время и место", "change_meeting", _BOTH, {}),
    (Act.MOVE, "Перенести или изменить", "move_meeting", _BOTH, {}),
    (Act.CANCEL, "Отменить заседание", "cancel_meeting", _BOTH, {"is_grave": True}),
)
