"""How the pages of a list find it, and what becomes of an act that a rule refuses."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from home.accounts.fields import SeenForm
from home.desk.acts import attempt
from home.desk.refusal import refused
from home.rulebook import DomainError

from .. import permissions
from ..models import ListLine, PairList

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
ROWS = PairList.objects.select_related("decision__meeting__body", "paper", "opened_by__person")


def find_list(pk: int, user, may: Callable = permissions.may_see_list) -> PairList:
    """The list, or 404 for whoever may not: nobody learns that it exists (T1)."""
    found = get_object_or_404(ROWS, pk=pk)
    if not may(user, found):
        raise Http404
    return found


def only_chair(user, pair_list: PairList) -> bool:
    return permissions.may_form_pairs(user)


def of_list(may: Callable = permissions.may_see_list):
    """A door: `view(request, pair_list, …)`; a refusal that no form has taken is a page of its own, 409 (T36)."""

    def hang(view):
        @login_required
        @wraps(view)
        def door(request, pk: int, **kwargs):
            pair_list = find_list(pk, request.user, may)
            try:
                return view(request, pair_list, **kwargs)
            except DomainError as error:
                if request.htmx:
                    messages.error(request, error.printed)
                    return redirect(back_of(request, pair_list))
                return refused(request, error, back=back_of(request, pair_list))

        return door

    return hang


def line_of(pair_list: PairList, pk: int) -> ListLine:
    line = get_object_or_404(pair_list.lines.select_related("mentor", "candidate"), pk=pk)
    line.pair_list = pair_list
    return line


def back_of(request, pair_list: PairList) -> str:
    """Where an act of the board leads back to: the same filter, the same page of it; never a foreign address (T9)."""
    query = request.POST.get("back", "") if request.method == "POST" else ""
    board = board_url(pair_list)
    return f"{board}?{query}" if query else board


def seen_in(request) -> int:
    """−1, which no list bears, for whatever is no number."""
    form = SeenForm(request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else -1


def board_url(pair_list: PairList) -> str:
    return f"{pair_list.get_absolute_url()}board/"


def act_page(request, pair_list: PairList, form, act: Callable, *, to: str, done: str, **page):
    """One act as a page: what it is called (`title`), by which `rule`, what the button says (`submit`)."""
    status = attempt(form, act)
    if status is None:
        messages.success(request, done)
        return redirect(to)
    context = {"list": pair_list, "form": form, "back": to, **page}
    return render(request, "mentoring/forming_act.html", context, status=status)
