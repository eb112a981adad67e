"""All pairs before the chair and the office: who is silent, who asks for help, who cannot go on; papers of thanks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.accounts.ratelimit import limited, too_many
from home.registers.exports import WORKBOOK, guarded, in_words, workbook
from home.registers.operations import log_export
from home.rulebook import DomainError
from home.rulebook.text import counted
from home.workdays.queries import today

from .. import permissions
from ..forms.oversight import EndForm, PairsForm
from ..models import Pair
from ..operations.forming import propose_end
from ..operations.thanking import thank_mentor
from ..queries import oversight as queries
from ..queries.trouble import as_troubled, with_parties
from ..rules import names

ON_A_PAGE = 30
TABLES = "30/h"
HEADINGS = (
    "Наставник",
    "Кандидат",
    "Территория кандидата",
    "Признак",
    "Работает с",
    "Работала до",
    "Этапов пройдено",
    "Этапов всего",
    "Этапов просрочено",
    "Часов",
    "Последняя запись",
    "Просьб без ответа",
    "Что мешает",
)


def _only(may, user) -> None:
    """404 for whoever has nothing to do with it (T1)."""
    if not may(user):
        raise Http404


@login_required
@require_safe
def show_pairs(request):
    _only(permissions.may_see_progress, request.user)
    form, on, days = PairsForm(request.GET), today(), queries.silence_days()
    found = queries.find(form.asked, on, days)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [queries.as_row(pair, on, days) for pair in page],
        "counts": queries.counts_on(on, days),
        "to_thank": permissions.is_office(request.user) and queries.to_thank().count(),
        "may_form": permissions.may_form_pairs(request.user),
        "query": asked.urlencode(),
        "silence": counted(days, "день", "дня", "дней"),
        "names": names,
    }
    return render(request, "mentoring/oversight_pairs.html", context)


@login_required
@require_safe
def pairs_table(request):
    """What the page shows, all of its pages; cells are no formulas (T29)."""
    _only(permissions.may_see_progress, request.user)
    if limited(request, "mentoring.pairs", TABLES):
        return too_many(request)
    on, days = today(), queries.silence_days()
    form = PairsForm(request.GET)
    found = queries.find(form.asked, on, days)
    log_export(
        Pair, "Все пары", rows=found.count(), file="xlsx", by=request.user, asked=form.in_words
    )
    rows = (_cells(queries.as_row(pair, on, days)) for pair in found.iterator(chunk_size=500))
    return FileResponse(
        workbook(HEADINGS, rows),
        content_type=WORKBOOK,
        as_attachment=True,
        filename=f"Пары {on:%Y-%m-%d}.xlsx",
        headers={"Cache-Control": "private, no-store"},
    )


def _cells(row: queries.Row) -> list[str]:
    pair = row.pair
    values = (
        pair.mentor.short_name,
        pair.candidate.short_name,
        pair.candidate.territory,
        pair.get_criterion_display(),
        pair.begins_on,
        pair.ended_on,
        pair.stages_passed,
        pair.stages_all,
        pair.stages_late,
        row.hours,
        pair.last_entry_at,
        pair.calls,
        row.trouble.in_words,
    )
    return [guarded(in_words(value)) for value in values]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose_ending(request, pk: int):
    """The chair puts the end of a pair into the list that is being formed: only a decision ends it (3.16, 4.11)."""
    _only(permissions.may_form_pairs, request.user)
    pair = get_object_or_404(with_parties(Pair.objects.all(), today()), pk=pk)
    trouble = as_troubled(pair)
    form = EndForm(request.POST or None, initial={"ground": trouble.in_words.capitalize()})
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                line = propose_end(
                    pair, form.cleaned_data["ground"], by=request.user, at=timezone.now()
                )
            except DomainError as refusal:
                status = 400 if refusal.show_in(form) else 409
            else:
                messages.success(request, "Прекращение внесено в\xa0список пар.")
                return redirect(line.pair_list)
    context = {"pair": pair, "trouble": trouble, "form": form, "rule": names.EARLY_END}
    return render(request, "mentoring/oversight_end.html", context, status=status)


@login_required
@require_safe
def show_thanks(request):
    """Papers of thanks that did not go out by themselves: for the secretary."""
    _only(permissions.is_office, request.user)
    page = Paginator(queries.to_thank(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rule": names.GRATITUDE}
    return render(request, "mentoring/oversight_thanks.html", context)


@login_required
@require_POST
def thank(request, pk: int):
    _only(permissions.is_office, request.user)
    pair = get_object_or_404(Pair, pk=pk)
    try:
        certificate = thank_mentor(pair, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    else:
        messages.success(request, f"Благодарность №\xa0{certificate.number} выдана, письмо уходит.")
    return redirect("mentoring:thanks")
