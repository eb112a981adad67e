"""The pages of the editor in the admin: rules, the clauses they are linked to, and what waits for a look."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.regulations.models import Clause, Edition
from home.desk.acts import made
from home.rulebook import DomainError, Rule, find_rule
from home.workdays.queries import today

from .. import operations, permissions, queries, register
from .. import review as reviewing
from ..choices import Manner
from ..forms import LinkForm, NoteForm, RuleForm
from ..models import Coverage
from ..proof import proofs_of
from ..rules import LINKED


def _for(may: Callable):
    def guard(view):
        @wraps(view)
        def door(request, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return door

    return guard


for_readers = _for(permissions.may_see_links)
for_editors = _for(permissions.may_link_rules)


@for_readers
@require_safe
def rules(request):
    """The register of rules, filtered by state, room and words."""
    entries = register.entries(today())
    asked = {name: request.GET.get(name, "")[:200] for name in ("state", "room", "q")}
    if asked["state"] not in register.STATES:
        asked["state"] = ""
    found = [each for each in entries if each.answers(asked["state"], asked["room"], asked["q"])]
    context = {
        "entries": found,
        "asked": asked,
        "states": [
            (state, words, sum(each.state == state for each in entries))
            for state, words in register.STATES.items()
        ],
        "rooms": sorted({each.room for each in entries}),
        "total": len(entries),
        "orphans": register.orphans(today()),
        "may_link": permissions.may_link_rules(request.user),
    }
    return render(request, "coverage/admin/rules.html", context)


@for_readers
@require_safe
def rule(request, code: str):
    """One rule: its links, its tests, and the clauses to link it to."""
    found = _rule(code)
    entry = next(each for each in register.entries(today()) if each.rule == found)
    may_link = permissions.may_link_rules(request.user)
    context = {
        "entry": entry,
        "rule": found,
        "proofs": proofs_of(code),
        "may_link": may_link,
        **(_choice(request) if may_link else {}),
    }
    return render(request, "coverage/admin/rule.html", context)


@for_editors
def link(request, code: str, pk: int):
    """How the rule carries out the chosen clause."""
    found, clause = _rule(code), _clause(pk)
    manner = Manner.ASSISTED if found.assists else Manner.ENFORCED
    form = LinkForm(request.POST or None, initial={"manner": manner})
    if form.is_valid():
        done, _ = made(form, lambda: _link(found, clause, form.cleaned_data, request))
        if done:
            messages.success(request, "Связь сохранена: теперь правило ведёт к этому пункту.")
            return redirect("coverage_admin:rule", code)
    context = {"form": form, "rule": found, "piece": queries.piece_of(clause), "clause": clause}
    return render(request, "coverage/admin/link.html", context)


@for_readers
def clause(request, pk: int):
    """One clause: the rules that carry it out, another to link, or a note that there is nothing to carry out."""
    found = _clause(pk)
    may_link = permissions.may_link_rules(request.user)
    is_note = "note" in request.POST
    is_link = request.method == "POST" and not is_note
    forms = {
        "rule_form": RuleForm(request.POST if is_link else None, prefix="link"),
        "note_form": NoteForm(request.POST if is_note else None, prefix="note"),
    }
    if request.method == "POST":
        if not may_link:
            raise PermissionDenied
        if _write(request, found, forms["note_form" if is_note else "rule_form"]):
            messages.success(request, "Сохранено.")
            return redirect("coverage_admin:clause", pk)
    rows = found.coverage.standing().select_related("edition__page", "clause", "former")
    context = {"clause": found, "piece": queries.piece_of(found), "rows": rows, **forms}
    return render(request, "coverage/admin/clause.html", context | {"may_link": may_link})


@for_readers
def review(request):
    """Everything that waits: proposals of the program and links whose clauses changed; confirmed many at a time."""
    rows = list(reviewing.waiting_rows(today()))
    may_link = permissions.may_link_rules(request.user)
    if request.method == "POST":
        if not may_link:
            raise PermissionDenied
        chosen = set(request.POST.getlist("row"))
        everything = "all" in request.POST
        wanted = [r for r in rows if str(r.pk) in chosen or (everything and r.clause_id)]
        return _confirm(request, wanted)
    items = [reviewing.to_review(row) for row in rows if row.rule or not row.rule_code]
    context = {"items": items, "may_link": may_link, "rule": LINKED}
    return render(request, "coverage/admin/review.html", context)


def _confirm(request, rows: list[Coverage]):
    if not rows:
        messages.warning(request, "Отметьте хотя бы одну связь.")
        return redirect("coverage_admin:review")
    try:
        count = operations.confirm_links(rows, by=request.user, at=timezone.now())
        messages.success(request, f"Подтверждено связей: {count}.")
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    return redirect("coverage_admin:review")


@for_editors
@require_POST
def unlink(request, pk: int):
    row = _row(pk)
    try:
        operations.unlink(row, by=request.user, at=timezone.now())
        messages.success(request, "Связь снята.")
    except DomainError as refusal:
        messages.error(request, refusal.printed)
    if row.rule:
        return redirect("coverage_admin:rule", row.rule_code)
    return redirect("coverage_admin:review")


@for_editors
def move(request, pk: int):
    """Choose another clause of the same edition for a link."""
    row = _row(pk)
    if request.method == "POST":
        target = _clause(_number(request.POST.get("clause", "")))
        try:
            operations.move_link(row, target, by=request.user, at=timezone.now())
            messages.success(request, "Связь ведёт к другому пункту.")
            return redirect("coverage_admin:review")
        except DomainError as refusal:
            messages.error(request, refusal.printed)
    context = {"row": row, "item": reviewing.to_review(row), **_choice(request, row.edition)}
    return render(request, "coverage/admin/move.html", context)


def _choice(request, edition: Edition | None = None) -> dict:
    """Regulation, then clause: what was asked, and the clauses that answer."""
    editions = [edition] if edition else reviewing.editions_to_link(today())
    wanted = _number(request.GET.get("edition", ""))
    chosen = next(
        (each for each in editions if each.pk == wanted), editions[0] if editions else None
    )
    asked = request.GET.get("q", "")[:200]
    found = register.find_pieces(chosen, asked) if chosen else []
    return {
        "editions": editions,
        "chosen": chosen,
        "asked": asked,
        "pieces": found[: register.CLAUSES_SHOWN],
        "more": max(0, len(found) - register.CLAUSES_SHOWN),
    }


def _write(request, clause: Clause, form) -> bool:
    if not form.is_valid():
        return False
    if isinstance(form, NoteForm):
        act = operations.mark_informational
        noted, _ = made(
            form,
            lambda: act(clause, form.cleaned_data["text"], by=request.user, at=timezone.now()),
        )
        return noted
    data = form.cleaned_data
    linked, _ = made(form, lambda: _link(data["rule"], clause, data, request))
    return linked


def _link(rule: Rule, clause: Clause, data: dict, request) -> Coverage:
    return operations.link_rule(
        rule.code,
        clause,
        manner=data["manner"],
        text=data["text"],
        by=request.user,
        at=timezone.now(),
    )


def _rule(code: str) -> Rule:
    if found := find_rule(code):
        return found
    raise Http404


def _clause(pk: int) -> Clause:
    """Of an adopted edition: drafts are linked nowhere (T6)."""
    clauses = Clause.objects.filter(edition__in=Edition.objects.adopted())
    return get_object_or_404(clauses.select_related("edition__page"), pk=pk)


def _row(pk: int) -> Coverage:
    rows = Coverage.objects.standing().select_related("edition__page", "clause", "former")
    return get_object_or_404(rows, pk=pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
