"""Lists of pairs as everybody concerned reads them; the chair's acts on a whole list; the way to the agenda."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from association.meetings.queries.dossiers import item_of
from association.meetings.views.dossiers import Dossier
from documents.uploads.views import serve
from home.desk.refusal import refused
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import permissions
from ..choices import ListAct, ListState
from ..forms.forming import NoteForm, SendForm, WithdrawForm
from ..models import PairList
from ..operations import forming as operations
from ..queries import forming as queries
from ..rules import names
from ..rules.forming import is_possible
from .forming_agreement import sheet_of
from .forming_doors import (
    act_page,
    board_url,
    find_list,
    get_or_post,
    of_list,
    only_chair,
    seen_in,
)
from .forming_steps import history_of, next_step

ON_A_PAGE = 20
LINES_ON_A_PAGE = 50


@login_required
@require_safe
def pair_lists(request):
    """A draft is read by the chair and the office alone."""
    user = request.user
    if not permissions.may_see_lists(user):
        raise Http404
    found = queries.lists()
    if not (permissions.may_form_pairs(user) or permissions.is_office(user)):
        found = found.exclude(state=ListState.DRAFT)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_form": permissions.may_form_pairs(user), "names": names}
    return render(request, "mentoring/forming_lists.html", context)


@login_required
@require_POST
def open_list(request):
    if not permissions.may_form_pairs(request.user):
        raise Http404
    try:
        made = operations.open_list(by=request.user, at=timezone.now())
    except DomainError as error:
        return refused(request, error, back=operations.draft_list().get_absolute_url())
    return redirect(board_url(made))


@require_safe
@of_list()
def pair_list(request, pair_list: PairList):
    """What is proposed, what the Presidium says of it, what comes next and by whom."""
    user, on = request.user, today()
    lines = queries.lines_of(pair_list).filter(queries.PROPOSED)
    page = Paginator(lines, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    opinions = queries.opinions_of(pair_list)
    agreement = queries.agreement_of(pair_list, opinions, on)
    item = item_of(pair_list) if pair_list.state == ListState.AGREEMENT else None
    context = {
        "list": pair_list,
        "page": page,
        "opinions": opinions,
        "agreement": agreement,
        "sheet": sheet_of(request, pair_list, opinions),
        "item": item,
        "next": next_step(user, pair_list, agreement, item),
        "may_form": permissions.may_form_pairs(user),
        "may_edit": is_possible(pair_list.state, ListAct.EDIT),
        "may_take_back": is_possible(pair_list.state, ListAct.TAKE_BACK) and item is None,
        "entries": history_of(pair_list),
        "names": names,
    }
    return render(request, "mentoring/forming_list.html", context)


@get_or_post
@of_list(only_chair)
def explain_list(request, pair_list):
    form = NoteForm(
        request.POST or None, initial={"seen": pair_list.version, "note": pair_list.note}
    )
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.explain_list(
            pair_list, data["note"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
        to=board_url(pair_list),
        done="Пояснение записано.",
        title="Пояснение к\xa0списку",
        rule=names.LIST_PROCEDURE,
        submit="Сохранить",
    )


@get_or_post
@of_list(only_chair)
def send_list(request, pair_list):
    usual = queries.usual_term(today())
    form = SendForm(
        request.POST or None,
        initial={"seen": pair_list.version, "until": usual and usual.date},
    )
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.send_for_agreement(
            pair_list, data["until"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
        to=pair_list.get_absolute_url(),
        done="Список отправлен членам Президиума.",
        title="Отправить на\xa0согласование",
        rule=names.AGREED_WITH_PRESIDIUM,
        submit="Отправить",
        term=usual,
        term_rule=names.AGREEMENT_TERM,
        asks_term=True,
    )


@require_POST
@of_list(only_chair)
def take_back(request, pair_list):
    operations.take_back(pair_list, seen=seen_in(request), by=request.user, at=timezone.now())
    messages.success(request, "Список снова у\xa0вас. Членам Президиума отправлено письмо.")
    return redirect(board_url(pair_list))


@get_or_post
@of_list(only_chair)
def withdraw_list(request, pair_list):
    form = WithdrawForm(request.POST or None, initial={"seen": pair_list.version})
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.withdraw_list(
            pair_list, data["reason"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
        to=pair_list.get_absolute_url(),
        done="Список снят.",
        title="Снять список",
        rule=names.LIST_PROCEDURE,
        submit="Снять список",
        is_grave=True,
    )


@require_safe
@of_list()
def open_list_paper(request, pair_list):
    if pair_list.paper is None:
        raise Http404
    return serve(pair_list.paper, inline=True)


def find_decidable(pk: int, user) -> PairList:
    """For the pages that put it on an agenda: a list that has not been agreed is not refused there, it is not there."""
    return find_list(pk, user, _may_put_on_agenda)


def _may_put_on_agenda(user, pair_list: PairList) -> bool:
    return permissions.may_see_list(user, pair_list) and is_possible(
        pair_list.state, ListAct.PUT_ON_AGENDA
    )


DOSSIER = Dossier(
    "pairs",
    find_decidable,
    "mentoring:pair_list",
    "mentoring:call_with_list",
    names.APPROVED_BY_MEETING,
)
