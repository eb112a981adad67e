"""How a page finds its row, and what happens when a rule says no."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404

from home.rulebook import DomainError


def find(rows, pk: int, user, may):
    """The row, or 404 both for one that is not there and for another's (T1)."""
    found = get_object_or_404(rows, pk=pk)
    if not may(user, found):
        raise Http404
    return found


def only(may, user) -> None:
    """404 for whoever has nothing to do with a list (T1)."""
    if not may(user):
        raise Http404


def attempt(form, act) -> int | None:
    """Do the act with a valid form: None when it is done, else the status of the page to show again."""
    if not form.is_bound:
        return 200
    if not form.is_valid():
        return 400
    try:
        act()
    except DomainError as refusal:
        return 400 if refusal.show_in(form) else 409
    return None


def tried(request, act, message: str) -> None:
    """An act without a form; its end is told on the next page either way."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    else:
        messages.success(request, message)
