"""The board: a row for each candidate, a choice of mentors with what each costs; every act a plain form (3.16, R46–R48)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from association.organisations.models import Organisation
from home.rulebook import DomainError
from home.workdays.queries import today

from ..choices import Hold, ListAct
from ..forms.forming import BoardForm, ChoiceForm, HoldForm
from ..models import PairList
from ..operations import forming as operations
from ..operations.suggesting import ask_for_suggestion
from ..queries.board import Desk, Row, desk_of
from ..queries.parties import mentors
from ..rules import names
from ..rules.forming import is_possible
from ..rules.suggesting import is_under_way
from .forming_doors import back_of, line_of, of_list, only_chair, seen_in

ROWS_ON_A_PAGE = 15
IDLE_ON_A_PAGE = 20


@require_safe
@of_list(only_chair)
def board(request, pair_list: PairList):
    if not is_possible(pair_list.state, ListAct.EDIT):
        return redirect(pair_list)
    desk = desk_of(pair_list, today())
    form = BoardForm(request.GET, territories=_territories(desk))
    rows = Paginator(desk.found(form.asked), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    idle = desk.idle
    context = {
        "list": pair_list,
        "desk": desk,
        "form": form,
        "page": rows,
        "rows": [_shown(desk, row) for row in rows],
        "ending": [(line, desk.refusals.get(line.pk)) for line in desk.ending],
        "against_best": desk.against_best(pair_list),
        "idle": len(idle),
        "back": _query(request, form),
        "is_suggesting": is_under_way(pair_list.suggesting_since, timezone.now()),
        "names": names,
        "hold": Hold,
    }
    return render(request, "mentoring/forming_board.html", context)


def _territories(desk: Desk) -> list[tuple[int, str]]:
    """Those that candidates of the board have."""
    found = {row.candidate.territory: row.territory for row in desk.rows}
    return sorted(found.items(), key=lambda item: item[1])


def _shown(desk: Desk, row: Row) -> dict:
    return {
        "row": row,
        "needs": sorted(row.candidate.needs),
        "places": desk.places_of(row),
        "choices": [] if row.lines else desk.choices_for(row),
        "is_certified": row.candidate.id in desk.facts.certified,
        "why": "" if row.has_mentor else desk.why_alone(row.candidate),
    }


def _query(request, form: BoardForm) -> str:
    """The filter and the page, to come back to after an act."""
    page = request.GET.get("page", "")
    parts = [form.query, f"page={page}" if page.isdecimal() else ""]
    return "&".join(filter(None, parts))


@require_safe
@of_list(only_chair)
def idle_mentors(request, pair_list):
    """Mentors to whom neither the list nor a pair at work gives anybody, and why."""
    desk = desk_of(pair_list, today())
    page = Paginator(desk.idle, IDLE_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "list": pair_list,
        "page": page,
        "rows": [
            (mentor, desk.field.name_of(mentor.territory), desk.why_alone(mentor))
            for mentor in page
        ],
        "rule": names.SUGGESTION,
    }
    return render(request, "mentoring/forming_idle.html", context)


@require_POST
@of_list(only_chair)
def suggest(request, pair_list):
    ask_for_suggestion(pair_list, seen=seen_in(request), by=request.user, at=timezone.now())
    return _back(request, pair_list, "Программа подбирает пары.")


@require_POST
@of_list(only_chair)
def choose_mentor(request, pair_list, candidate_pk, line_pk=None):
    """For a candidate without a pair, or instead of the mentor of the line."""
    candidate = get_object_or_404(Organisation, pk=candidate_pk)
    line = line_of(pair_list, line_pk) if line_pk else None
    if line is not None and line.candidate_id != candidate.pk:
        raise Http404
    form = ChoiceForm(request.POST, mentors=mentors(today()))
    if not form.is_valid():
        raise _refusal_of(form)
    operations.choose_mentor(
        pair_list,
        candidate,
        form.cleaned_data["mentor"],
        line=line,
        seen=form.cleaned_data["seen"],
        by=request.user,
        at=timezone.now(),
    )
    return _back(request, pair_list, "Пара изменена и\xa0закреплена.")


HELD = {
    Hold.LOCKED: "Пара закреплена: подбор её не\xa0тронет.",
    Hold.DROPPED: "Пара исключена: подбор её не\xa0предложит.",
    Hold.FREE: "Отметка снята: подбор может изменить эту пару.",
}


@require_POST
@of_list(only_chair)
def hold_line(request, pair_list, line_pk):
    line = line_of(pair_list, line_pk)
    form = HoldForm(request.POST)
    if not form.is_valid():
        raise _refusal_of(form)
    hold = form.cleaned_data["hold"]
    operations.hold_line(
        line, hold, seen=form.cleaned_data["seen"], by=request.user, at=timezone.now()
    )
    return _back(request, pair_list, HELD[hold])


@require_POST
@of_list(only_chair)
def remove_line(request, pair_list, line_pk):
    line = line_of(pair_list, line_pk)
    operations.remove_line(line, seen=seen_in(request), by=request.user, at=timezone.now())
    return _back(request, pair_list, "Строка убрана из\xa0списка.")


def _refusal_of(form) -> DomainError:
    """Of a form without fields to show errors beside (T37)."""
    sentence = next(iter(form.errors.values()))[0]
    return DomainError(str(sentence), names.LIST_PROCEDURE)


def _back(request, pair_list, said: str):
    messages.success(request, said)
    return redirect(back_of(request, pair_list))
