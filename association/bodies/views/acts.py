"""Forms of whoever keeps a body."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from association.organisations.queries import organisations_represented_by
from home.desk.acts import done
from home.workdays.queries import today

from .. import operations, permissions, queries
from ..choices import BodyKind, OfficeKind
from ..forms.bodies import DetailsForm, DissolveForm, FoundForm
from ..forms.offices import AnnulForm, EndForm, FillForm, ReleaseForm
from ..models import CollegialBody
from ..rules.offices import CHAIR_RELEASE
from .support import find_body, find_office

OWN = "association"


@login_required
def found_body(request):
    """First whose body it will be, when there is a choice; then the body itself."""
    owners = _owners(request.user)
    if not owners:
        raise Http404
    key = request.GET.get("owner") or (next(iter(owners)) if len(owners) == 1 else "")
    if key not in owners:
        return render(request, "bodies/choose_owner.html", {"owners": owners.items()})
    owner = owners[key]
    form = FoundForm(request.POST or None, owner=owner, rule_sets=_rule_sets())
    made = []

    def act():
        data = {**form.cleaned_data}
        kind = BodyKind(data.pop("kind"))
        made.append(
            operations.found_body(kind, data, owner=owner, by=request.user, at=timezone.now())
        )

    if form.is_valid() and done(request, form, act, "Орган создан. Теперь внесите его состав."):
        return redirect(made[0])
    title = "Новый орган"
    about = owner.short_name if owner else "Ассоциация"
    return _form_page(request, form, title, about=about, submit="Создать орган")


def _owners(user) -> dict:
    """For whom the user may found a body, by the key in the address; None is the Association."""
    owners = {OWN: None} if permissions.may_found_for_association(user) else {}
    return owners | {str(each.pk): each for each in organisations_represented_by(user)}


def _rule_sets():
    return sorted(queries.rule_sets_in_force().values(), key=lambda each: each.title)


@login_required
def change_body(request, pk: int):
    body = find_body(request.user, pk, permissions.may_keep_body)
    form = DetailsForm.of(body, request.POST or None, _rule_sets())

    def act():
        operations.change_body(body, form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_valid() and done(request, form, act, "Сведения об органе сохранены."):
        return redirect(body)
    return _form_page(request, form, "Сведения об органе", body=body)


@login_required
def dissolve_body(request, pk: int):
    body = find_body(request.user, pk, permissions.may_dissolve_body)
    form = DissolveForm(request.POST or None, initial={"on": today()})

    def act():
        operations.dissolve_body(body, **form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_valid() and done(request, form, act, "Орган упразднён."):
        return redirect(body)
    lead = (
        "Полномочия всех, кто в составе, закончатся в тот же день. Заседания и протоколы останутся."
    )
    return _form_page(
        request, form, "Упразднить орган?", body=body, lead=lead, submit="Упразднить", danger=True
    )


@login_required
@require_POST
def share_body(request, pk: int):
    body = find_body(request.user, pk, permissions.may_share_body)
    is_shared = request.POST.get("shared") == "yes"
    operations.share_body(body, is_shared, by=request.user, at=timezone.now())
    messages.success(
        request,
        "Теперь секретарь Ассоциации видит этот орган, но ничего в нём не меняет."
        if is_shared
        else "Орган снова видят только его люди.",
    )
    return redirect(body)


@login_required
def fill_office(request, pk: int):
    body = find_body(request.user, pk, permissions.may_keep_body)
    form = _fill_form(body, request.POST or None, request.GET.get("kind", OfficeKind.MEMBER))

    def act():
        operations.fill_office(
            body,
            OfficeKind(form.cleaned_data["kind"]),
            form.chosen,
            **form.answers(),
            by=request.user,
            at=timezone.now(),
        )

    if form.is_valid() and done(request, form, act, "Должность занята."):
        return redirect(body)
    return _form_page(request, form, "Внести в состав", body=body, submit="Внести")


def _fill_form(body: CollegialBody, data, kind: str) -> FillForm:
    on = today()
    return FillForm(
        data,
        initial={"since": on, "kind": kind},
        kinds=_kinds(body),
        people=queries.people_to_name(body, on),
        organisations=queries.organisations_to_name(body),
        needs_organisation=body.rule_set.members_are_heads,
    )


def _kinds(body: CollegialBody) -> list[OfficeKind]:
    if body.kind == BodyKind.GENERAL_MEETING:
        return [OfficeKind.SECRETARY]
    unknown = {OfficeKind.LEADER} if body.kind == BodyKind.PRESIDIUM else set()
    return [kind for kind in OfficeKind if kind not in unknown]


@login_required
def end_office(request, pk: int):
    office = find_office(request.user, pk, permissions.may_keep_body)
    form = EndForm(request.POST or None, initial={"on": today()})

    def act():
        operations.end_office(office, **form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_valid() and done(request, form, act, "Полномочия закончены."):
        return redirect(office.body)
    return _form_page(
        request,
        form,
        "Закончить полномочия?",
        body=office.body,
        office=office,
        lead="С этого дня человек не видит того, что открывала должность. В истории запись останется.",
        submit="Закончить полномочия",
        danger=True,
    )


@login_required
def release_chair(request, pk: int):
    office = find_office(request.user, pk, permissions.may_keep_body)
    if not office.is_chair_of_presidium:
        raise Http404
    form = ReleaseForm(request.POST or None, initial={"on": today()})

    def act():
        given = {**form.cleaned_data}
        ground = given.pop("ground")
        operations.release_chair(office, ground, **given, by=request.user, at=timezone.now())

    if form.is_valid() and done(request, form, act, "Председатель освобождён."):
        return redirect(office.body)
    return _form_page(
        request,
        form,
        "Освободить председателя досрочно?",
        body=office.body,
        office=office,
        lead="Только по решению Президиума и только на одном из трёх оснований.",
        rule=CHAIR_RELEASE,
        submit="Освободить",
        danger=True,
    )


@login_required
def annul_office(request, pk: int):
    office = find_office(request.user, pk, permissions.may_keep_body)
    form = AnnulForm(request.POST or None)

    def act():
        operations.annul_office(office, **form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_valid() and done(request, form, act, "Запись убрана, в журнале она осталась."):
        return redirect(office.body)
    return _form_page(
        request,
        form,
        "Убрать ошибочную запись?",
        body=office.body,
        office=office,
        lead="Если человек занимал должность на самом деле, закончите полномочия, а запись оставьте.",
        submit="Убрать запись",
        danger=True,
    )


def _form_page(request, form, title: str, **context):
    return render(request, "bodies/act.html", {"form": form, "title": title, **context})
