"""How a page finds its decision or body, and what happens when a rule says no."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404

from association.bodies.models import CollegialBody
from home.rulebook import DomainError

from ... import permissions
from ...models import Decision


def find_decision(pk: int, user, may: Callable = permissions.may_see_decision) -> Decision:
    """The decision, or 404 for whoever may not: nobody learns that it exists (T1, T3)."""
    decision = (
        Decision.objects.select_related(
            "meeting__body__owner", "meeting__rule_set", "item", "vote__presiding", "executor"
        )
        .filter(pk=pk)
        .first()
    )
    if decision is None or not permissions.may_see_decision(user, decision):
        raise Http404
    if not may(user, decision):
        raise Http404
    return decision


def find_body(pk: int, user, may: Callable = permissions.may_report_on) -> CollegialBody:
    body = CollegialBody.objects.select_related("owner").filter(pk=pk).first()
    if body is None or not may(user, body):
        raise Http404
    return body


def attempt(form: Form, act: Callable[[dict], object]) -> int | None:
    """Do the act with the form's data. None when it is done, else the status of the page to show again."""
    if not form.is_bound or not form.is_valid():
        return 200
    try:
        act(form.cleaned_data)
    except DomainError as error:
        return 200 if error.show_in(form) else 409
    return None
