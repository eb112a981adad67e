"""The page of one edition in the admin: adopted, to read; a draft, to correct row by row."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from home.accounts.fields import SeenForm
from home.desk.acts import made

from .. import operations, permissions
from ..choices import EditionStatus
from ..drafts import flat_of, version_of
from ..forms import PairForm, QuickForm, RowForm, SplitForm
from ..models import Edition
from ..sheet import make_sheet
from .doors import done, draft_for, find_edition, show

MOST_WORDS = 1500
"""So many words of one row are offered to split at: what is longer is split twice."""
_LATEST = 5


def show_edition(request, pk: int):
    if not permissions.may_read_editions(request.user):
        raise PermissionDenied
    edition = find_edition(pk)
    if edition.is_adopted:
        context = {"edition": edition, "clauses": edition.clauses.all()}
        return render(request, "regulations/admin/edition.html", context)
    return _show_draft(request, edition)


def _show_draft(request, edition: Edition):
    may_prepare = permissions.may_prepare_drafts(request.user)
    is_draft = edition.status == EditionStatus.DRAFT
    sheet = make_sheet(edition, request.GET.get("page"))
    corrections = list(edition.corrections.select_related("made_by")[:_LATEST])
    context = {
        "edition": edition,
        "sheet": sheet,
        "version": version_of(edition),
        "corrections": corrections,
        "may_prepare": may_prepare,
        "may_correct": may_prepare and is_draft,
        "may_adopt": permissions.may_adopt_edition(request.user, edition),
        "may_return": permissions.may_return_draft(request.user, edition),
        "variants": edition.variants.count(),
        "pair": PairForm(edition),
        "query": "",
    }
    return render(request, "regulations/admin/draft.html", context)


@require_POST
def correct_quickly(request, pk: int):
    """A button of the outline: level, joining, the title."""
    edition = draft_for(request, pk)
    form = QuickForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Такой правки нет: обновите страницу и\xa0повторите.")
        return show(pk)
    by = {"seen": form.cleaned_data["seen"], "by": request.user, "at": timezone.now()}
    row = form.row
    acts = {
        "in": lambda: operations.shift_row(edition, row, 1, **by),
        "out": lambda: operations.shift_row(edition, row, -1, **by),
        "join": lambda: operations.join_row(edition, row, **by),
        "untitle": lambda: operations.untitle_draft(edition, **by),
    }
    act = acts[form.cleaned_data["act"].partition(":")[0]]
    is_done, found = done(request, act, "Исправлено.")
    return show(pk, found if is_done else row)


@require_POST
def undo_correction(request, pk: int):
    edition = draft_for(request, pk)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    at = timezone.now()
    act = lambda: operations.undo_correction(edition, seen=seen, by=request.user, at=at)  # noqa: E731
    _, row = done(request, act, "Последняя правка отменена.")
    return show(pk, row)


def correct_row(request, pk: int, row: int):
    """Everything that can be done with one row: kind and number, level, joining, splitting."""
    edition = draft_for(request, pk)
    flat = flat_of(edition)
    if row >= len(flat.pieces):
        raise Http404
    piece = flat.pieces[row]
    version = version_of(edition)
    initial = {"seen": version, "kind": piece.kind, "marker": piece.marker, "label": piece.label}
    asked = request.POST.get("act") if request.method == "POST" else None
    state = RowForm(request.POST if asked == "restate" else None, initial=initial)
    words = piece.words[:MOST_WORDS]
    split = SplitForm(words, request.POST if asked == "split" else None, initial={"seen": version})
    for form, act in ((state, _restate), (split, _split)):
        if form.is_bound and form.is_valid():
            is_done, found = made(form, lambda: act(edition, row, form, request.user))  # noqa: B023
            if is_done:
                messages.success(request, "Исправлено.")
                return show(pk, found)
    context = {
        "edition": edition,
        "row": row,
        "piece": piece,
        "before": flat.pieces[row - 1] if row else None,
        "title": flat.title,
        "after": flat.pieces[row + 1] if row + 1 < len(flat.pieces) else None,
        "version": version,
        "state_form": state,
        "split_form": split,
        "is_cut": len(piece.words) > MOST_WORDS,
        "is_draft": edition.status == EditionStatus.DRAFT,
        "back": show(pk, row).url,
    }
    return render(request, "regulations/admin/row.html", context)


def _restate(edition: Edition, row: int, form: RowForm, user) -> int:
    return operations.restate_row(edition, row, **form.cleaned_data, by=user, at=timezone.now())


def _split(edition: Edition, row: int, form: SplitForm, user) -> int:
    answers = form.cleaned_data
    return operations.split_row(
        edition, row, answers["word"], seen=answers["seen"], by=user, at=timezone.now()
    )
