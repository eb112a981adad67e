"""Asking for access to an organisation that is in the register, and deciding about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from documents.uploads.operations import store_upload
from documents.uploads.views import serve
from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError

from .. import operations
from ..forms import AcceptJoinForm, JoinForm, NumbersForm, RefuseJoinForm
from ..models import JoinRequest
from ..permissions import may_decide_join, may_represent
from ..queries import draft_answers
from .registration import NUMBERS_RATE


@login_required
def ask_to_join(request):
    """For the pair of numbers typed before; nothing about the organisation is shown (T1)."""
    numbers = NumbersForm(draft_answers(request.user))
    if not numbers.is_valid():
        return redirect("organisations:register")
    posted = request.method == "POST"
    if posted and limited(request, "organisation-join", NUMBERS_RATE):
        return too_many(request)
    form = JoinForm(request.POST, request.FILES) if posted else JoinForm()
    if posted and form.is_valid():
        try:
            _ask(request.user, numbers.cleaned_data, form.cleaned_data["authority"])
        except DomainError as refusal:
            refusal.show_in(form)
        else:
            messages.success(request, "Просьба отправлена. Ответ придёт письмом.")
            return redirect("organisations:organisations")
    context = {"form": form, **numbers.cleaned_data}
    return render(request, "organisations/ask_to_join.html", context)


def _ask(user, numbers: dict, authority) -> JoinRequest:
    at = timezone.now()
    stored = store_upload(authority, by=user, at=at) if authority else None
    return operations.ask_to_join(numbers["inn"], numbers["kpp"], stored, by=user, at=at)


def _find_join_request(user, pk: int) -> JoinRequest:
    found = get_object_or_404(
        JoinRequest.objects.select_related("organisation", "person", "authority", "decided_by"),
        pk=pk,
    )
    if not may_decide_join(user, found):
        raise Http404
    return found


@login_required
@require_GET
def decide_join(request, pk: int):
    join_request = _find_join_request(request.user, pk)
    return _decide_page(request, join_request, AcceptJoinForm(), RefuseJoinForm())


@login_required
@require_POST
def accept_join(request, pk: int):
    join_request = _find_join_request(request.user, pk)
    form = AcceptJoinForm(request.POST)
    if form.is_valid():
        try:
            operations.accept_join(
                join_request, role=form.cleaned_data["role"], by=request.user, at=timezone.now()
            )
        except DomainError as refusal:
            refusal.show_in(form)
        else:
            messages.success(request, f"Доступ открыт: {join_request.person}.")
            return redirect(join_request.organisation)
    return _decide_page(request, join_request, form, RefuseJoinForm())


@login_required
@require_POST
def refuse_join(request, pk: int):
    join_request = _find_join_request(request.user, pk)
    form = RefuseJoinForm(request.POST)
    if form.is_valid():
        try:
            operations.refuse_join(
                join_request, form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except DomainError as refusal:
            refusal.show_in(form)
        else:
            messages.success(request, f"Отказано: {join_request.person}. Письмо отправлено.")
            return redirect(join_request.organisation)
    return _decide_page(request, join_request, AcceptJoinForm(), form)


def _decide_page(request, join_request: JoinRequest, accept_form, refuse_form):
    join_request.refresh_from_db(fields=["state", "reason", "decided_by", "decided_at"])
    context = {
        "join_request": join_request,
        "accept_form": accept_form,
        "refuse_form": refuse_form,
        "needs_authority": join_request.authority is None
        and not may_represent(request.user, join_request.organisation),
    }
    return render(request, "organisations/decide_join.html", context)


@login_required
@require_GET
def join_authority(request, pk: int):
    """The document of authority, for those who decide."""
    join_request = _find_join_request(request.user, pk)
    if join_request.authority is None:
        raise Http404
    return serve(join_request.authority)
