"""From a draft to an adopted edition: its act, the review, the adoption (R224)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone

from home.accounts.decorators import weighty
from home.accounts.fields import SeenForm
from home.desk.acts import made

from .. import operations, permissions
from ..drafts import flat_of, version_of, warnings_of
from ..forms import AdoptionForm, DetailsForm, ReturnForm, ReviewForm
from ..models import Edition
from ..operations.drafting import DETAILS
from ..rules import DRAFT_CORRECTION, EDITION_ADOPTION, EDITION_REVIEW
from . import reading
from .doors import draft_for, find_edition, show


def save_details(request, pk: int):
    edition = draft_for(request, pk)
    initial = {name: getattr(edition, name) for name in ("title", *DETAILS)}
    form = DetailsForm(request.POST or None, initial=initial)
    if flat_of(edition).title:
        del form.fields["title"]
    act = lambda: operations.save_details(  # noqa: E731
        edition, **form.cleaned_data, by=request.user, at=timezone.now()
    )
    if form.is_valid() and made(form, act)[0]:
        messages.success(request, "Записано: пригодится при принятии.")
        return show(pk)
    return _ask(
        request,
        edition,
        form,
        title="Документ, которым принимают",
        explanation="Можно записать то, что уже известно: при принятии это подставится само",
        rule=DRAFT_CORRECTION,
        submit="Записать",
    )


def send_to_review(request, pk: int):
    edition = draft_for(request, pk)
    warnings = warnings_of(edition)
    form = ReviewForm(len(warnings), request.POST or None, initial={"seen": version_of(edition)})
    act = lambda: operations.send_to_review(  # noqa: E731
        edition,
        acknowledged=form.cleaned_data.get("acknowledged", False),
        seen=form.cleaned_data["seen"],
        by=request.user,
        at=timezone.now(),
    )
    if form.is_valid() and made(form, act)[0]:
        messages.success(request, "Проект передан секретарю.")
        return show(pk)
    return _ask(
        request,
        edition,
        form,
        title="Передать на\xa0проверку",
        explanation="Секретарь увидит задачу на\xa0«Моём столе». Пока проект на\xa0проверке, он не\xa0меняется",
        warnings=warnings,
        rule=EDITION_REVIEW,
        submit="Передать секретарю",
    )


def return_draft(request, pk: int):
    edition = find_edition(pk)
    if not permissions.may_return_draft(request.user, edition):
        raise PermissionDenied
    form = ReturnForm(request.POST or None)
    act = lambda: operations.return_draft(  # noqa: E731
        edition, remark=form.cleaned_data["remark"], by=request.user, at=timezone.now()
    )
    if form.is_valid() and made(form, act)[0]:
        messages.success(request, "Проект возвращён, автору отправлено письмо.")
        return show(pk)
    return _ask(
        request,
        edition,
        form,
        title="Вернуть с\xa0замечанием",
        explanation="Замечание уйдёт письмом всем, кто работал над проектом",
        rule=EDITION_REVIEW,
        submit="Вернуть",
    )


def delete_draft(request, pk: int):
    edition = draft_for(request, pk)
    form = SeenForm(request.POST or None, initial={"seen": version_of(edition)})
    act = lambda: operations.delete_draft(  # noqa: E731
        edition, **form.cleaned_data, by=request.user, at=timezone.now()
    )
    if form.is_valid() and made(form, act)[0]:
        messages.success(request, "Проект удалён.")
        return redirect("regulations_editions_modeladmin_index")
    return _ask(
        request,
        edition,
        form,
        title="Удалить проект",
        explanation="Проект исчезнет вместе с\xa0правками и\xa0файлом. В\xa0журнале останется, кто и\xa0когда его удалил",
        rule=DRAFT_CORRECTION,
        submit="Удалить",
        is_grave=True,
    )


@weighty
def adopt_edition(request, pk: int):
    edition = find_edition(pk)
    if not permissions.may_adopt_edition(request.user, edition):
        raise PermissionDenied
    form = AdoptionForm(edition, version_of(edition), request.POST or None)
    act = lambda: operations.adopt_edition(  # noqa: E731
        edition, **form.answers, by=request.user, at=timezone.now()
    )
    if form.is_valid() and made(form, act)[0]:
        messages.success(request, "Редакция принята.")
        return show(pk)
    return _ask(
        request,
        edition,
        form,
        title="Принять редакцию",
        explanation="После этого ни она, ни её\xa0пункты измениться не\xa0смогут. С\xa0указанной даты её\xa0прочтёт каждый",
        warnings=warnings_of(edition),
        rule=EDITION_ADOPTION,
        submit="Принять редакцию",
        may_preview=True,
    )


def preview_draft(request, pk: int):
    """As the public will read it; the page of a new regulation is not published yet."""
    if not permissions.may_read_editions(request.user):
        raise PermissionDenied
    edition = find_edition(pk)
    if edition.is_adopted:
        return redirect(edition.get_absolute_url())
    return reading.read_draft(edition.page, request, edition.number)


def _ask(request, edition: Edition, form, **context):
    return render(
        request, "regulations/admin/act.html", {"edition": edition, "form": form, **context}
    )
