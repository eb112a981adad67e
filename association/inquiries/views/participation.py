"""In what each member took part: the page of one, the list of all for the office (R76, R77)."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from association.organisations.models import Organisation
from association.organisations.registry import participation_of
from home.accounts.fields import LineField
from home.workdays.queries import today

from .. import permissions
from ..forms.information import PeriodForm
from ..queries import information as queries
from ..rules import names
from ..rules.information import Rate
from .doors import find, only

ON_A_PAGE = 30
SHOWN_OF_A_KIND = 100


class SearchForm(PeriodForm):
    words = LineField(label="Название или ИНН", max_length=100, required=False)
    field_order = ["words", "since", "until"]


@login_required
@require_safe
def participation(request, pk: int):
    rows = Organisation.objects.select_related("territory")
    found = find(rows, pk, request.user, permissions.may_see_participation)
    form = PeriodForm(request.GET, on=today())
    since, until = form.period
    kinds = participation_of(found, since, until)
    asked = list(queries.addressed_in(found, since, until))
    answered = [each for each in asked if each.answered_on]
    in_time = [each for each in answered if each.answered_on <= each.request.due_on]
    context = {
        "organisation": found,
        "form": form,
        "since": since,
        "until": until,
        "kinds": [
            (title, sum(row.counts for row in rows), len(rows), rows[:SHOWN_OF_A_KIND])
            for title, rows in kinds.items()
        ],
        "rate": Rate(len(asked), len(answered), len(in_time)),
        "sees_answers": permissions.may_see_answers(request.user),
        "rule": names.PARTICIPATION,
        "answering_rule": names.ANSWERING,
    }
    return render(request, "inquiries/participation.html", context)


@login_required
@require_safe
def members(request):
    """Answer rates of all members in a period; the same number of queries for any number of them."""
    only(permissions.may_see_answers, request.user)
    form = SearchForm(request.GET, on=today())
    since, until = form.period
    found = queries.members_with_rates(since, until)
    if words := form.cleaned_data.get("words"):
        found = found.matching(words)
    asked = request.GET.copy()
    asked.pop("page", None)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, queries.rate_of(each)) for each in page],
        "period": f"since={since:%d.%m.%Y}&until={until:%d.%m.%Y}",
        "query": asked.urlencode(),
        "rule": names.PARTICIPATION,
    }
    return render(request, "inquiries/members.html", context)
