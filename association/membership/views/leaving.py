"""The cabinet: leaving the Association, and proposing to remove another member."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.queries import organisations_represented_by
from documents.uploads.views import serve
from home.accounts.decorators import weighty
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.desk.refusal import refused
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import departures, operations, permissions
from ..choices import DepartureAct, DepartureState
from ..forms.leaving import (
    ChangeExitForm,
    ChangeRemovalForm,
    ExitForm,
    FileExitForm,
    FileRemovalForm,
    FindMemberForm,
    OwnApplicationForm,
    RemovalForm,
    WithdrawDepartureForm,
)
from ..models import Departure
from ..rules import leaving as rules
from ..rules import names
from .steps import UPLOADS, get_or_post
from .timeline import departure_timeline

STARTS = "20/h"


def find_departure(pk: int, user, may) -> Departure:
    """The departure, or 404 for whoever may not: nobody learns that it exists (T1)."""
    found = (
        Departure.objects.select_related(
            "organisation__head",
            "initiator__head",
            "paper",
            "scan",
            "own_scan",
            "decision__meeting__body",
        )
        .filter(pk=pk)
        .first()
    )
    if found is None or not may(user, found):
        raise Http404
    return found


def _find_organisation(pk: int, user, may) -> Organisation:
    found = get_object_or_404(Organisation.objects.select_related("head"), pk=pk)
    if not may(user, found):
        raise Http404
    return found


def of_departure(may):
    """For whom `may` says yes; a refusal that no form has taken becomes a page of its own, 409 (T36)."""

    def hang(view):
        @login_required
        @wraps(view)
        def door(request, pk, **kwargs):
            departure = find_departure(pk, request.user, may)
            try:
                return view(request, departure, **kwargs)
            except DomainError as error:
                return refused(request, error, back=departure.get_absolute_url())

        return door

    return hang


@require_GET
@login_required
def departures_page(request):
    """What of one's own is on its way out, and what can be begun."""
    mine = list(organisations_represented_by(request.user))
    context = {
        "departures": departures.departures_of(request.user),
        "leavable": [each for each in mine if departures.may_end(each)],
        "proposers": [each for each in mine if each.is_member],
        "names": names,
    }
    return render(request, "membership/leaving/departures.html", context)


@get_or_post
@login_required
def start_exit(request, pk):
    """What leaving means, and how many would be left; the reason is nobody's business (5.6)."""
    organisation = _find_organisation(pk, request.user, permissions.may_leave)
    if not departures.may_end(organisation):
        raise Http404
    if request.method == "POST" and limited(request, "membership.start", STARTS):
        return too_many(request)
    form = ExitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        ground = form.cleaned_data["ground"]
        started = operations.start_exit(organisation, ground, by=request.user, at=timezone.now())
        return redirect(started)
    context = {
        "organisation": organisation,
        "form": form,
        "seats": departures.seats_of(organisation, today()),
        "warning": departures.floor_warning(organisation),
        "names": names,
    }
    return render(request, "membership/leaving/start_exit.html", context)


@require_GET
@login_required
def find_member(request, pk):
    """Whom to remove: members by name or number, as the open register shows them."""
    initiator = _find_organisation(pk, request.user, permissions.may_propose_removal)
    form = FindMemberForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = departures.removable_by(initiator, text) if text else []
    context = {
        "initiator": initiator,
        "form": form,
        "text": text,
        "found": found,
        "rule": names.REMOVAL,
    }
    return render(request, "membership/leaving/find_member.html", context)


@get_or_post
@login_required
def propose_removal(request, pk, organisation_pk):
    initiator = _find_organisation(pk, request.user, permissions.may_propose_removal)
    organisation = get_object_or_404(
        Organisation.objects.exclude(pk=initiator.pk),
        pk=organisation_pk,
        standing=Standing.MEMBER,
    )
    if request.method == "POST" and limited(request, "membership.start", STARTS):
        return too_many(request)
    form = RemovalForm(request.POST or None)
    started = []
    status = attempt(
        form,
        lambda data: started.append(
            operations.propose_removal(
                organisation, initiator, data["ground"], by=request.user, at=timezone.now()
            )
        ),
    )
    if started:
        return redirect(started[0])
    context = {
        "initiator": initiator,
        "organisation": organisation,
        "form": form,
        "warning": departures.floor_warning(organisation),
        "reading": departures.reading_of_removal(),
        "rule": names.REMOVAL,
    }
    return render(request, "membership/leaving/propose_removal.html", context, status=status)


