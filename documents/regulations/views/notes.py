"""The office's pages of what stands beside an adopted edition: misprints and interpretations."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from home.rulebook import DomainError

from .. import permissions
from ..forms import ErratumForm, InterpretationForm
from ..models import Edition, Erratum, Interpretation
from ..operations import notes
from ..rules import ERRATA, INTERPRETATION


def show_notes(request, pk: int):
    edition = _edition(pk)
    if not permissions.may_read_editions(request.user):
        raise PermissionDenied
    errata = Erratum.objects.filter(clause__edition=edition)
    interpretations = Interpretation.objects.filter(clause__edition=edition)
    context = {
        "edition": edition,
        "errata": errata.select_related("clause", "made_by").order_by("clause__order", "pk"),
        "interpretations": interpretations.select_related("clause", "author").order_by(
            "clause__order", "pk"
        ),
        "may_correct": permissions.may_correct_misprint(request.user, edition),
        "may_interpret": permissions.may_interpret(request.user, edition),
    }
    return render(request, "regulations/admin/notes.html", context)


def correct_misprint(request, pk: int):
    edition = _edition(pk)
    if not permissions.may_correct_misprint(request.user, edition):
        raise PermissionDenied
    act = partial(notes.correct_misprint, by=request.user, at=timezone.now())
    return _write(request, edition, ErratumForm, act, "Исправить опечатку", ERRATA)


def write_interpretation(request, pk: int):
    edition = _edition(pk)
    if not permissions.may_interpret(request.user, edition):
        raise PermissionDenied
    act = partial(notes.write_interpretation, by=request.user, at=timezone.now())
    return _write(request, edition, InterpretationForm, act, "Добавить толкование", INTERPRETATION)


@require_POST
def withdraw_interpretation(request, pk: int, note: int):
    edition = _edition(pk)
    if not permissions.may_interpret(request.user, edition):
        raise PermissionDenied
    interpretation = get_object_or_404(Interpretation, pk=note, clause__edition=edition)
    try:
        notes.withdraw_interpretation(interpretation, by=request.user, at=timezone.now())
        messages.success(request, "Толкование снято.")
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    return redirect("regulations_notes:show_notes", pk)


def _edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("page"), pk=pk)


def _write(request, edition: Edition, form_class, act, title: str, rule):
    """`act(clause, **answers)` keeps the note; a refusal stands at its field."""
    form = form_class(
        edition, request.POST or None, initial={"clause": request.GET.get("clause", "")[:200]}
    )
    if form.is_valid():
        try:
            act(**form.cleaned_data)
        except DomainError as refusal:
            refusal.show_in(form)
        else:
            messages.success(request, "Записано: читатели видят это рядом с текстом.")
            return redirect("regulations_notes:show_notes", edition.pk)
    context = {"edition": edition, "form": form, "title": title, "rule": rule}
    return render(request, "regulations/admin/write_note.html", context)
