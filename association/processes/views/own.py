"""What a member answers for and whom it has helped (3.17, R49)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from association.meetings.views.preparing.doors import get_or_post, posted
from association.organisations.queries import chosen_organisations
from documents.uploads.views import serve
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.workdays.queries import today

from .. import permissions
from ..forms import StrikeForm, SupportForm
from ..models import ProcessAssignment, ProcessSupport
from ..operations import supporting as operations
from ..queries import assignments as queries
from ..rules import names
from ..rules.assigning import help_in_words

ON_A_PAGE = 30
UPLOADS = "30/m"


@login_required
@require_safe
def own_processes(request):
    members = [each for each in chosen_organisations(request) if each.is_member]
    if not members:
        raise Http404
    on = today()
    record = queries.support_record(assignment__organisation__in=members)
    page = Paginator(record, ON_A_PAGE).get_page(request.GET.get("page"))
    held = list(queries.assignments_of(members, on))
    given = queries.help_given_by(held)
    answering = {each.organisation_id for each in held}
    context = {
        "assignments": [
            (each, queries.decision_in_words(each.decision), help_in_words(given.get(each.pk, {})))
            for each in held
        ],
        "without": [each for each in members if each.pk not in answering],
        "names_members": len(members) > 1,
        "page": page,
        "rule": names.RESPONSIBILITY,
        "assigned_rule": names.ASSIGNED_BY_MEETING,
        "support_rule": names.SUPPORT,
    }
    return render(request, "processes/own.html", context)


@login_required
@get_or_post
def record_support(request, pk: int):
    """For an assignment that stands, or stood: help of those days may be entered later."""
    found = get_object_or_404(
        ProcessAssignment.objects.select_related("organisation", "process"), pk=pk
    )
    if not permissions.may_support(request.user, found.organisation):
        raise Http404
    if request.method == "POST" and limited(request, "processes.support", UPLOADS):
        return too_many(request)
    form = SupportForm(*posted(request), assignment=found)
    status = attempt(
        form,
        lambda _: operations.record_support(found, form.help, by=request.user, at=timezone.now()),
    )
    if status is None:
        messages.success(request, "Помощь записана, организация узнает об\xa0этом из\xa0письма.")
        return redirect("processes:own_processes")
    context = {"assignment": found, "form": form, "rule": names.SUPPORT}
    return render(request, "processes/support.html", context, status=status)


def _find(pk: int) -> ProcessSupport:
    rows = ProcessSupport.objects.select_related(
        "assignment__organisation", "assignment__process", "organisation", "file"
    )
    return get_object_or_404(rows, pk=pk)


@login_required
@get_or_post
def strike_support(request, pk: int):
    found = _find(pk)
    if not permissions.may_strike_support(request.user, found):
        raise Http404
    form = StrikeForm(request.POST or None)
    status = attempt(
        form,
        lambda data: operations.strike_support(found, by=request.user, at=timezone.now(), **data),
    )
    if status is None:
        messages.success(request, "Запись вычеркнута.")
        if permissions.may_support(request.user, found.assignment.organisation):
            return redirect("processes:own_processes")
        return redirect("processes:process", found.assignment.process_id)
    context = {"support": found, "form": form, "rule": names.SUPPORT}
    return render(request, "processes/strike.html", context, status=status)


@login_required
@require_safe
def open_support_file(request, pk: int):
    found = _find(pk)
    if found.file is None or not permissions.may_open_support(request.user, found):
        raise Http404
    return serve(found.file)
