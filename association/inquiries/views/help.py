"""Requests for help in the cabinet: the list, the page of one, and its three acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from association.bodies.seats import has_concern
from documents.uploads.views import serve
from home.workdays.queries import today, working_calendar

from .. import operations, permissions
from ..choices import HelpAct
from ..forms.help import AnswerHelpForm, DeclineForm, HelpSearchForm, RouteForm
from ..models import HelpRequest
from ..queries import help as queries
from ..rules import help as rules
from ..rules import names
from .doors import attempt, find

ON_A_PAGE = 25
ROWS = HelpRequest.objects.select_related(
    "territory", "executor", "body", "organisation", "answer_file", "finished_by"
)


@login_required
@require_safe
def help_requests(request):
    if not sees_help(request.user):
        raise Http404
    form = HelpSearchForm(request.GET)
    asked = request.GET.copy()
    asked.pop("page", None)
    page = Paginator(queries.find(request.user, **form.asked), ON_A_PAGE)
    calendar = working_calendar()
    shown = page.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": shown,
        "rows": [(each, rules.answer_until(today(each.asked_at), calendar)) for each in shown],
        "query": asked.urlencode(),
        "is_filtered": any(asked.values()),
        "rule": names.HELP,
        "unfinished": queries.UNFINISHED,
    }
    return render(request, "inquiries/help_requests.html", context)


def sees_help(user) -> bool:
    """The secretary, and whoever was ever given a request."""
    return (
        permissions.may_route_help(user)
        or has_concern(user, queries.CARRIES)
        or queries.seen_by(user).exists()
    )


@login_required
@require_safe
def help_request(request, pk: int):
    found = find(ROWS, pk, request.user, permissions.may_see_help)
    context = {
        "asked": found,
        "known": found.organisation or queries.organisation_with(found.inn),
        "due": rules.answer_until(today(found.asked_at), working_calendar()),
        "acts": _acts(request.user, found),
        "rule": names.HELP,
        "term_rule": names.HELP_TERM,
        "kept_rule": names.HELP_KEPT,
    }
    return render(request, "inquiries/help_request.html", context)


def _acts(user, found) -> list[tuple[str, str]]:
    """(title, name of the address) of what the user may do with it now."""
    allowed = rules.acts_allowed(found.state)
    offered = [(HelpAct.ANSWER, "answer_help", permissions.may_answer_help(user, found))]
    offered.append((HelpAct.ROUTE, "route_help", permissions.may_route_help(user)))
    offered.append((HelpAct.DECLINE, "decline_help", permissions.may_route_help(user)))
    return [
        (act.label, f"inquiries:{name}") for act, name, may in offered if may and act in allowed
    ]


@login_required
@require_safe
def open_help_file(request, pk: int):
    found = find(ROWS, pk, request.user, permissions.may_see_help)
    if found.answer_file is None:
        raise Http404
    return serve(found.answer_file)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route_help(request, pk: int):
    found = _to_route(request, pk)
    offices = queries.possible_executors(today())
    form = RouteForm(request.POST or None, initial={"seen": found.version}, offices=offices)
    return _act(
        request,
        found,
        form,
        HelpAct.ROUTE,
        lambda: operations.route_help(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        "Обращение передано, исполнителю отправлено письмо.",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_help(request, pk: int):
    found = find(ROWS, pk, request.user, permissions.may_answer_help)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnswerHelpForm(*posted, initial={"seen": found.version})
    return _act(
        request,
        found,
        form,
        HelpAct.ANSWER,
        lambda: operations.answer_help(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        "Ответ сохранён, ссылка на него ушла письмом.",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline_help(request, pk: int):
    found = _to_route(request, pk)
    form = DeclineForm(request.POST or None, initial={"seen": found.version})
    return _act(
        request,
        found,
        form,
        HelpAct.DECLINE,
        lambda: operations.decline_help(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        "Обращение закрыто, причина ушла письмом.",
    )


def _to_route(request, pk: int) -> HelpRequest:
    return find(ROWS, pk, request.user, lambda user, _: permissions.may_route_help(user))


def _act(request, found, form, act: HelpAct, do, message: str):
    status = attempt(form, do)
    if status is None:
        messages.success(request, message)
        if permissions.may_see_help(request.user, found):
            return redirect(found)
        return redirect("inquiries:help_requests")
    context = {"asked": found, "form": form, "title": act.label, "rule": names.HELP}
    return render(request, "inquiries/act.html", context, status=status)
