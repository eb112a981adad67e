"""Pairs in a period, for the annual report: on the screen, on paper, in a table."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.papers.pdf import PaperError
from home.accounts.fields import PeriodForm
from home.accounts.ratelimit import limited, too_many
from home.registers.exports import WORKBOOK
from home.registers.operations import log_export
from home.workdays.queries import today

from .. import permissions
from ..models import Pair
from ..papers import report as papers
from ..queries.report import PairReport, report_on
from ..rules import names

FILES = "30/h"


@login_required
@require_safe
def pair_report(request):
    _only_who_sees(request.user)
    form = PeriodForm.of(request.GET, on=today())
    report = _made(form)
    context = {"form": form, "report": report, "names": names}
    status = 200 if report else 400
    return render(request, "mentoring/oversight_report.html", context, status=status)


@login_required
@require_safe
def pair_report_pdf(request):
    report = _asked(request)
    if limited(request, "mentoring.report", FILES):
        return too_many(request)
    try:
        content = papers.printed_report(report)
    except PaperError:
        messages.error(request, "Отчёт не\xa0напечатался. Попробуйте ещё раз.")
        return redirect(f"{reverse('mentoring:pair_report')}?{report.question}")
    return _file(request, report, "pdf", content, "application/pdf")


@login_required
@require_safe
def pair_report_xlsx(request):
    report = _asked(request)
    if limited(request, "mentoring.report", FILES):
        return too_many(request)
    return _file(request, report, "xlsx", papers.report_table(report), WORKBOOK)


def _only_who_sees(user) -> None:
    if not permissions.may_see_report(user):
        raise Http404


def _made(form: PeriodForm) -> PairReport | None:
    return report_on(**form.cleaned_data) if form.is_valid() else None


def _asked(request) -> PairReport:
    """The report of an address that the page has made; 404 for a period that is none."""
    _only_who_sees(request.user)
    report = _made(PeriodForm.of(request.GET, on=today()))
    if report is None:
        raise Http404
    return report


def _file(request, report: PairReport, extension: str, content: bytes, content_type: str):
    """It leaves the site, and that is written down (T76)."""
    log_export(Pair, papers.title_of(report), rows=report.rows, file=extension, by=request.user)
    name = quote(f"{papers.title_of(report)}.{extension}")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
