"""Help for anybody: the form, what is said after it, and the page behind the link of the letter."""

from contextlib import suppress
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.uploads.views import serve
from home.accounts.queries import current_text
from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError
from home.workdays.queries import today, working_calendar

from .. import operations
from ..choices import HelpAct
from ..forms.help import HelpForm
from ..queries import help as queries
from ..rules import help as rules
from ..rules import names

CLIENT_RATE = "5/h"
ADDRESS_RATE = "3/h"
"""Letters that one address may be sent, whoever writes it into the form (T75)."""
STATUS_RATE = "60/m"

never_stored = cache_control(private=True, no_store=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_stored
def ask(request):
    text = current_text(queries.PURPOSE)
    if text is None:
        raise Http404
    form = HelpForm(request.POST or None, initial=_own(request.user), consent_text=text)
    if request.method == "POST" and limited(request, "help", CLIENT_RATE):
        return too_many(request)
    if form.is_valid() and _asked(form, request):
        return redirect("help:sent")
    context = {"form": form, "rule": names.HELP, "term_rule": names.HELP_TERM}
    return render(request, "inquiries/ask.html", context, status=400 if form.is_bound else 200)


def _own(user) -> dict:
    if not user.is_authenticated or user.person is None:
        return {}
    return {"contact_name": user.person.full_name, "email": user.email}


def _asked(form: HelpForm, request) -> bool:
    """A machine, and an address that was written to too often, hear what everybody hears."""
    email = form.cleaned_data["email"]
    is_often = limited(request, "help-address", ADDRESS_RATE, name=email, any_address=True)
    if form.is_from_machine or is_often:
        return True
    try:
        operations.ask_for_help(
            form.question,
            consent=form.consent_text,
            by=request.user if request.user.is_authenticated else None,
            at=timezone.now(),
        )
    except DomainError as refusal:
        refusal.show_in(form)
        return False
    return True


@require_safe
@never_stored
def sent(request):
    return render(request, "inquiries/sent.html", {"rule": names.HELP_TERM})


def behind_link(view):
    """The request that the link opens, or 404; what a link shows no cache keeps."""

    @never_stored
    @wraps(view)
    def door(request, token):
        if limited(request, "help-status", STATUS_RATE):
            return too_many(request)
        found = queries.behind(token)
        if found is None:
            raise Http404
        return view(request, found, token)

    return door


@require_safe
@behind_link
def status(request, found, token):
    context = {
        "asked": found,
        "token": token,
        "due": rules.answer_until(today(found.asked_at), working_calendar()),
        "may_withdraw": HelpAct.WITHDRAW in rules.acts_allowed(found.state)
        and found.forgotten_at is None,
        "rule": names.HELP,
        "term_rule": names.HELP_TERM,
        "kept_rule": names.HELP_KEPT,
    }
    response = render(request, "inquiries/status.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@behind_link
def open_file(request, found, token):
    if found.answer_file is None:
        raise Http404
    return serve(found.answer_file)


@require_POST
@behind_link
def withdraw(request, found, token):
    # Another press of the same button may have withdrawn it already: the page says so.
    with suppress(DomainError):
        operations.withdraw_help(found, at=timezone.now())
    return redirect("help:status", token)
