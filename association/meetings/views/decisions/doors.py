"""How a page finds its decision or body, and what happens when a rule says no."""

from collections.abc import Callable

from django.http import Http404

from association.bodies.models import CollegialBody

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
