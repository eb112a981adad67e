"""«К кому обратиться»: who answers for which process, one process, and a letter to whoever does (3.17, R49)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from association.meetings.views.preparing.doors import get_or_post
from association.organisations.queries import acting_for
from association.register.permissions import may_see_contacts
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.workdays.queries import today

from .. import permissions
from ..desk import ways_on
from ..forms import AskForm, FindHelpForm
from ..models import Process, ProcessAssignment
from ..operations import supporting as operations
from ..queries import assignments as queries
from ..rules import names
from ..rules.assigning import help_in_words

ON_A_PAGE = 20
RECORD_ON_A_PAGE = 30
SEARCHES = "60/m"
LETTERS = "10/h"


def only_who_may_find(user) -> None:
    """404 for strangers (T1)."""
    if not permissions.may_find_help(user):
        raise Http404


@login_required
@require_safe
def find_help(request):
    only_who_may_find(request.user)
    asked = request.GET.copy()
    asked.pop("page", None)
    if any(asked.values()) and limited(request, "processes.helpers", SEARCHES):
        return too_many(request)
    on = today()
    processes = queries.all_processes(on)
    form = FindHelpForm(request.GET, processes=processes)
    page = Paginator(queries.helpers(form.asked, on), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "asked": asked.urlencode(),
        "is_filtered": any(asked.values()),
        "empty": [each for each in processes if not (each.is_held or each.is_retired)],
        "ways_on": list(ways_on(request.user)),
        "may_see_report": permissions.may_see_report(request.user),
        **shown_to(request.user, page, on),
    }
    return render(request, "processes/find.html", context)


def shown_to(user, assignments, on) -> dict:
    """Rows of assignments with what the reader may see and do, and by which rules."""
    sees_contacts = may_see_contacts(user)
    return {
        "rows": rows_of(assignments, user, on, sees_contacts=sees_contacts),
        "sees_contacts": sees_contacts,
        "rule": names.RESPONSIBILITY,
        "assigned_rule": names.ASSIGNED_BY_MEETING,
        "support_rule": names.SUPPORT,
    }


def askers(user, assignment) -> list:
    """In whose name the user may ask the member for help: others that belong."""
    return [
        each
        for each in acting_for(user)
        if each.standing in permissions.BELONGING and each.pk != assignment.organisation_id
    ]


def rows_of(page, user, on, *, sees_contacts: bool) -> list[dict]:
    """For a page of assignments: who speaks for the member, what it has done, whether the user may ask it."""
    people = queries.people_of(page, on) if sees_contacts else {}
    given = queries.help_given_by(page)
    return [
        {
            "assignment": each,
            "people": people.get(each.organisation_id, []),
            "help": help_in_words(given.get(each.pk, {})),
            "may_ask": bool(askers(user, each)),
        }
        for each in page
    ]


@login_required
@require_safe
def process(request, pk: int):
    only_who_may_find(request.user)
    found, on = get_object_or_404(Process, pk=pk), today()
    responsible = list(queries.helpers(queries.Asked(process=pk), on)[: ON_A_PAGE + 1])
    record = queries.support_record(assignment__process=found, struck_at=None)
    page = Paginator(record, RECORD_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "process": found,
        "has_more": len(responsible) > ON_A_PAGE,
        "past": queries.history_of(found, on)[:RECORD_ON_A_PAGE],
        "page": page,
        "record": record_of(page, request.user),
        **shown_to(request.user, responsible[:ON_A_PAGE], on),
    }
    return render(request, "processes/one.html", context)


def record_of(page, user) -> list[tuple]:
    """(entry, may its file be opened): as `permissions.may_open_support`, without a query for each row."""
    own = [each for each in acting_for(user) if not each.is_by_me]
    mine = {each.pk: each.is_member for each in own}
    opens_all = permissions.may_open_all_support(user) or any(mine.values())
    return [
        (each, bool(each.file_id) and (opens_all or each.organisation_id in mine)) for each in page
    ]


@login_required
@get_or_post
def ask_for_support(request, pk: int):
    only_who_may_find(request.user)
    found = get_object_or_404(
        ProcessAssignment.objects.in_force(today()).select_related("organisation", "process"), pk=pk
    )
    mine = askers(request.user, found)
    if not mine:
        raise Http404
    if request.method == "POST" and limited(request, "processes.ask", LETTERS):
        return too_many(request)
    form = AskForm(request.POST or None, organisations=mine)
    status = attempt(
        form,
        lambda data: operations.ask_for_support(
            found, data["organisation"], data["text"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(
            request,
            f"Письмо ушло представителям: {found.organisation.short_name}. "
            "Они ответят по\xa0телефону или адресу вашей организации.",
        )
        return redirect("processes:process", found.process_id)
    context = {"assignment": found, "form": form, "rule": names.RESPONSIBILITY}
    return render(request, "processes/ask.html", context, status=status)
