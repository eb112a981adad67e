"""Many certificates by one list: read, looked over, issued by the queue, stopped and gone on with (T27, T57)."""

import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from documents.papers.pdf import TOGETHER
from home.accounts.models import User
from home.rulebook import DomainError
from home.rulebook.text import counted
from home.workdays.queries import today

from .. import lists, queries, registry, rules
from ..choices import BatchState
from ..models import Batch, BatchItem, CertificateKind
from ..rules import Holder
from ..wording import OCCASION
from .issuing import enter_certificate, signatures_on
from .rendering import render_certificates


@transaction.atomic
def draft_batch(
    kind: CertificateKind,
    rows: list[lists.Listed],
    *,
    title: str,
    issued_on: datetime.date,
    is_organisation: bool = False,
    by: User,
    at: datetime.datetime,
) -> Batch:
    """Keep a list as it was given, each row with its fault; nothing is issued yet."""
    if kind.code in registry.reserved_kinds():
        words = "Этот вид выдают не списком: на каждый нужно своё решение."
        raise DomainError(words, rules.LISTS, field="kind")
    if not rows:
        raise DomainError("Список пуст.", rules.LISTS, field="people")
    _check_ready(kind, issued_on, at)
    batch = Batch.objects.create(
        kind=kind,
        template=queries.template_in_use(kind),
        title=title.strip(),
        issued_on=issued_on,
        by=by,
        at=at,
    )
    issued = queries.issued_to(kind, issued_on, (row.name for row in rows))
    BatchItem.objects.bulk_create(
        BatchItem(
            batch=batch,
            position=place,
            holder_name=row.name,
            holder_address=row.address,
            is_organisation=is_organisation,
            fault=row.fault or _had(issued.get((row.name, row.address))),
        )
        for place, row in enumerate(rows, start=1)
    )
    log(batch, "certificates.draft_batch", user=by, data={"rows": len(rows)})
    return batch


def _had(number: str | None) -> str:
    return f"В этот день уже выдан такой же: №\xa0{number}." if number else ""


def _check_ready(kind: CertificateKind, issued_on: datetime.date, at: datetime.datetime) -> None:
    """What would stop every row is said before the first one."""
    rules.check_registration(issued_on, today(at))
    signatures_on(queries.template_in_use(kind), issued_on)


@transaction.atomic
def leave_out_faulty(batch: Batch, *, by: User, at: datetime.datetime) -> int:
    """Rows with faults go, the others stay and may be issued; how many went."""
    batch = _locked(batch, "leave_out")
    faulty = batch.items.exclude(fault="")
    if faulty.count() == batch.items.count():
        words = "Без этих строк в списке никого не останется: исправьте его."
        raise DomainError(words, rules.LISTS)
    gone, _ = faulty.delete()
    log(batch, "certificates.leave_out", user=by, data={"rows": gone})
    return gone


@transaction.atomic
def discard_batch(batch: Batch, *, by: User, at: datetime.datetime) -> None:
    """A list by which nothing was issued is thrown away."""
    batch = _locked(batch, "discard")
    log(batch, "certificates.discard_batch", user=by, data={"title": batch.title}, deleted=True)
    batch.items.all().delete()
    batch.delete()


@transaction.atomic
def start_batch(batch: Batch, *, by: User, at: datetime.datetime) -> Batch:
    """Hand a list without faults to the queue."""
    batch = _locked(batch, "start")
    if faulty := batch.items.exclude(fault="").count():
        rows = counted(faulty, "строка", "строки", "строк")
        raise DomainError(f"В списке с ошибками {rows}: исправьте или исключите их.", rules.LISTS)
    _check_ready(batch.kind, batch.issued_on, at)
    batch.template = queries.template_in_use(batch.kind)
    batch.started_at = at
    return _run(batch, "start", by, at)


@transaction.atomic
def stop_batch(batch: Batch, *, by: User | None, at: datetime.datetime) -> Batch:
    """No more are issued; those that are stay."""
    batch = _locked(batch, "stop")
    batch.state = BatchState.STOPPED
    batch.save(update_fields=["state"])
    log(batch, "certificates.stop_batch", user=by)
    return batch


