"""The agreement sheet: members' answers, the secretary's replies, the end of it (R124, R125, C8)."""

from datetime import datetime

from django.db import transaction

from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, queries
from ..choices import Act, AgreementAnswer, ProtocolState
from ..models import Agreement, Protocol
from ..rules import agreement as rules
from ..rules import names, procedure
from .beats import begin, finish


@transaction.atomic
def answer_agreement(
    protocol: Protocol, answer: str, remarks: str = "", *, sha256: str, by, at: datetime
) -> Agreement:
    """A member's answer to the content with the hash that was on the screen; the last agreement passes it on."""
    protocol = begin(protocol, Act.AGREE)
    if sha256 != protocol.content_sha256:
        raise DomainError(
            "Текст протокола изменился, пока вы его читали. Прочитайте его ещё раз.", names.FROZEN
        )
    line = queries.lines_of(protocol).filter(person=by.person_id).first()
    asked_by = protocol.meeting.rule_set.rule_for("agreement_sheet")
    if line is None:
        raise DomainError("Этот протокол вас не просили согласовать.", asked_by)
    if answer == AgreementAnswer.REMARKS and not remarks.strip():
        raise DomainError("Напишите, что исправить.", asked_by, field="remarks")
    line.answer, line.answered_at, line.reply = AgreementAnswer(answer), at, ""
    line.remarks = remarks.strip() if answer == AgreementAnswer.REMARKS else ""
    line.save()
    finish(protocol, "answer", by=by, at=at, answer=answer)
    if line.answer == AgreementAnswer.REMARKS:
        emails.tell_of_remarks(protocol, line, at=at)
    elif rules.all_agreed(queries.as_lines(queries.lines_of(protocol))):
        _pass_on(protocol, by=by, at=at)
    return line


@transaction.atomic
def reply_to_remarks(line: Agreement, reply: str, *, seen: int, by, at: datetime) -> Agreement:
    """What the secretary did about the remarks, without a change of the text."""
    protocol = begin(line.protocol, Act.REPLY, seen=seen)
    line = queries.lines_of(protocol).filter(pk=line.pk, answer=AgreementAnswer.REMARKS).first()
    if line is None:
        raise DomainError("На эти замечания отвечать уже не нужно.", names.SEEN)
    if not reply.strip():
        raise DomainError("Напишите ответ.", names.STEP_BY_STEP, field="reply")
    line.reply = reply.strip()
    line.save(update_fields=["reply"])
    finish(protocol, "reply", by=by, at=at, person=line.person_id)
    emails.tell_of_reply(protocol, line, at=at)
    return line


@transaction.atomic
def end_agreement(protocol: Protocol, *, seen: int, by, at: datetime) -> Protocol:
    """On to the signatures when all have answered or the term is over."""
    protocol = begin(protocol, Act.END_AGREEMENT, seen=seen)
    lines = queries.as_lines(queries.lines_of(protocol))
    rule = protocol.meeting.rule_set.rule_for("agreement_sheet")
    rules.check_end(lines, protocol.agreement_until, today(at), rule)
    return _pass_on(protocol, by=by, at=at)


def _pass_on(protocol: Protocol, *, by, at: datetime) -> Protocol:
    protocol.state = procedure.next_state(ProtocolState.AGREEMENT, Act.END_AGREEMENT)
    protocol.agreement_ended_at = at
    finish(protocol, "end_agreement", by=by, at=at)
    emails.ask_signatories(protocol, at=at)
    return protocol
