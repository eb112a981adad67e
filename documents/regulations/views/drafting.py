"""The secretary's page of one edition, in the Wagtail admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from home.accounts.decorators import weighty
from home.rulebook import DomainError

from .. import permissions
from ..forms import AdoptionForm
from ..models import Edition
from ..operations import adopt_edition as adopt
from ..rules import EDITION_ADOPTION


def show_edition(request, pk: int):
    if not permissions.may_read_editions(request.user):
        raise PermissionDenied
    edition = get_object_or_404(Edition.objects.select_related("page"), pk=pk)
    context = {
        "edition": edition,
        "clauses": edition.clauses.all(),
        "may_adopt": permissions.may_adopt_edition(request.user, edition),
    }
    return render(request, "regulations/admin/edition.html", context)


@weighty
def adopt_edition(request, pk: int):
    edition = get_object_or_404(Edition.objects.select_related("page"), pk=pk)
    if not permissions.may_adopt_edition(request.user, edition):
        raise PermissionDenied
    form = AdoptionForm(request.POST or None)
    if form.is_valid() and _adopted(edition, form, request.user):
        messages.success(request, "Редакция принята.")
        return redirect("regulations_admin:show_edition", pk)
    context = {"edition": edition, "form": form, "rule": EDITION_ADOPTION}
    return render(request, "regulations/admin/adopt_edition.html", context)


def _adopted(edition: Edition, form: AdoptionForm, user) -> bool:
    try:
        adopt(edition, **form.cleaned_data, by=user, at=timezone.now())
    except DomainError as refusal:
        refusal.show_in(form)
        return False
    return True
