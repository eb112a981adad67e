"""Registering an organisation: one thing a page, and what was typed is kept between visits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError

from ..forms import HeadForm, NamesForm, NumbersForm
from ..operations import (
    DETAILS,
    NUMBERS,
    AlreadyRegistered,
    keep_draft,
    register_organisation,
)
from ..permissions import may_act_for
from ..queries import draft_answers, find_by_numbers

STEPS = {
    "numbers": ("ИНН и КПП", NumbersForm),
    "names": ("Наименование и адрес", NamesForm),
    "head": ("Руководитель и контакты", HeadForm),
}
CHECK_TITLE = "Проверка ответов"
NUMBERS_RATE = "30/h"
"""Pairs of numbers that one client may try: the answer tells whether a pair is in the register."""


@login_required
def register(request, step: str = "numbers"):
    """One step of the registration."""
    if step not in STEPS:
        raise Http404
    answers = draft_answers(request.user)
    if unfinished := _unfinished_before(step, answers):
        return redirect("organisations:register_step", unfinished)
    title, form_class = STEPS[step]
    if request.method != "POST":
        form = form_class(initial=answers)
    elif step == "numbers" and limited(request, "organisation-numbers", NUMBERS_RATE):
        return too_many(request)
    else:
        form = form_class(request.POST)
        if form.is_valid():
            keep_draft(request.user, {name: form.data.get(name, "") for name in form.fields})
            return _after(step, form.cleaned_data, request)
    context = {"form": form, "title": title, "steps": _progress(step, answers)}
    return render(request, "organisations/register.html", context)


def _after(step: str, cleaned: dict, request):
    if step == "numbers" and (known := find_by_numbers(cleaned["inn"], cleaned["kpp"])):
        if not may_act_for(request.user, known):
            return redirect("organisations:ask_to_join")
        messages.info(request, "Эта организация уже зарегистрирована, и вы её представляете.")
        return redirect(known)
    return _next_step(step)


def _next_step(step: str):
    later = list(STEPS)[list(STEPS).index(step) + 1 :]
    if not later:
        return redirect("organisations:check_registration")
    return redirect("organisations:register_step", later[0])


@login_required
def check_registration(request):
    """«Проверьте ответы»: everything typed, with a way back to each step, and the act."""
    answers = draft_answers(request.user)
    if request.method == "POST" and not answers:
        # Pressed again after the first press has done it (T34).
        return redirect("organisations:organisations")
    if unfinished := _unfinished_before(None, answers):
        return redirect("organisations:register_step", unfinished)
    forms = _bound_forms(answers)
    refusal = None
    if request.method == "POST":
        try:
            organisation = register_organisation(
                _register_data(forms, request.user), by=request.user, at=timezone.now()
            )
        except AlreadyRegistered:
            return redirect("organisations:ask_to_join")
        except DomainError as error:
            refusal = error.printed
        else:
            messages.success(request, f"Организация {organisation} зарегистрирована.")
            return redirect(organisation)
    context = {
        "sections": [_section(step, form) for step, form in forms.items()],
        "steps": _progress(None, answers),
        "refusal": refusal,
    }
    return render(request, "organisations/check_registration.html", context)


def _bound_forms(answers: dict) -> dict:
    forms = {step: form_class(answers) for step, (_, form_class) in STEPS.items()}
    for form in forms.values():
        form.is_valid()
    return forms


def _unfinished_before(step: str | None, answers: dict) -> str | None:
    """The first step before `step` (or of all) whose answers are not there yet."""
    for earlier, (_, form_class) in STEPS.items():
        if earlier == step:
            return None
        if not form_class(answers).is_valid():
            return earlier
    return None


def _register_data(forms: dict, user) -> dict:
    cleaned = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    data = {name: cleaned[name] for name in (*NUMBERS, *DETAILS, "head_position")}
    return data | {"head": forms["head"].head(user.person)}


def _section(step: str, form) -> dict:
    """Title and rows of one step for the page of checking."""
    url = reverse("organisations:register_step", args=[step])
    rows = [
        (field.label, _in_words(form.cleaned_data[name]), url)
        for name, field in form.fields.items()
        if not (form.cleaned_data.get("head_is_me") and name in _HEAD_NAMES)
    ]
    return {"title": STEPS[step][0], "rows": rows}


_HEAD_NAMES = ("head_surname", "head_name", "head_patronymic")


def _in_words(value) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value)


def _progress(current: str | None, answers: dict) -> list[tuple[str, str | None, str]]:
    """Rows of components/steps.html; `current` None is the page of checking."""
    rows, reachable = [], True
    for step, (title, form_class) in STEPS.items():
        done = form_class(answers).is_valid()
        state = "current" if step == current else "done" if done and reachable else "todo"
        url = reverse("organisations:register_step", args=[step]) if reachable else None
        rows.append((title, url, state))
        reachable = reachable and done
    check_url = reverse("organisations:check_registration") if reachable else None
    return [*rows, (CHECK_TITLE, check_url, "todo" if current else "current")]
