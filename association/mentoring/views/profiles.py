"""Profiles of an organisation as a mentor or a candidate, and the counts on which the ratio rule rests."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from association.meetings.views.preparing.doors import get_or_post
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.views.support import find_organisation
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt, tried
from home.registers.exports import WORKBOOK, workbook
from home.registers.operations import log_export
from home.workdays.queries import today

from .. import permissions
from .. import tables as table
from ..choices import Roll
from ..forms.profiles import CandidateForm, MentorForm, PartiesForm
from ..operations import profiles as operations
from ..queries import parties
from ..queries import profiles as queries
from ..rules import names

ON_A_PAGE = 30
SEARCHES = "60/m"
SAVES = "30/m"
UNWILLING = "Анкета сохранена. Новых пар вам не\xa0предложат, работающие продолжатся."


def _only(may, user) -> None:
    """404 for whoever has nothing to do with it (T1)."""
    if not may(user):
        raise Http404


@login_required
@get_or_post
def profile(request, pk: int):
    """Of a member what it offers, of a candidate what it needs; others have none."""
    found = find_organisation(request.user, pk, _may_have_profile)
    if request.method == "POST" and limited(request, "mentoring.profile", SAVES):
        return too_many(request)
    return (_mentor if found.standing == Standing.MEMBER else _candidate)(request, found)


def _may_have_profile(user, organisation) -> bool:
    return permissions.may_offer_as_mentor(user, organisation) or permissions.may_ask_for_mentor(
        user, organisation
    )


def _mentor(request, found: Organisation):
    kept = queries.mentor_profile_of(found)
    form = MentorForm.of(kept, request.POST if request.method == "POST" else None)

    def act(told: dict):
        operations.offer_as_mentor(found, told, by=request.user, at=timezone.now())

    status = attempt(form, act)
    if status is None:
        willing = form.cleaned_data["is_willing"]
        messages.success(request, "Анкета сохранена." if willing else UNWILLING)
        return redirect("mentoring:home")
    on = today()
    flaw = parties.why_not_mentor(found, on)
    context = {
        "organisation": found,
        "form": form,
        "profile": kept,
        "flaw": flaw,
        "certified_until": None if flaw else queries.certified_until(found, on),
        "ratio": parties.ratio_on(on),
        "rule": names.MENTOR_IS_CERTIFIED,
        "ratio_rule": names.RATIO,
    }
    return render(request, "mentoring/profiles_mentor.html", context, status=status)


def _candidate(request, found: Organisation):
    kept = queries.candidate_profile_of(found)
    form = CandidateForm.of(kept, request.POST if request.method == "POST" else None)

    def act(told: dict):
        operations.ask_for_mentor(found, told, by=request.user, at=timezone.now())

    status = attempt(form, act)
    if status is None:
        messages.success(request, "Анкета сохранена: её учтут, когда подбирают наставников.")
        return redirect("mentoring:home")
    context = {
        "organisation": found,
        "form": form,
        "profile": kept,
        "rule": names.CANDIDATE_HAS_STATUS,
    }
    return render(request, "mentoring/profiles_candidate.html", context, status=status)


@login_required
@require_POST
def stop_offering(request, pk: int):
    found = find_organisation(request.user, pk, permissions.may_offer_as_mentor)

    def act():
        operations.stop_offering(found, by=request.user, at=timezone.now())

    tried(request, act, "Новых пар вам не\xa0предложат. Остальное в\xa0анкете сохранилось.")
    return redirect("mentoring:profile", pk=found.pk)


@login_required
@require_safe
def counts(request):
    """How many mentors and candidates there are today and what 3.16 lets be done; the lists are for who forms and agrees."""
    _only(permissions.may_see_counts, request.user)
    on = today()
    context = {
        "ratio": parties.ratio_on(on),
        "silent": queries.of_roll(Roll.ABLE, on).count(),
        "rule": names.RATIO,
        "mentor_rule": names.MENTOR_IS_CERTIFIED,
        "candidate_rule": names.CANDIDATE_HAS_STATUS,
        "sees_lists": permissions.may_see_lists(request.user),
        "rolls": Roll,
    }
    return render(request, "mentoring/profiles_counts.html", context)


@login_required
@require_safe
def roll(request, roll: str):
    """One of the lists behind the counts."""
    _only(permissions.may_see_lists, request.user)
    asked = request.GET.copy()
    asked.pop("page", None)
    if any(asked.values()) and limited(request, "mentoring.roll", SEARCHES):
        return too_many(request)
    shown, form, on = _roll(roll), PartiesForm(request.GET), today()
    rows = queries.rows_of(shown, form.asked, on)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "roll": shown,
        "rolls": Roll,
        "page": page,
        "rows": [(each, *table.told_of(each, shown)) for each in page],
        "form": form,
        "query": asked.urlencode(),
        "is_filtered": any(asked.values()),
        "on": on,
        "rule": names.RATIO,
    }
    return render(request, "mentoring/profiles_roll.html", context)


@login_required
@require_safe
def roll_xlsx(request, roll: str):
    """The whole list as it is narrowed now; no cell is a formula (T29)."""
    _only(permissions.may_see_lists, request.user)
    if limited(request, "mentoring.roll_xlsx", "10/m"):
        return too_many(request)
    shown, form, on = _roll(roll), PartiesForm(request.GET), today()
    found = queries.rows_of(shown, form.asked, on)
    log_export(
        Organisation,
        shown.label,
        rows=found.count(),
        file="xlsx",
        by=request.user,
        asked=form.in_words,
    )
    rows = (table.row_of(each, shown) for each in found.iterator(chunk_size=500))
    name = f"{shown.label} {on:%d.%m.%Y}.xlsx"
    file = workbook(table.COLUMNS[shown], rows)
    return FileResponse(file, content_type=WORKBOOK, as_attachment=True, filename=name)


def _roll(code: str) -> Roll:
    if code not in Roll.values:
        raise Http404
    return Roll(code)
