"""Who comes in, and what happens when a rule says no."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from home.rulebook import DomainError

from .. import registry
from ..models import Record

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def find_record(pk: int, may: Callable, request) -> Record:
    """404 for whoever may not: nobody learns that it exists (T1, T3)."""
    record = Record.objects.with_holds().select_related("record_class").filter(pk=pk).first()
    if record is None or not may(request.user, record, readers_of(request)):
        raise Http404
    return record


def readers_of(request) -> registry.Readers:
    """What the rooms say of the user, asked once for a request (T5)."""
    return registry.readers_for_page(request.user)


def for_readers(view):
    """For whoever reads the archive of some body; nobody else learns what is in it."""

    @login_required
    @wraps(view)
    def door(request, *args, **kwargs):
        if not readers_of(request):
            raise Http404
        return view(request, *args, **kwargs)

    return door


def for_keepers(view):
    @login_required
    @wraps(view)
    def door(request, *args, **kwargs):
        if not readers_of(request).keeps:
            raise Http404
        return view(request, *args, **kwargs)

    return door


def told(request, act: Callable[[], object], done: str, address):
    """Do an act that has no form of its own, and go to `address` with what came of it."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    else:
        messages.success(request, done)
    return redirect(address)
