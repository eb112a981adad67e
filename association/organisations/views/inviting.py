"""Invitations to represent an organisation: sent, sent again, withdrawn, and opened by their link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from home.accounts.ratelimit import limited, too_many
from home.desk.acts import done, tried
from home.rulebook import DomainError

from .. import operations, queries, rules
from ..forms import InviteForm, RoleForm
from ..models import Representative, RepresentativeInvitation
from ..permissions import may_end_representations, may_invite
from .support import find_of_organisation, find_organisation

LETTERS_RATE = "20/h"
LINKS_RATE = "60/h"


@login_required
def invite(request, pk: int):
    """The answer is the same whether or not the address has an account."""
    found = find_organisation(request.user, pk, may_invite)
    if request.method == "POST" and limited(request, "organisation-invite", LETTERS_RATE):
        return too_many(request)
    form = InviteForm(request.POST or None)

    def act():
        operations.invite_representative(
            found,
            form.cleaned_data["email"],
            form.cleaned_data["role"],
            by=request.user,
            at=timezone.now(),
        )

    if form.is_valid() and done(request, form, act, "Приглашение отправлено."):
        return redirect(found)
    context = {
        "organisation": found,
        "form": form,
        "title": "Пригласить представителя",
        "lead": f"Ссылка из письма действует {rules.INVITATION_DAYS} дней и срабатывает один раз.",
        "submit": "Отправить приглашение",
    }
    return render(request, "organisations/act.html", context)


def _find_invitation(user, pk: int) -> RepresentativeInvitation:
    return find_of_organisation(RepresentativeInvitation.objects.all(), user, pk, may_invite)


@login_required
@require_POST
def resend_invitation(request, pk: int):
    invitation = _find_invitation(request.user, pk)
    if limited(request, "organisation-invite", LETTERS_RATE):
        return too_many(request)

    def act():
        operations.resend_invitation(invitation, by=request.user, at=timezone.now())

    tried(request, act, "Отправлено новое письмо. Ссылка из прежнего больше не действует.")
    return redirect(invitation.organisation)


@login_required
@require_POST
def withdraw_invitation(request, pk: int):
    invitation = _find_invitation(request.user, pk)

    def act():
        operations.withdraw_invitation(invitation, by=request.user, at=timezone.now())

    tried(request, act, "Приглашение отозвано.")
    return redirect(invitation.organisation)


@never_cache
def invitation(request, secret: str):
    """What the link of the letter opens: for whoever is not logged in yet, the two ways in."""
    if limited(request, "organisation-invitation", LINKS_RATE):
        return too_many(request)
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, secret)
    found = queries.invitation_open(operations.hash_of(secret), timezone.now())
    if found is None:
        return render(request, "organisations/invitation_closed.html", status=404)
    back = urlencode({"next": request.path})
    context = {
        "invitation": found,
        "login_url": f"{reverse('account_login')}?{back}",
        "signup_url": f"{reverse('account_signup')}?{back}",
    }
    return render(request, "organisations/invitation.html", context)


def _accept(request, secret: str):
    try:
        representative = operations.accept_invitation(secret, by=request.user, at=timezone.now())
    except DomainError as refusal:
        context = {"refusal": refusal.printed}
        return render(request, "organisations/invitation_closed.html", context, status=409)
    organisation = representative.organisation
    request.session[queries.CHOSEN] = organisation.pk
    messages.success(request, f"Теперь вы представляете организацию {organisation}.")
    return redirect(organisation)


@login_required
def change_role(request, pk: int):
    rows = Representative.objects.select_related("person")
    representative = find_of_organisation(rows, request.user, pk, may_end_representations)
    form = RoleForm(request.POST or None, initial={"role": representative.role})

    def act():
        operations.change_role(
            representative, form.cleaned_data["role"], by=request.user, at=timezone.now()
        )

    if form.is_valid() and done(request, form, act, "Роль изменена."):
        return redirect(representative.organisation)
    if representative.until is not None:
        raise Http404
    context = {
        "organisation": representative.organisation,
        "form": form,
        "title": f"Роль: {representative.person}",
        "submit": "Изменить роль",
    }
    return render(request, "organisations/act.html", context)
