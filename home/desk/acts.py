"""How a page does an act: a refusal stands where its reader looks, and what was typed stays."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form

from home.rulebook import DomainError


def attempt(form: Form, act: Callable[[dict], object]) -> int | None:
    """Do the act with the form's data. None when it is done, else the status of the page to show again.

    A refusal goes into the form, next to the field if one is to blame, and what was typed stays.
    """
    if not form.is_bound or not form.is_valid():
        return 200
    try:
        act(form.cleaned_data)
    except DomainError as error:
        return 200 if error.show_in(form) else 409
    return None


def made(form: Form, act: Callable[[], object]) -> tuple[bool, object]:
    """(True, what the act of a valid form gave), or (False, None) with the refusal at its field."""
    try:
        return True, act()
    except DomainError as refusal:
        refusal.show_in(form)
        return False, None


def done(request, form: Form, act: Callable[[], object], message: str) -> bool:
    """The same with a message for the next page when it is done."""
    succeeded, _ = made(form, act)
    if succeeded:
        messages.success(request, message)
    return succeeded


def tried(request, act: Callable[[], object], message: str) -> None:
    """Do an act that has no form; its end is told on the next page either way."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    else:
        messages.success(request, message)
