"""Two editions of one regulation side by side, before one of two renditions is chosen (C32)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from home.desk.acts import made

from .. import operations, permissions
from ..choices import EditionStatus
from ..comparison import Change, compare
from ..drafts import version_of
from ..forms import PairForm, RenditionForm
from ..models import Edition
from ..variants import spellings
from .doors import find_edition, show


def choose_pair(request, pk: int):
    """From the chooser on the page of a draft to the address of the pair."""
    if not permissions.may_read_editions(request.user):
        raise PermissionDenied
    form = PairForm(find_edition(pk), request.GET)
    if not form.is_valid():
        messages.error(request, "Выберите, с\xa0какой редакцией сравнить.")
        return show(pk)
    other = form.cleaned_data["other"]
    return redirect("regulations_admin:compare_renditions", pk, other.pk)


def compare_renditions(request, pk: int, other_pk: int):
    """What this edition (pk) has otherwise than the other; a draft may be chosen, with readings of the other."""
    if not permissions.may_read_editions(request.user):
        raise PermissionDenied
    edition = find_edition(pk)
    others = Edition.objects.select_related("page").filter(page=edition.page_id).exclude(pk=pk)
    other = get_object_or_404(others, pk=other_pk)
    changes = _differences(edition, other)
    may_choose = (
        permissions.may_prepare_drafts(request.user) and edition.status == EditionStatus.DRAFT
    )
    form = _form(request, edition, other, changes)
    if request.method == "POST":
        if not may_choose:
            raise PermissionDenied
        if (
            form.is_valid()
            and made(form, lambda: _choose(request, form, edition, other, changes))[0]
        ):
            messages.success(request, "Список выбран, разночтения записаны.")
            return show(pk)
    context = {
        "edition": edition,
        "other": other,
        "changes": [
            (place, change, (change.title, change.text), place in form.checked)
            for place, change in enumerate(changes)
        ],
        "form": form,
        "may_choose": may_choose,
        "readable": form.places,
    }
    return render(request, "regulations/admin/renditions.html", context)


def _differences(edition: Edition, other: Edition) -> list[Change]:
    rows = [each.clauses.order_by("order") for each in (other, edition)]
    return list(compare(*rows).differences)


def _form(request, edition: Edition, other: Edition, changes: list[Change]) -> RenditionForm:
    places = [place for place, change in enumerate(changes) if spellings(change)]
    initial = {"seen": version_of(edition), "readings": places}
    form = RenditionForm(places, request.POST or None, initial=initial)
    if other.status != EditionStatus.DRAFT:
        del form.fields["delete_other"]
    form.places = places
    form.checked = {
        int(value) for value in form["readings"].value() or () if str(value).isdecimal()
    }
    return form


def _choose(request, form, edition: Edition, other: Edition, changes: list[Change]):
    readings = [
        (changes[place].new.anchor, spelling)
        for place in sorted(set(form.cleaned_data["readings"]))
        for spelling in spellings(changes[place])
    ]
    return operations.choose_rendition(
        edition,
        other,
        readings=readings,
        delete_other=form.cleaned_data.get("delete_other", False),
        seen=form.cleaned_data["seen"],
        by=request.user,
        at=timezone.now(),
    )
