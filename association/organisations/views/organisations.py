"""Organisations of the one who is logged in, and changes to them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.uploads.views import serve
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import operations, queries, registry
from ..forms import ChangeHeadForm, DetailsForm
from ..models import Organisation, Representative
from ..permissions import (
    may_act_for,
    may_change_details,
    may_end_representation,
    may_end_representations,
    may_see_organisation,
)
from .support import find_organisation


@login_required
@require_GET
def organisations(request):
    """Those that the user speaks for, and requests of theirs that wait or were refused."""
    context = {
        "organisations": queries.organisations_of(request.user).select_related("territory"),
        "join_requests": queries.join_requests_of(request.user).select_related("organisation"),
    }
    return render(request, "organisations/organisations.html", context)


@login_required
@require_GET
def organisation(request, pk: int):
    found = find_organisation(request.user, pk, may_see_organisation)
    on = today()
    may_act = may_act_for(request.user, found)
    context = {
        "organisation": found,
        "rows": _rows(found, may_change_details(request.user, found)),
        "representatives": queries.representatives_in_force(found, on),
        "past_representatives": queries.past_representatives(found, on),
        "join_requests": queries.join_requests_to_decide([found]),
        "history": queries.standing_history(found),
        "may_act": may_act,
        "next_steps": list(registry.next_steps(request.user, found)) if may_act else [],
        "may_end": may_end_representations(request.user, found),
    }
    return render(request, "organisations/organisation.html", context)


def _rows(found: Organisation, may_change: bool) -> list[tuple]:
    details = reverse("organisations:change_details", args=[found.pk]) if may_change else ""
    head = reverse("organisations:change_head", args=[found.pk]) if may_change else ""
    return [
        ("Полное наименование", found.full_name, details),
        ("Краткое наименование", found.short_name, details),
        ("ИНН", found.inn, ""),
        ("КПП", found.kpp, ""),
        ("ОГРН", found.ogrn, ""),
        ("Юридический адрес", found.legal_address, details),
        ("Почтовый адрес", found.postal_address, details),
        ("Территория", found.territory.name, details),
        ("Отрасль", found.branch.name, details),
        ("Руководитель", f"{found.head.full_name}, {found.head_position}", head),
        ("Телефон", found.phone, details),
        ("Электронная почта", found.email, details),
        ("Сайт", found.website, details),
    ]


@login_required
def change_details(request, pk: int):
    found = find_organisation(request.user, pk, may_change_details)
    form = DetailsForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        operations.change_details(found, form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Сведения об организации сохранены.")
        return redirect(found)
    context = {"organisation": found, "form": form, "title": "Сведения об организации"}
    return render(request, "organisations/change.html", context)


@login_required
def change_head(request, pk: int):
    found = find_organisation(request.user, pk, may_change_details)
    form = ChangeHeadForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        head = form.head(request.user.person, present=found.head)
        position = form.cleaned_data["head_position"]
        operations.change_head(found, head, position, by=request.user, at=timezone.now())
        messages.success(request, "Сведения о руководителе сохранены.")
        return redirect(found)
    context = {"organisation": found, "form": form, "title": "Руководитель организации"}
    return render(request, "organisations/change.html", context)


def _find_representative(user, pk: int, may) -> Representative:
    found = get_object_or_404(
        Representative.objects.select_related("organisation", "person", "authority"), pk=pk
    )
    if not may(user, found):
        raise Http404
    return found


@login_required
def end_representation(request, pk: int):
    """Asks once, then closes the access."""
    representative = _find_representative(request.user, pk, may_end_representation)
    if request.method == "POST":
        try:
            operations.end_representation(representative, by=request.user, at=timezone.now())
        except DomainError as refusal:
            messages.error(request, refusal.printed)
        else:
            messages.success(request, f"Доступ закрыт: {representative.person}.")
        return _back_to(representative.organisation, request.user)
    context = {
        "representative": representative,
        "is_me": representative.person_id == request.user.person_id,
        "is_last": queries.is_last_representative(representative, today()),
    }
    return render(request, "organisations/end_representation.html", context)


def _back_to(found: Organisation, user):
    """Who has closed their own access sees the organisation no more."""
    if may_see_organisation(user, found):
        return redirect(found)
    return redirect("organisations:organisations")


@login_required
@require_GET
def representative_authority(request, pk: int):
    representative = _find_representative(
        request.user, pk, lambda user, found: may_see_organisation(user, found.organisation)
    )
    if representative.authority is None:
        raise Http404
    return serve(representative.authority)