@require_GET
@of_departure(permissions.may_see_departure)
def departure(request, departure):
    """Where it stands, what happens next, its papers and its history."""
    lacks = departures.needs_own_application(departure) and departure.is_open
    offered = permissions.departure_acts_offered(request.user, departure)
    sees_scan = permissions.may_open_signed_scan(request.user, departure)
    context = {
        "departure": departure,
        "next": rules.what_next(departure.kind, departure.state, lacks_own_application=lacks),
        "may_edit": DepartureAct.EDIT in offered,
        "may_file": DepartureAct.FILE in offered,
        "may_withdraw": DepartureAct.WITHDRAW in offered,
        "may_attach_own": _may_attach_own(request.user, departure),
        "sees_scan": sees_scan,
        "is_concerned": departure.is_removal
        and permissions.may_leave(request.user, departure.organisation),
        "warning": departures.floor_warning(departure.organisation) if departure.is_open else "",
        "reading": departures.reading_of_removal() if departure.is_removal else "",
        "entries": departure_timeline(departure, reader=request.user),
        "names": names,
    }
    return render(request, "membership/leaving/departure.html", context)


def _may_attach_own(user, departure: Departure) -> bool:
    return (
        departure.state == DepartureState.FILED
        and permissions.may_attach_own_application(user, departure)
        and departures.needs_own_application(departure)
    )


@get_or_post
@of_departure(permissions.may_keep_departure)
def change_ground(request, departure):
    if request.method == "GET":
        rules.next_state(departure.kind, departure.state, DepartureAct.EDIT)
    form_class = ChangeRemovalForm if departure.is_removal else ChangeExitForm
    form = form_class(
        request.POST or None, initial={"seen": departure.version, "ground": departure.ground}
    )
    status = attempt(
        form,
        lambda data: operations.change_ground(
            departure, data["ground"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Сохранено. Заявление печатается заново.")
        return redirect(departure)
    context = {"departure": departure, "form": form}
    return render(request, "membership/leaving/change.html", context, status=status)


@get_or_post
@weighty
@of_departure(permissions.may_keep_departure)
def file_departure(request, departure):
    """The signed paper: an exit ends the membership at once, a removal goes before the Presidium."""
    if departure.state == DepartureState.DONE:
        return redirect(departure)
    if request.method == "GET":
        rules.next_state(departure.kind, departure.state, DepartureAct.FILE)
    if request.method == "POST" and limited(request, "membership.upload", UPLOADS):
        return too_many(request)
    act = operations.file_removal if departure.is_removal else operations.file_exit
    form_class = FileRemovalForm if departure.is_removal else FileExitForm
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*posted, initial={"seen": departure.version})
    status = attempt(
        form,
        lambda data: act(
            departure, data["file"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return redirect(departure)
    context = {
        "departure": departure,
        "form": form,
        "warning": departures.floor_warning(departure.organisation),
        "names": names,
    }
    return render(request, "membership/leaving/file.html", context, status=status)


@get_or_post
@of_departure(permissions.may_keep_departure)
def withdraw_departure(request, departure):
    if request.method == "GET":
        rules.next_state(departure.kind, departure.state, DepartureAct.WITHDRAW)
    form = WithdrawDepartureForm(request.POST or None, initial={"seen": departure.version})
    status = attempt(
        form,
        lambda data: operations.withdraw_departure(
            departure, seen=data["seen"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return redirect(departure)
    context = {"departure": departure, "form": form}
    return render(request, "membership/leaving/withdraw.html", context, status=status)


@get_or_post
@of_departure(permissions.may_attach_own_application)
def attach_own_application(request, departure):
    """The organisation that is to be removed agrees in writing (C13)."""
    if not permissions.may_see_departure(request.user, departure):
        raise Http404
    if request.method == "GET":
        rules.next_state(departure.kind, departure.state, DepartureAct.COMPLETE)
    if request.method == "POST" and limited(request, "membership.upload", UPLOADS):
        return too_many(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OwnApplicationForm(*posted)
    status = attempt(
        form,
        lambda data: operations.attach_own_application(
            departure, data["file"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return redirect(departure)
    context = {"departure": departure, "form": form, "rule": names.REMOVAL}
    return render(request, "membership/leaving/own.html", context, status=status)


@require_POST
@of_departure(permissions.may_keep_departure)
def print_departure_again(request, departure):
    if limited(request, "membership.print", "5/m"):
        return too_many(request)
    operations.print_soon(departure)
    return redirect(departure)


FILES = {
    "paper": permissions.may_see_departure,
    "signed": permissions.may_open_signed_scan,
    "own": permissions.may_see_departure,
}
FIELDS = {"paper": "paper", "signed": "scan", "own": "own_scan"}


@require_GET
@login_required
def open_departure_file(request, pk, what):
    """A paper of it, served only after its right was asked (T1, T4)."""
    if what not in FILES:
        raise Http404
    found = find_departure(pk, request.user, FILES[what])
    stored = getattr(found, FIELDS[what])
    if stored is None:
        raise Http404
    return serve(stored)
