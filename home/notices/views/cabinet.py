"""The letters of the person who is logged in, and which of them come by e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import queries
from ..emails import paragraphs
from ..forms import PreferencesForm
from ..operations import choose_letters
from ..operations import read_letter as note_reading
from ..registry import find_kind

LETTERS_ON_PAGE = 20


@login_required
@require_safe
def inbox(request):
    letters = Paginator(queries.inbox(request.user.person), LETTERS_ON_PAGE)
    # Not called `page`: base.html knows the Wagtail page by that name.
    context = {"letters": letters.get_page(request.GET.get("page"))}
    return render(request, "notices/inbox.html", context)


@login_required
@require_safe
def read_letter(request, pk):
    letter = get_object_or_404(queries.inbox(request.user.person), pk=pk)
    note_reading(letter, at=timezone.now())
    context = {
        "letter": letter,
        "paragraphs": paragraphs(letter.text),
        "rule": letter.rule,
        "kind": find_kind(letter.kind),
    }
    return render(request, "notices/read_letter.html", context)


@login_required
def preferences(request):
    person = request.user.person
    if person is None:
        return render(request, "notices/preferences.html", {"person": None})
    kinds = queries.preferences_of(person)
    wanted = [kind.code for kind, is_on in kinds if is_on]
    form = PreferencesForm(request.POST or None, initial={"wanted": wanted})
    # Every box may be empty, so an empty form is an answer too.
    form.is_bound = request.method == "POST"
    if form.is_bound and form.is_valid():
        choose_letters(person, set(form.cleaned_data["wanted"]), by=request.user, at=timezone.now())
        messages.success(request, "Выбор писем сохранён.")
        return redirect("notices:preferences")
    context = {
        "person": person,
        "form": form,
        "address": queries.address_of(person),
        "obligatory": [kind for kind, _ in kinds if kind.obligatory],
    }
    return render(request, "notices/preferences.html", context)
