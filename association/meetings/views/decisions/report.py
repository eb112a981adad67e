"""«Отчёт об исполнении решений» of a body for a period: on the screen, on paper, in a table, on an agenda."""

from datetime import date
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from documents.papers.pdf import PaperError
from home.accounts.fields import PeriodForm
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.registers.operations import log_export
from home.rulebook import DomainError
from home.workdays.queries import today

from ... import papers
from ...choices import Standing
from ...forms.decisions import AttachForm
from ...models import Decision
from ...operations import reporting
from ...queries import decisions as queries
from ...rules import decisions as rules
from .doors import find_body

ON_A_PAGE = 50
PAPERS = "30/h"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TONES = {
    Standing.IN_TIME: "positive",
    Standing.LATE: "neutral",
    Standing.UNDER_WAY: "waiting",
    Standing.OVERDUE: "attention",
}


@require_GET
@login_required
def execution_report(request, pk):
    body = find_body(pk, request.user)
    form = PeriodForm.of(request.GET, on=today())
    report = _report(body, form)
    context = {"body": body, "form": form, "report": report}
    if report:
        context |= _shown(report, request)
    return render(request, "meetings/decisions/report.html", context, status=200 if report else 400)


def _report(body, form: PeriodForm) -> queries.ExecutionReport | None:
    if not form.is_valid():
        return None
    return queries.report_on(body, form.cleaned_data["since"], form.cleaned_data["until"])


def _shown(report, request) -> dict:
    page = Paginator(report.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    period = _period(report)
    items = queries.items_to_attach(report.body)
    return {
        "page": page,
        "rows": [(row, TONES[row.standing]) for row in page],
        "counts": [(kind.label, report.counts[kind], TONES[kind]) for kind in Standing],
        "query": period,
        "rule": rules.for_body(rules.CONTROL, report.body.kind),
        "attach": AttachForm(initial={"since": report.since, "until": report.until}, items=items)
        if items.exists()
        else None,
    }


def _period(report) -> str:
    return urlencode({"since": f"{report.since:%d.%m.%Y}", "until": f"{report.until:%d.%m.%Y}"})


def _asked(request, pk) -> queries.ExecutionReport:
    """The report of an address that the page has made; 404 for a period that is none."""
    body = find_body(pk, request.user)
    report = _report(body, PeriodForm(request.GET))
    if report is None:
        raise Http404
    return report


@require_GET
@login_required
def execution_csv(request, pk):
    report = _asked(request, pk)
    _log(request, report, "csv")
    return StreamingHttpResponse(
        papers.write_csv(report),
        content_type="text/csv; charset=utf-8",
        headers=_attachment(report, "csv"),
    )


@require_GET
@login_required
def execution_xlsx(request, pk):
    report = _asked(request, pk)
    content = papers.write_xlsx(report)
    _log(request, report, "xlsx")
    return HttpResponse(content, content_type=XLSX, headers=_attachment(report, "xlsx"))


@require_GET
@login_required
def execution_pdf(request, pk):
    if limited(request, "meetings.report", PAPERS):
        return too_many(request)
    report = _asked(request, pk)
    try:
        rules.check_length(report.total)
        content = papers.print_report(report)
    except (DomainError, PaperError) as refusal:
        messages.error(request, _refusal(refusal))
        return redirect(f"{_page(report.body)}?{_period(report)}")
    _log(request, report, "pdf")
    return HttpResponse(content, content_type="application/pdf", headers=_attachment(report, "pdf"))


@require_POST
@login_required
def attach_report(request, pk):
    """Print the report and put it onto the agenda of a meeting to come, for the body to hear."""
    if limited(request, "meetings.report", PAPERS):
        return too_many(request)
    body = find_body(pk, request.user)
    form = AttachForm(request.POST, items=queries.items_to_attach(body))
    report = _report(body, form)
    try:
        status = attempt(form, lambda data: _attach(data["item"], report, by=request.user))
    except PaperError as refusal:
        messages.error(request, _refusal(refusal))
        return redirect(_page(body))
    if status is None:
        messages.success(request, "Отчёт приложен к вопросу повестки.")
        return redirect(form.cleaned_data["item"].meeting)
    context = {"body": body, "form": form, "report": None, "is_attaching": True}
    return render(request, "meetings/decisions/report.html", context, status=400)


def _attach(item, report, *, by) -> None:
    rules.check_length(report.total)
    content = papers.print_report(report, levels=reporting.levels_open_to(item))
    reporting.attach_report(
        item, _title(report), _name(report, "pdf"), content, by=by, at=timezone.now()
    )


def _refusal(refusal: Exception) -> str:
    if isinstance(refusal, DomainError):
        return refusal.printed
    return "Напечатать отчёт не удалось. Возьмите период короче или попробуйте позже."


def _page(body) -> str:
    return reverse("meetings:execution_report", args=[body.pk])


def _title(report) -> str:
    return f"Отчёт об исполнении решений {_days(report.since, report.until)}"


def _days(since: date, until: date) -> str:
    return f"с {since:%d.%m.%Y} по {until:%d.%m.%Y}"


def _name(report, extension: str) -> str:
    return f"{_title(report)}.{extension}"


def _log(request, report, file: str) -> None:
    """Of an organisation's own body not even the name: the administrator of the site reads the log (T1)."""
    body = "орган организации" if report.body.owner_id else str(report.body)
    log_export(Decision, _title(report), rows=report.total, file=file, by=request.user, asked=body)


def _attachment(report, extension: str) -> dict:
    name = quote(_name(report, extension))
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-store",
    }
