"""«История сведений»: what was true of an organisation on a day (T82)."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import queries
from ..forms import WhichDayForm
from ..models import Particulars
from ..permissions import may_see_organisation
from .support import find_organisation


@login_required
@require_GET
def history(request, pk: int):
    found = find_organisation(request.user, pk, may_see_organisation)
    form = WhichDayForm(request.GET if "on" in request.GET else None)
    on = form.cleaned_data["on"] if form.is_valid() else None
    then = queries.particulars_on(found, on) if on else None
    context = {
        "organisation": found,
        "form": form,
        "on": on,
        "then": then,
        "rows": facts_in_words(then) if then else [],
        "changes": queries.changes_of(found),
        "parties": queries.reorganisations_of(found),
    }
    return render(request, "organisations/history.html", context)


def facts_in_words(then: Particulars) -> list[tuple[str, str]]:
    return [
        ("Полное наименование", then.full_name),
        ("Краткое наименование", then.short_name),
        ("КПП", then.kpp),
        ("Юридический адрес", then.legal_address),
        ("Почтовый адрес", then.postal_address),
        ("Территория", then.territory.name),
        ("Отрасль", then.branch.name),
        ("Руководитель", f"{then.head.full_name}, {then.head_position}"),
    ]
