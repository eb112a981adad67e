"""What a member does for others on the process it answers for: entered, struck, asked for (3.17, R49)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from association.organisations.choices import BELONGING
from association.organisations.models import Organisation
from association.organisations.queries import representatives_in_force
from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import destroy_upload, store_upload
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails
from ..models import ProcessAssignment, ProcessSupport
from ..rules import assigning as rules
from ..rules import names
from .beats import log_act


@dataclass(frozen=True)
class Help:
    """Whom a member helped, with what and when; `upload` is the document that came of it."""

    organisation: Organisation
    kind: str
    title: str
    on: date
    note: str = ""
    upload: CheckedUpload | None = None


@transaction.atomic
def record_support(
    assignment: ProcessAssignment, given: Help, *, by, at: datetime
) -> ProcessSupport:
    """Only for the days on which the member answered for the process; whoever was helped is told.

    Pressed twice, it is kept once (T34).
    """
    assignment = ProcessAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    rules.check_helped(
        is_itself=given.organisation.pk == assignment.organisation_id,
        belongs=given.organisation.standing in BELONGING,
    )
    rules.check_day(given.on, since=assignment.since, until=assignment.until, today=today(at))
    if (same := _entered(assignment, given)) is not None:
        return same
    made = ProcessSupport.objects.create(
        assignment=assignment,
        organisation=given.organisation,
        kind=given.kind,
        title=given.title,
        on=given.on,
        note=given.note,
        file=store_upload(given.upload, by=by, at=at) if given.upload else None,
        by=by,
        at=at,
    )
    _log(made, "record_support", by=by, at=at)
    emails.tell_of_support(made, at=at)
    return made


def _entered(assignment: ProcessAssignment, given: Help) -> ProcessSupport | None:
    """The same with another file is new."""
    facts = {name: getattr(given, name) for name in ("organisation", "kind", "title", "on", "note")}
    sha256 = given.upload.sha256 if given.upload else None
    return assignment.support.standing().filter(file__sha256=sha256, **facts).first()


@transaction.atomic
def strike_support(support: ProcessSupport, why: str, *, by, at: datetime) -> ProcessSupport:
    """An entry that is not true stays to be read with the reason, and its file is destroyed."""
    support = ProcessSupport.objects.select_for_update(of=("self",)).get(pk=support.pk)
    rules.check_not_struck(is_struck=support.struck_at is not None)
    if not (reason := why.strip()):
        raise DomainError("Напишите, почему запись неверна.", names.SUPPORT, field="why")
    stored, support.file = support.file, None
    support.struck_at, support.struck_by, support.struck_why = at, by, reason
    support.save()
    if stored is not None:
        destroy_upload(stored)
    _log(support, "strike_support", by=by, at=at, reason=reason)
    return support


def _log(support: ProcessSupport, action: str, *, by, at: datetime, **data) -> None:
    owner = support.assignment.organisation
    data |= {"kind": support.kind, "helped": support.organisation.short_name}
    log_act(support, action, by=by, at=at, organisation=owner, **data)


@transaction.atomic
def ask_for_support(
    assignment: ProcessAssignment, asking: Organisation, text: str, *, by, at: datetime
) -> int:
    """A letter to everybody who speaks for the member; how many were written, none for the same press again (T34).

    Whoever belongs may ask: candidates build their system, and do not see the telephones of members (2.3.2).
    """
    if assignment.until is not None and assignment.until <= today(at):
        raise DomainError("Эта организация за\xa0процесс уже не\xa0отвечает.", names.RESPONSIBILITY)
    if asking.pk == assignment.organisation_id:
        raise DomainError(
            "За\xa0этот процесс отвечаете вы\xa0сами.", names.RESPONSIBILITY, field="organisation"
        )
    if not representatives_in_force(assignment.organisation, today(at)).exists():
        raise DomainError(
            "За\xa0эту организацию на\xa0сайте пока никто не\xa0говорит: письмо отправить некому. "
            "Обратитесь к\xa0секретарю Ассоциации.",
            names.RESPONSIBILITY,
        )
    if told := emails.ask_responsible(assignment, asking, text, by=by, at=at):
        asked_by = asking.short_name
        log_act(assignment, "ask_for_support", by=by, at=at, organisation=asking, asked_by=asked_by)
    return told