@transaction.atomic
def go_on(batch: Batch, *, by: User | None, at: datetime.datetime) -> Batch:
    """Issue what has not been: after a stop, after a worker was lost, or where rows were refused (T57)."""
    batch = _locked(batch, "go_on", silent=lists.is_silent(batch.alive_at, at))
    if batch.state == BatchState.DONE and not batch.items.exclude(fault="").exists():
        raise DomainError("По этому списку выдано всё.", rules.LISTS)
    _check_ready(batch.kind, batch.issued_on, at)
    batch.template = queries.template_in_use(batch.kind)
    batch.items.filter(certificate=None).update(fault="")
    batch.finished_at = None
    return _run(batch, "go_on", by, at)


def _run(batch: Batch, act: str, by: User | None, at: datetime.datetime) -> Batch:
    batch.state, batch.alive_at = BatchState.RUNNING, at
    batch.save(update_fields=["state", "template", "started_at", "alive_at", "finished_at"])
    log(batch, f"certificates.{act}_batch", user=by)
    transaction.on_commit(lambda: issue_batch.enqueue(batch.pk))
    return batch


def _locked(batch: Batch, act: str, *, silent: bool = False) -> Batch:
    batch = Batch.objects.select_for_update(of=("self",)).select_related("kind").get(pk=batch.pk)
    lists.check_act(batch.state, act, silent=silent)
    return batch


@task()
def issue_batch(pk: int) -> None:
    """Issue the rows that wait, some at a time. Safe to repeat and to run twice at once (T57).

    Some rows and their certificates are one transaction: a worker killed in the middle leaves none
    of them, so whoever goes on issues each once and the numbers have no gap (T38).
    """
    try:
        while _issue_some(pk):
            pass
    except Exception:
        # Whoever looks at the list sees at once that nobody works on it.
        Batch.objects.filter(pk=pk).update(alive_at=None)
        raise
    _have_printed(pk)


@transaction.atomic
def _issue_some(pk: int) -> bool:
    """False when nothing is left to do: everything is issued, or somebody stopped the list."""
    found = Batch.objects.select_for_update(of=("self",)).select_related("kind", "by")
    batch, at = found.get(pk=pk), timezone.now()
    if batch.state != BatchState.RUNNING:
        return False
    if queries.template_in_use(batch.kind).pk != batch.template_id:
        # Another form was approved meanwhile: somebody has to look before the rest is issued by it.
        stop_batch(batch, by=None, at=at)
        return False
    waiting = list(batch.items.filter(certificate=None, fault="")[:TOGETHER])
    for item in waiting:
        _issue_one(batch, item, at)
    BatchItem.objects.bulk_update(waiting, ["certificate", "fault"])
    if not waiting:
        batch.state, batch.finished_at = BatchState.DONE, at
        log(batch, "certificates.finish_batch", user=batch.by)
    batch.alive_at = at
    batch.save(update_fields=["state", "finished_at", "alive_at"])
    issued = [item.certificate_id for item in waiting if item.certificate_id]
    if issued:
        transaction.on_commit(lambda: render_certificates.enqueue(issued))
    return bool(waiting)


def _issue_one(batch: Batch, item: BatchItem, at: datetime.datetime) -> None:
    holder = Holder(item.holder_name, item.holder_address, item.is_organisation)
    try:
        item.certificate = enter_certificate(
            batch.kind,
            holder=holder,
            source=item.source or item,
            issued_on=batch.issued_on,
            by=batch.by,
            at=at,
            words={OCCASION: batch.title},
        )
    except DomainError as refusal:
        item.fault = refusal.message[:500]


def _have_printed(pk: int) -> None:
    """PDFs whose making went down with a worker are asked for again."""
    waiting = queries.certificates_without_pdf().filter(batch_item__batch=pk)
    if pks := list(waiting.values_list("pk", flat=True)):
        render_certificates.enqueue(pks)


def go_on_with_silent(at: datetime.datetime) -> int:
    """Lists whose worker was lost are taken up again without anybody's asking; how many."""
    silent = [each for each in queries.running_batches() if lists.is_silent(each.alive_at, at)]
    for batch in silent:
        go_on(batch, by=None, at=at)
    return len(silent)
