"""«История сведений»: what was true of an organisation on a day (T82)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from documents.uploads.views import serve

from .. import queries
from ..forms import WhichDayForm
from ..models import Particulars, Reorganisation
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


@login_required
@require_GET
def reorganisation_act(request, pk: int):
    """The scan of the act, for the people of each of its parties and the office (T1, T4)."""
    found = get_object_or_404(Reorganisation.objects.select_related("file"), pk=pk)
    parties = found.organisations.distinct()
    if found.file is None or not any(may_see_organisation(request.user, each) for each in parties):
        raise Http404
    return serve(found.file)


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
