"""What the one who keeps an archive does with its records."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Min
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.uploads.operations import store_upload
from home.desk.acts import attempt
from home.workdays.queries import today

from .. import operations, permissions, queries, registry
from ..forms.archive import YearForm
from ..forms.keeping import ReasonForm, RecordForm
from ..models import Record
from ..reading import text_of_pdf
from ..rules import names
from .doors import find_record, for_keepers, get_or_post, readers_of

ON_A_PAGE = 50


@get_or_post
@for_keepers
def file_by_hand(request):
    """An order, a report, a plan: a record that no other room files (R84)."""
    bodies = registry.names_of(readers_of(request).keeps)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RecordForm(*posted, bodies=bodies)
    filed: list[Record] = []
    status = attempt(
        form, lambda fields: filed.append(_file(fields, bodies, request.user, timezone.now()))
    )
    if status is None:
        messages.success(request, "Запись внесена в архив.")
        return redirect(filed[0])
    context = {"form": form, "rule": names.CLASSES}
    return render(request, "records/file_by_hand.html", context, status=status)


def _file(fields: dict, bodies: dict[str, str], by, at) -> Record:
    upload, kind, body = fields["file"], fields["record_class"], fields["body"]
    text = text_of_pdf(upload.content)[0] if upload.kind.code == "pdf" else ""
    stored = store_upload(upload, by=by, at=at)
    level = fields["level"]
    filing = operations.Filing(
        record_class=kind.code,
        number=fields["number"],
        date=fields["date"],
        title=fields["title"],
        body_key=body,
        body_name=bodies[body] if body else "",
        level=level,
        signed_on=fields["signed_on"],
        retention=kind.retention,
        files=(operations.FiledFile(stored, stored.original_name, level, text),),
        people=tuple(operations.PersonNamed(name, level=level) for name in fields["people"]),
    )
    return operations.file_record(filing, by=by, at=at)


@require_safe
@for_keepers
def completeness(request):
    """R84: what the archive has of each class for a year, and what is missing."""
    keeps = readers_of(request).keeps
    first = Record.objects.filter(body_key__in=keeps).aggregate(first=Min("year"))["first"]
    day = today()
    form = YearForm(request.GET, first or day.year, day)
    form.is_valid()
    year = int(form.asked.get("year", day.year))
    context = {
        "form": form,
        "year": year,
        "lines": queries.completeness(year, keeps),
        "rule": names.CLASSES,
    }
    return render(request, "records/completeness.html", context)


@require_safe
@for_keepers
def due(request):
    """What is to be written off, by body; and what is held."""
    keeps, day = readers_of(request).keeps, today()
    bodies = queries.due_by_body(keeps, day)
    records = Paginator(queries.due_records(keeps, day), ON_A_PAGE)
    # Counted by body already.
    records.count = sum(count for _, _, count, _ in bodies)
    context = {
        "bodies": bodies,
        "page_of_records": records.get_page(request.GET.get("page")),
        "holds": queries.held_records(keeps)[:ON_A_PAGE],
        "names": names,
    }
    return render(request, "records/due.html", context)


@get_or_post
@for_keepers
def hold(request, pk: int):
    record = find_record(pk, permissions.may_keep_record, request)
    return _with_reason(
        request, record, operations.place_hold, "Приостановить списание", names.HOLD,
        done="Списание приостановлено.",
        explanation="Запись нельзя будет списать, пока приостановку не снимут, даже когда выйдет срок хранения.",
    )  # fmt: skip


@get_or_post
@for_keepers
def lift(request, pk: int):
    record = find_record(pk, permissions.may_keep_record, request)
    return _with_reason(
        request, record, operations.lift_hold, "Снять приостановку списания", names.HOLD,
        done="Приостановка снята.",
        explanation="Когда выйдет срок хранения, запись можно будет списать.",
    )  # fmt: skip


@get_or_post
@for_keepers
def publication(request, pk: int):
    """Public extracts are shown to everybody, or taken back with a reason."""
    record = find_record(pk, permissions.may_publish, request)
    if record.is_published:
        return _with_reason(
            request, record, operations.withdraw_record, "Снять выписки с публикации",
            names.PUBLICITY, done="Выписки сняты со страницы «Решения».",
            explanation="Со страницы «Решения» и из поиска они исчезнут сразу.",
        )  # fmt: skip
    if request.method == "POST":
        operations.publish_record(record, by=request.user, at=timezone.now())
        messages.success(request, "Открытые выписки стоят на странице «Решения».")
        return redirect(record)
    extracts = [part for part in record.parts.all() if part.public_text]
    context = {"record": record, "extracts": extracts, "rule": names.PUBLICITY}
    return render(request, "records/publish.html", context)


def _with_reason(request, record, operation, title, rule, *, done: str, explanation: str):
    form = ReasonForm(request.POST or None)
    status = attempt(
        form,
        lambda fields: operation(
            record, reason=fields["reason"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, done)
        return redirect(record)
    context = {
        "record": record, "form": form, "title": title, "rule": rule, "explanation": explanation,
    }  # fmt: skip
    return render(request, "records/act_on_record.html", context, status=status)
