"""/regulations/…/coverage/: every clause of an edition, and what the program does about it."""

import datetime

from django.http import Http404, JsonResponse
from django.template.response import TemplateResponse

from documents.regulations.models import RegulationPage
from documents.regulations.views.reading_parts import editions_for, reader_of
from home.workdays.queries import today

from .. import permissions
from ..bar import draw_bar
from ..choices import REVIEW
from ..exports import csv_response, report_as_json
from ..proof import proofs_of
from ..queries import FILTERS, Report, report_on


def show_coverage(page: RegulationPage, request):
    """`?state=` keeps the clauses of one state, `?on=` asks for the edition of another day."""
    report = _report(page, request)
    state = request.GET.get("state", "")
    if state not in FILTERS:
        state = ""
    reader = reader_of(request)
    is_staff = permissions.may_see_links(reader)
    context = page.get_context(request) | {
        "report": report,
        "edition": report.edition,
        "on": report.edition.effective_from if request.GET.get("on") else None,
        "lines": report.filtered(state),
        "state": state,
        "filters": _filters(report, state),
        "bar": draw_bar(report.counts),
        "is_staff": is_staff,
        "may_link": permissions.may_link_rules(reader),
        "proofs": _proofs(report) if is_staff else {},
        "text_url": report.edition.get_absolute_url() if request.GET.get("on") else page.url,
    }
    return TemplateResponse(request, "coverage/coverage.html", context)


def coverage_as_csv(page: RegulationPage, request):
    return csv_response(_report(page, request))


def coverage_as_json(page: RegulationPage, request):
    report = _report(page, request)
    answer = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(report_as_json(report), json_dumps_params=answer)


def _report(page: RegulationPage, request) -> Report:
    """Of the edition in force, or on the day `on`; editions to come are shown to whom drafts are (T6)."""
    on = _day(request.GET.get("on"))
    edition = editions_for(page, request, on).on(on)
    if edition is None:
        raise Http404
    edition.page = page
    return report_on(edition)


def _day(text: str | None) -> datetime.date:
    if not text:
        return today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _filters(report: Report, chosen: str) -> list[tuple[str, str, int, bool]]:
    """(state, words, how many clauses, is it the chosen one); «требует проверки» only where there are any."""
    numbers = {**report.counts, REVIEW: report.in_review}
    return [
        (state, words, numbers[state], state == chosen)
        for state, words in FILTERS.items()
        if numbers[state] or state != REVIEW or state == chosen
    ]


def _proofs(report: Report) -> dict[str, tuple[str, ...] | None]:
    """Tests of every rule in the report, by its code; None where tests are not deployed."""
    codes = {row.rule_code for line in report.lines for row in line.rows if row.rule_code}
    return {code: proofs_of(code) for code in codes}
