"""The page of the cabinet that says no: the sentence, the rule with its clause, the way back."""

from django.shortcuts import render

from home.rulebook import DomainError


def refused(request, error: DomainError, *, back: str):
    """What no form has taken of a refusal, 409 (T36); `back` is an address."""
    return render(request, "desk/refused.html", {"error": error, "back": back}, status=409)
