"""«Ответственность за процессы» for a period: on the screen, on paper, in a table (3.17, R50)."""

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.papers.pdf import PaperError
from home.accounts.fields import PeriodForm
from home.accounts.ratelimit import limited, too_many
from home.registers.exports import WORKBOOK
from home.registers.operations import log_export
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import papers, permissions
from ..choices import Support
from ..models import ProcessAssignment
from ..queries.report import ProcessReport, report_on
from ..rules import names

ON_A_PAGE = 50
NAMED_AT_MOST = 100
PAPERS = "30/h"
TITLE = "Ответственность за процессы"


@login_required
@require_safe
def process_report(request):
    _only_who_sees(request.user)
    form = PeriodForm.of(request.GET, on=today())
    report = _made(form)
    context = {
        "form": form,
        "report": report,
        "kinds": list(Support),
        "rule": names.RESPONSIBILITY,
        "support_rule": names.SUPPORT,
        "may_propose": permissions.may_propose_assignments(request.user),
    }
    if report:
        page = Paginator(report.support, ON_A_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "asked": report.question, "named_at_most": NAMED_AT_MOST}
        context["without"] = list(report.without[: NAMED_AT_MOST + 1])
    status = 200 if report else 400
    return render(request, "processes/report.html", context, status=status)


def _only_who_sees(user) -> None:
    if not permissions.may_see_report(user):
        raise Http404


def _made(form: PeriodForm) -> ProcessReport | None:
    if not form.is_valid():
        return None
    return report_on(form.cleaned_data["since"], form.cleaned_data["until"], today())


def _asked(request) -> ProcessReport:
    """The report of an address that the page has made; 404 for a period that is none."""
    _only_who_sees(request.user)
    report = _made(PeriodForm.of(request.GET, on=today()))
    if report is None:
        raise Http404
    return report


@login_required
@require_safe
def process_report_pdf(request):
    return _made_into(request, "pdf", papers.printed_report, "application/pdf")


@login_required
@require_safe
def process_report_xlsx(request):
    return _made_into(request, "xlsx", papers.report_table, WORKBOOK)


def _made_into(request, extension: str, write: Callable, content_type: str):
    """The file, or the page again with the reason why there is none."""
    report = _asked(request)
    if limited(request, "processes.processes", PAPERS):
        return too_many(request)
    try:
        content = write(report)
    except (DomainError, PaperError) as refusal:
        text = refusal.printed if isinstance(refusal, DomainError) else "Отчёт не\xa0напечатался."
        messages.error(request, text)
        return redirect(f"{reverse('processes:process_report')}?{report.question}")
    return _file(request, report, extension, content, content_type)


def _file(request, report: ProcessReport, extension: str, content: bytes, content_type: str):
    """It leaves the site, and that is written down (T76)."""
    log_export(ProcessAssignment, TITLE, rows=report.length, file=extension, by=request.user)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(papers.report_name(report, extension))}",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
