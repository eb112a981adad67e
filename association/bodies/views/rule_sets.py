"""Sets of rules in the admin: all versions, one of them beside its clauses, a draft to change and put in force."""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from home.accounts.decorators import weighty
from home.desk.acts import made
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import permissions
from ..choices import RuleSetState
from ..forms.rule_sets import NewSetForm, RuleSetForm, contents, matters_of
from ..models import RuleSet
from ..operations import rule_sets as operations
from ..queries import rule_sets as queries


def _for(may: Callable):
    def guard(view):
        @wraps(view)
        def door(request, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return door

    return guard


for_readers = _for(permissions.may_see_rule_sets)
for_keepers = _for(permissions.may_keep_rule_sets)


@for_readers
@require_safe
def rule_sets(request):
    """Every code with its versions, the latest first."""
    versions: dict[str, list[RuleSet]] = defaultdict(list)
    for each in RuleSet.objects.order_by("code", "-version"):
        versions[each.code].append(each)
    bodies = queries.bodies_by_code()
    context = {
        "sets": [(code, found, bodies.get(code, 0)) for code, found in versions.items()],
        "may_keep": permissions.may_keep_rule_sets(request.user),
    }
    return render(request, "bodies/admin/rule_sets.html", context)


@for_readers
@require_safe
def rule_set(request, pk: int):
    """One version: what it says, by which clauses; of a draft, what it would change."""
    found = _find(pk)
    context = _shown(found) | {"may_keep": permissions.may_keep_rule_sets(request.user)}
    return render(request, "bodies/admin/rule_set.html", context)


@for_keepers
@require_http_methods(["GET", "POST"])
def create_rule_set(request):
    form = NewSetForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        done, draft = made(
            form, lambda: operations.draft_new_set(**given, by=request.user, at=timezone.now())
        )
        if done:
            return redirect("rule_sets_admin:change_rule_set", draft.pk)
    return render(request, "bodies/admin/create_rule_set.html", {"form": form})


@for_keepers
@require_http_methods(["POST"])
def draft_version(request, pk: int):
    """A copy of any version, to be changed; where one is being prepared already, that one."""
    origin = _find(pk)
    try:
        draft = operations.draft_next_version(origin, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.warning(request, refusal.message)
        draft = RuleSet.objects.drafts().filter(code=origin.code).first() or origin
        return redirect("rule_sets_admin:rule_set", draft.pk)
    return redirect("rule_sets_admin:change_rule_set", draft.pk)


@for_keepers
@require_http_methods(["GET", "POST"])
def change_rule_set(request, pk: int):
    draft = _find(pk)
    if not draft.is_draft:
        messages.warning(request, "Эта версия уже действовала, её не меняют: сделайте новую.")
        return redirect("rule_sets_admin:rule_set", pk)
    form = RuleSetForm(request.POST or None, instance=draft)
    matters = matters_of(draft, request.POST or None)
    # Both, so that every fault is told at once.
    if request.method == "POST" and all([form.is_valid(), matters.is_valid()]):
        act = lambda: operations.change_draft(  # noqa: E731
            draft,
            contents(form, matters),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        )
        done, _ = made(form, act)
        if done:
            messages.success(request, "Сохранено. Ниже видно, что изменится.")
            return redirect("rule_sets_admin:rule_set", pk)
    context = {"form": form, "matters": matters, "rule_set": draft}
    return render(request, "bodies/admin/change_rule_set.html", context)


@for_keepers
@weighty
@require_http_methods(["GET", "POST"])
def put_in_force(request, pk: int):
    """What changes, once more, and the button."""
    draft = _find(pk)
    if request.method == "POST":
        act = lambda seen: operations.put_in_force(  # noqa: E731
            draft, seen=seen, by=request.user, at=timezone.now()
        )
        if _run(request, act):
            messages.success(request, f"«{draft}»: действует.")
        return redirect("rule_sets_admin:rule_set", pk)
    return render(request, "bodies/admin/put_in_force.html", _shown(draft))


@for_keepers
@require_http_methods(["GET", "POST"])
def delete_draft(request, pk: int):
    draft = _find(pk)
    if request.method == "POST":
        act = lambda seen: operations.delete_draft(  # noqa: E731
            draft, seen=seen, by=request.user, at=timezone.now()
        )
        if not _run(request, act):
            return redirect("rule_sets_admin:rule_set", pk)
        messages.success(request, "Черновик удалён.")
        return redirect("rule_sets_admin:rule_sets")
    return render(request, "bodies/admin/delete_draft.html", {"rule_set": draft})


def _find(pk: int) -> RuleSet:
    return get_object_or_404(RuleSet.objects.prefetch_related("matters"), pk=pk)


def _shown(found: RuleSet) -> dict:
    in_force = RuleSet.objects.in_force().filter(code=found.code).prefetch_related("matters")
    former = in_force.exclude(pk=found.pk).first()
    return {
        "rule_set": found,
        "sections": queries.sections(found),
        "adoptions": queries.adoptions(found),
        "former": former,
        "changes": queries.changes(former, found) if found.is_draft else [],
        "warnings": queries.warnings(found, today()),
        "uses": queries.uses(found),
        "states": RuleSetState,
    }


def _run(request, act: Callable) -> bool:
    """Run an act of one button; the page says by `seen` what its reader saw."""
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        messages.error(request, "Откройте страницу заново и повторите.")
        return False
    try:
        act(int(seen))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return False
    return True
