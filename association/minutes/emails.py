"""The letters of the room; each says which protocol, until when, and by which clause."""

from datetime import datetime

from association.bodies.rules.names import (
    GROUP_AGREEMENT,
    PRESIDIUM_MINUTES_TERM,
    PRESIDIUM_SIGNATORIES,
)
from documents.records.choices import Level
from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import NoticeKind, notice_kind
from home.rulebook import Rule
from home.workdays.queries import today

from . import queries
from .content import level_of
from .models import Agreement, Protocol
from .rules import names

DUE_SOON = notice_kind(
    "minutes.due_soon",
    title="Завтра последний день, чтобы оформить протокол",
    rule=PRESIDIUM_MINUTES_TERM,
    obligatory=True,
)
OVERDUE = notice_kind(
    "minutes.overdue",
    title="Протокол не оформлен в срок",
    rule=PRESIDIUM_MINUTES_TERM,
    obligatory=True,
)
AGREE = notice_kind(
    "minutes.agree", title="Согласуйте протокол", rule=GROUP_AGREEMENT, obligatory=True
)
AGREE_SOON = notice_kind(
    "minutes.agree_soon",
    title="Завтра последний день, чтобы согласовать протокол",
    rule=GROUP_AGREEMENT,
    obligatory=True,
)
REMARKS = notice_kind(
    "minutes.remarks", title="Замечания к протоколу", rule=GROUP_AGREEMENT, obligatory=True
)
REPLY = notice_kind(
    "minutes.reply", title="Ответ на замечания к протоколу", rule=GROUP_AGREEMENT, obligatory=False
)
SIGN = notice_kind(
    "minutes.sign", title="Подпишите протокол", rule=PRESIDIUM_SIGNATORIES, obligatory=True
)
# In the cabinet it comes to everybody; by e-mail to those who have not switched it off (C22, R129).
SIGNED = notice_kind(
    "minutes.signed", title="Подписан протокол", rule=names.OPEN_TO_MEMBERS, obligatory=False
)


def _send(
    kind: NoticeKind,
    protocol: Protocol,
    people: list[Person],
    rule: Rule,
    *,
    about: str,
    at: datetime,
    **context,
) -> int:
    """How many letters were written: whoever has had this one gets none."""
    letters = [
        send_notice(
            kind,
            to=person,
            about=f"protocol-{protocol.pk}-{about}",
            context={
                "protocol": protocol,
                "body": protocol.body,
                "held_on": queries.held_on(protocol.meeting),
                "rule": rule,
                "url": absolute(protocol.get_absolute_url()),
                **context,
            },
            at=at,
            source=protocol,
        )
        for person in people
    ]
    return sum(letter is not None for letter in letters)


def ask_members(protocol: Protocol, *, at: datetime) -> int:
    people = [line.person for line in queries.lines_of(protocol)]
    rule = protocol.meeting.rule_set.rule_for("agreement_sheet")
    return _send(AGREE, protocol, people, rule, about=_edition(protocol), at=at)


def remind_members(protocol: Protocol, *, at: datetime) -> int:
    """Those who have not answered, a day before the last one."""
    people = [line.person for line in queries.lines_of(protocol).filter(answer="none")]
    rule = protocol.meeting.rule_set.rule_for("agreement_days")
    return _send(AGREE_SOON, protocol, people, rule, about=_edition(protocol), at=at)


def tell_of_remarks(protocol: Protocol, line: Agreement, *, at: datetime) -> int:
    people = queries.secretaries_of(protocol, today(at))
    rule = protocol.meeting.rule_set.rule_for("agreement_sheet")
    about = f"{line.pk}-{at:%Y%m%d%H%M%S%f}"
    words = _words_for_post(protocol, line.remarks)
    return _send(REMARKS, protocol, people, rule, about=about, at=at, line=line, words=words)


def tell_of_reply(protocol: Protocol, line: Agreement, *, at: datetime) -> int:
    rule = protocol.meeting.rule_set.rule_for("agreement_sheet")
    about = f"{line.pk}-{at:%Y%m%d%H%M%S%f}"
    words = _words_for_post(protocol, line.reply)
    return _send(REPLY, protocol, [line.person], rule, about=about, at=at, words=words)


def _words_for_post(protocol: Protocol, words: str) -> str:
    """Remarks may speak of any item: where one is confidential they are read in the cabinet alone (5.3, R73)."""
    return "" if level_of(protocol.content) == Level.CONFIDENTIAL else words


def ask_signatories(protocol: Protocol, *, at: datetime) -> int:
    signers = [
        queries.who_signs(protocol, capacity) for capacity in queries.missing_capacities(protocol)
    ]
    people = list({person.pk: person for person in signers if person}.values())
    rule = protocol.meeting.rule_set.rule_for("signatories")
    return _send(SIGN, protocol, people, rule, about=_edition(protocol), at=at)


def remind_of_term(protocol: Protocol, *, at: datetime) -> int:
    people = queries.secretaries_of(protocol, today(at))
    return _send(DUE_SOON, protocol, people, _term_rule(protocol), about=_due(protocol), at=at)


def tell_overdue(protocol: Protocol, *, at: datetime) -> int:
    """The secretary and whoever presided: the latter signs (R65)."""
    people = {person.pk: person for person in queries.secretaries_of(protocol, today(at))}
    if presiding := protocol.meeting.presiding:
        people[presiding.pk] = presiding
    rule = _term_rule(protocol)
    return _send(OVERDUE, protocol, list(people.values()), rule, about=_due(protocol), at=at)


def send_to_members(protocol: Protocol, *, at: datetime) -> int:
    """The signed protocol into every member's cabinet (R115, R129, C22)."""
    people = queries.members_to_tell(protocol, today(at))
    rule = names.sent_by(protocol.meeting.rule_set.source)
    return _send(SIGNED, protocol, people, rule, about="signed", at=at)


def _term_rule(protocol: Protocol) -> Rule:
    return protocol.meeting.rule_set.rule_for("minutes_days")


def _edition(protocol: Protocol) -> str:
    """A mended protocol is another occasion to write."""
    return f"{protocol.content_sha256[:16]}-{protocol.submitted_at:%Y%m%d%H%M%S}"


def _due(protocol: Protocol) -> str:
    return protocol.due_on.isoformat()
