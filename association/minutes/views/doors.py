"""How a page finds its protocol and what happens when a rule says no."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from home.desk.refusal import refused
from home.rulebook import DomainError

from .. import permissions, queries
from ..models import Protocol

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def find_protocol(pk: int, user, may: Callable = permissions.may_see_protocol) -> Protocol:
    """404 for whoever may not: nobody learns that it exists (T1, T3)."""
    protocol = queries.protocols().filter(pk=pk).first()
    if protocol is None or not permissions.may_see_protocol(user, protocol):
        raise Http404
    if not may(user, protocol):
        raise Http404
    return protocol


def of_protocol(may: Callable, decorator: Callable = login_required):
    """The door of an act: `view(request, protocol, …)`; what no form takes of a refusal is a page, 409 (T36)."""

    def wrap(view):
        @get_or_post
        @decorator
        @wraps(view)
        def door(request, pk, **kwargs):
            protocol = find_protocol(pk, request.user, may)
            try:
                return view(request, protocol, **kwargs)
            except DomainError as error:
                return refused(request, error, back=protocol.get_absolute_url())

        return door

    return wrap


def attempt(form: Form, act: Callable[[], object]) -> int | None:
    """Do the act once the form is valid. None when it is done, else the status of the page to show again."""
    if not form.is_bound or not form.is_valid():
        return 200
    try:
        act()
    except DomainError as refusal:
        return 200 if refusal.show_in(form) else 409
    return None


def done(request, protocol: Protocol, words: str):
    messages.success(request, words)
    return redirect("minutes:protocol", protocol.pk)
