"""A signed protocol into the archive, and out of this room when the archive writes it off (R67, R219, C19)."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from association.bodies.choices import BodyKind
from documents.records.choices import Level
from documents.records.models import Record
from documents.records.operations import (
    FiledFile,
    Filing,
    PersonNamed,
    Retention,
    file_record,
    rewrite_public,
)
from documents.uploads.models import StoredFile
from home.accounts.models import Person
from home.accounts.queries import may_be_published
from home.rulebook import DomainError
from home.rulebook.text import NBSP

from .. import content, queries
from ..choices import Act, ProtocolState
from ..models import Protocol
from ..rules import names, procedure
from .beats import lock
from .files import forget_files
from .parts import parts_of

CLASSES = {BodyKind.PRESIDIUM: "presidium_protocols"}
OTHER_CLASS = "protocols"
FORGOTTEN = "Списано вместе с протоколом."


@transaction.atomic
def file_protocol(protocol: Protocol, *, by, at: datetime) -> Record:
    """Keep it as a record with its files, parts and people; DomainError when it is not signed or kept already."""
    protocol = lock(protocol)
    if protocol.state != ProtocolState.SIGNED:
        raise DomainError("В архив сдают только подписанный протокол.", names.STEP_BY_STEP)
    if protocol.paper_id is None:
        raise DomainError("Файл протокола ещё не готов.", names.STEP_BY_STEP)
    record = file_record(filing_of(protocol), by=by, at=at)
    log(protocol, "minutes.file", user=by, timestamp=at, data={"record": record.pk})
    return record


def filing_of(protocol: Protocol) -> Filing:
    """Public extracts of the Association's own bodies may be seen by everybody; those of an organisation's never."""
    frozen = protocol.content
    signed_on = max(each.signed_on for each in queries.signatures_of(protocol))
    people = Person.objects.in_bulk([each["id"] for each in frozen["people"].values()])
    published = may_be_published(list(people))
    return Filing(
        record_class=CLASSES.get(protocol.body.kind, OTHER_CLASS),
        number=str(protocol.number),
        date=queries.held_on(protocol.meeting),
        title=f"Протокол заседания {frozen['body']['title_genitive']}",
        body_key=protocol.body.key,
        body_name=frozen["body"]["title"],
        level=Level.MEMBERS,
        signed_on=signed_on,
        retention=retention_of(protocol),
        parts=parts_of(frozen, published),
        files=tuple(_files(protocol)),
        people=tuple(_people(frozen, people)),
        source=protocol,
        publishes=protocol.body.owner_id is None,
    )


def retention_of(protocol: Protocol) -> Retention:
    """By the rule set of the meeting: three years from signing for the Presidium (4.10, C19)."""
    rules = protocol.meeting.rule_set
    clause = rules.clauses.get("retention_years", "")
    return Retention(
        rules.retention_years, rules.retention_start, f"п.{NBSP}{clause}" if clause else ""
    )


def _files(protocol: Protocol):
    """The protocol itself, what is inseparable from it, and the proofs of signatures; the whole at the closest level."""
    whole = content.level_of(protocol.content)
    kept = Level.CONFIDENTIAL if whole == Level.CONFIDENTIAL else Level.MEMBERS
    number = f"Протокол №{NBSP}{protocol.number}"
    yield FiledFile(protocol.paper, number, kept)
    signatures = queries.signatures_of(protocol).filter(scan__isnull=False)
    for scan in {signature.scan_id: signature.scan for signature in signatures}.values():
        yield FiledFile(scan, f"{number}: подписанный подлинник", kept)
    levels = {each["number"]: each["level"] for each in protocol.content["opinions"]}
    opinions = protocol.meeting.opinions.select_related("file", "invitation__person")
    for place, opinion in enumerate(opinions.order_by("sent_at", "pk"), 1):
        if opinion.file_id:
            title = f"Письменное мнение: {opinion.invitation.person.short_name}"
            yield FiledFile(opinion.file, title, levels.get(place, kept))
    detached = protocol.detached_signatures.filter(content_sha256=protocol.content_sha256)
    for each in detached.select_related("file"):
        yield FiledFile(each.file, f"{each.title} (не проверялась программой)", kept)


def _people(frozen: content.Content, people: dict[int, Person]):
    members = content.at_level(frozen, Level.MEMBERS)["people"]
    for key, entry in frozen["people"].items():
        level = Level.MEMBERS if key in members else Level.CONFIDENTIAL
        yield PersonNamed(entry["full_name"], entry["title"], people.get(entry["id"]), level)


def name_anew(consent) -> None:
    """A consent to be named in public came or went: the open extracts follow at once (152-FZ, art. 10.1).

    Called in the transaction of giving and of withdrawing.
    """
    at = consent.withdrawn_at or consent.given_at
    for record in Record.objects.filter(people__person=consent.person_id, state="kept").distinct():
        protocol = record.source
        if isinstance(protocol, Protocol) and protocol.content:
            ids = [entry["id"] for entry in protocol.content["people"].values()]
            parts = parts_of(protocol.content, may_be_published(ids))
            texts = {place: (part.title, part.public_text) for place, part in enumerate(parts, 1)}
            rewrite_public(record, texts, by=None, at=at)


def forget_written_off(record: Record, *, at: datetime) -> None:
    """The archive destroys a record: all that the protocol says goes with it, its number and hash stay (4.10).

    What was decided and by how many votes stays with the meeting: decisions outlive the paper, and others rest on them.
    """
    protocol = record.source
    if not isinstance(protocol, Protocol):
        return
    protocol = lock(protocol)
    protocol.state = procedure.next_state(protocol.state, Act.WRITE_OFF)
    protocol.content, protocol.paper = {}, None
    protocol.preamble = protocol.ending = ""
    protocol.save(update_fields=["state", "content", "paper", "preamble", "ending"])
    protocol.signatures.update(scan=None)
    forget_files(protocol)
    _forget_detached(protocol, record)
    protocol.agreements.exclude(remarks="").update(remarks=FORGOTTEN, reply="")
    protocol.meeting.items.update(heard="", spoken="")
    protocol.meeting.opinions.update(text=FORGOTTEN, outcome="", file=None)
    log(protocol, "minutes.write_off", timestamp=at, data={"record": record.pk})


def _forget_detached(protocol: Protocol, record: Record) -> None:
    """Those that came after the filing, or were put to an earlier text, are in no act: they go here."""
    filed = set(record.files.values_list("file", flat=True))
    kept = set(protocol.detached_signatures.values_list("file", flat=True)) - filed - {None}
    protocol.detached_signatures.update(file=None)
    StoredFile.objects.filter(pk__in=kept).delete()
