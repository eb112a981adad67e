"""Information requests of the Association: the list, a new one, the page of one with its answers."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.views.mixins import Echo

from association.bodies.choices import OfficeKind
from association.bodies.seats import presidium_offices
from home.registers.exports import BYTE_ORDER_MARK, guarded, in_words
from home.registers.operations import log_export
from home.workdays.queries import today

from .. import operations, permissions
from ..choices import RequestState
from ..forms.information import AskForm, CancelForm
from ..models import InformationRequest
from ..queries import information as queries
from ..rules import information as rules
from ..rules import names
from .doors import attempt, find, only, tried

ON_A_PAGE = 25
ADDRESSEES_ON_A_PAGE = 50
ROWS = queries.with_rates(InformationRequest.objects.select_related("body", "sent_by__person"))


def may_see(user, _) -> bool:
    return permissions.may_see_answers(user)


def may_end(user, _) -> bool:
    return permissions.may_ask_members(user)


@login_required
@require_safe
def information_requests(request):
    only(permissions.may_see_answers, request.user)
    page = Paginator(queries.sent(), ON_A_PAGE).get_page(request.GET.get("page"))
    on = today()
    context = {
        "page": page,
        "rows": [(each, queries.rate_of(each), _is_overdue(each, on)) for each in page],
        "may_ask": permissions.may_ask_members(request.user),
        "rule": names.ASKING,
    }
    return render(request, "inquiries/information_requests.html", context)


def _is_overdue(request: InformationRequest, on) -> bool:
    is_open = request.state == RequestState.OPEN
    return is_open and request.due_on < on and request.answered < request.asked


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_members(request):
    only(permissions.may_ask_members, request.user)
    form = AskForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    sent = []
    status = attempt(form, lambda: sent.append(_ask(form, request.user)))
    if status is None:
        messages.success(request, "Запрос отправлен: письма уходят через очередь.")
        return redirect(sent[0])
    context = {"form": form, "rule": names.ASKING}
    return render(request, "inquiries/ask_members.html", context, status=status)


def _ask(form: AskForm, user) -> InformationRequest:
    return operations.ask_members(form.asking, sent_as=_capacity(user), by=user, at=timezone.now())


def _capacity(user) -> str:
    """As whom the user asks; it stands in the letters."""
    if OfficeKind.CHAIR in presidium_offices(user):
        return "Председатель Президиума"
    return "Секретарь Ассоциации"


@login_required
@require_safe
def information_request(request, pk: int):
    found = find(ROWS, pk, request.user, may_see)
    addressees = _addressees(found, only_waiting=request.GET.get("show") == "waiting")
    page = Paginator(addressees, ADDRESSEES_ON_A_PAGE).get_page(request.GET.get("page"))
    on = today()
    context = {
        "asked": found,
        "rate": queries.rate_of(found),
        "page": page,
        "rows": [(each, *_standing(each, found, on)) for each in page],
        "shows_waiting": request.GET.get("show") == "waiting",
        "query": "show=waiting" if request.GET.get("show") == "waiting" else "",
        "files": found.files.select_related("file"),
        "may_end": permissions.may_ask_members(request.user) and found.state == RequestState.OPEN,
        "rule": names.ASKING,
        "answering_rule": names.ANSWERING,
    }
    return render(request, "inquiries/information_request.html", context)


def _addressees(found: InformationRequest, *, only_waiting: bool = False):
    rows = found.addressees.select_related("organisation__territory")
    return rows.filter(answered_at=None) if only_waiting else rows


def _standing(addressee, found: InformationRequest, on) -> tuple[str, str]:
    return rules.standing_of(addressee.answered_on, found.due_on, on, found.state)


@login_required
@require_safe
def answers_csv(request, pk: int):
    """Who has answered and who has not, with the texts; cells are no formulas (T29)."""
    found = find(ROWS, pk, request.user, may_see)
    rows = found.addressees.count()
    log_export(InformationRequest, str(found), rows=rows, file="csv", by=request.user)
    return StreamingHttpResponse(
        _csv(found),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="answers-{found.pk}.csv"',
            "Cache-Control": "private, no-store",
        },
    )


def _csv(found: InformationRequest):
    writer, on = csv.writer(Echo(), delimiter=";"), today()
    yield BYTE_ORDER_MARK
    yield writer.writerow(["Организация", "ИНН", "Территория", "Состояние", "Ответ дан", "Ответ"])
    for each in _addressees(found).prefetch_related("answers").iterator(chunk_size=500):
        text = "\n\n".join(answer.text for answer in each.answers.all())
        organisation = each.organisation
        cells = (
            organisation.short_name,
            organisation.inn,
            organisation.territory,
            _standing(each, found, on)[0],
            each.answered_on,
            text,
        )
        yield writer.writerow([guarded(in_words(cell)) for cell in cells])


@login_required
@require_POST
def close_request(request, pk: int):
    found = find(ROWS, pk, request.user, may_end)
    tried(
        request,
        lambda: operations.close_request(found, by=request.user, at=timezone.now()),
        "Запрос закрыт: ответы больше не принимаются.",
    )
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_request(request, pk: int):
    found = find(ROWS, pk, request.user, may_end)
    form = CancelForm(request.POST or None)
    status = attempt(
        form,
        lambda: operations.cancel_request(
            found, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Запрос отменён, письма об этом уходят.")
        return redirect(found)
    context = {"asked": found, "form": form, "title": "Отменить запрос", "rule": names.ASKING}
    return render(request, "inquiries/act.html", context, status=status)


def find_file(rows, file_pk: int):
    """One of the files of these rows, or 404."""
    kept = rows.filter(pk=file_pk).select_related("file").first()
    if kept is None:
        raise Http404
    return kept.file
