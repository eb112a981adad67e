"""What the pages of drafts ask before anything else."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from home.rulebook import DomainError

from .. import permissions
from ..models import Edition
from ..sheet import page_of


def draft_for(request, pk: int) -> Edition:
    """For who prepares drafts; whether this one may be changed the operation says, with the rule."""
    if not permissions.may_prepare_drafts(request.user):
        raise PermissionDenied
    return find_edition(pk)


def find_edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("page"), pk=pk)


def show(edition_pk: int, row: int | None = None):
    """To the page of an edition; to a row of it, which then has the focus."""
    address = reverse("regulations_admin:show_edition", args=[edition_pk])
    if row is None:
        return redirect(address)
    page = page_of(row)
    query = f"?page={page}" if page > 1 else ""
    return redirect(f"{address}{query}#row-{row}")


def done(request, act: Callable, success: str) -> tuple[bool, object]:
    """(True, what the act gave), or (False, None) with the refusal in a message."""
    try:
        result = act()
    except DomainError as refusal:
        messages.error(request, refusal.printed)
        return False, None
    messages.success(request, success)
    return True, result
