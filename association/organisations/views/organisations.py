"""Organisations of the one who is logged in, and changes to them."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.uploads.views import serve
from home.desk.acts import done
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import operations, queries, registry
from ..forms import ChangeHeadForm, DetailsForm
from ..models import Organisation, Representative
from ..permissions import (
    may_act_for,
    may_add_qms_certificate,
    may_ask_certification,
    may_change_details,
    may_confirm_qms_certificate,
    may_decide_certification,
    may_end_qms_certificate,
    may_end_representation,
    may_end_representations,
    may_end_stand_in,
    may_invite,
    may_represent,
    may_see_organisation,
    may_stand_in,
)
from .support import find_organisation


@login_required
@require_GET
def organisations(request):
    """Those that the user speaks for, and requests of theirs that wait or were refused."""
    context = {
        "organisations": queries.acting_for(request.user),
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
        **_acting(request.user, found),
        **_qms(request.user, found, on),
    }
    return render(request, "organisations/organisation.html", context)


def _acting(user, found: Organisation) -> dict:
    """Who is invited, who of the staff acts for it, and who may do so."""
    represents = may_represent(user, found)
    now = timezone.now()
    stand_ins = [(each, may_end_stand_in(user, each)) for each in queries.stand_ins_now(found, now)]
    return {
        "now": now,
        "may_represent": represents,
        "may_invite": may_invite(user, found),
        "invitations": queries.invitations_waiting(found),
        "stand_ins": stand_ins,
        "may_stand_in": may_stand_in(user) and not represents and not stand_ins,
    }


def _qms(user, found: Organisation, on) -> dict:
    certificates, asked = found.qms_certificates.all(), list(found.certification_requests.all())
    return {
        "qms_rows": [(each, each.state_on(on), each.tone_on(on)) for each in certificates],
        "may_add_qms": may_add_qms_certificate(user, found),
        "may_end_qms": may_end_qms_certificate(user),
        "may_confirm_qms": may_confirm_qms_certificate(user),
        "certification_requests": asked,
        "may_ask_certification": may_ask_certification(user, found)
        and not any(each.is_waiting for each in asked),
        "may_decide_certification": may_decide_certification(user),
    }


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
        act = partial(operations.change_details, found, form.cleaned_data)
        if _changed(request, form, act, "Сведения об организации сохранены."):
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
        act = partial(operations.change_head, found, head, position)
        if _changed(request, form, act, "Сведения о руководителе сохранены."):
            return redirect(found)
    context = {"organisation": found, "form": form, "title": "Руководитель организации"}
    return render(request, "organisations/change.html", context)


def _changed(request, form, act, message: str) -> bool:
    signed = form.dated | {"by": request.user, "at": timezone.now()}
    return done(request, form, partial(act, **signed), message)


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
