"""The steps of carrying a decision out, each a small page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt
from home.rulebook import Rule

from ... import permissions
from ...choices import Step
from ...forms.decisions import AcceptForm, ProgressForm, ReassignForm, ReturnForm
from ...models import Decision
from ...operations import execution
from ...queries import decisions as queries
from ...rules import decisions as rules
from .doors import find_decision

STEPS = "60/h"


@dataclass(frozen=True)
class ExecutionAct:
    """One step as a page: what it is called, what is asked, by which rule, what is done with the answers."""

    step: Step
    title: str
    submit: str
    rule: Rule
    form_class: type[Form]
    do: Callable[..., object]
    done: str
    explanation: str = ""

    @property
    def url_name(self) -> str:
        return f"{self.step}_execution"


ACTS = (
    ExecutionAct(
        Step.REPORT,
        "Доложить об исполнении",
        "Доложить",
        rules.CARRIED_OUT,
        ProgressForm,
        execution.report_execution,
        "Доклад отправлен. Когда его примут, решение будет исполнено.",
        "Доклад прочтут секретарь и руководитель органа. Срок считается соблюдённым по дню доклада, а не по дню, "
        "когда его приняли.",
    ),
    ExecutionAct(
        Step.PROGRESS,
        "Отметить ход исполнения",
        "Отметить",
        rules.CARRIED_OUT,
        ProgressForm,
        execution.note_progress,
        "Ход исполнения отмечен.",
    ),
    ExecutionAct(
        Step.ACCEPT,
        "Принять исполнение",
        "Принять",
        rules.CONTROL,
        AcceptForm,
        execution.accept_execution,
        "Исполнение принято, исполнителю отправлено письмо.",
        "Решение станет исполненным. Отменить это нельзя.",
    ),
    ExecutionAct(
        Step.RETURN,
        "Вернуть исполнителю",
        "Вернуть",
        rules.CONTROL,
        ReturnForm,
        execution.return_execution,
        "Доклад возвращён, исполнителю отправлено письмо.",
        "Решение снова будет на исполнении, срок останется прежним.",
    ),
    ExecutionAct(
        Step.REASSIGN,
        "Сменить исполнителя или срок",
        "Сохранить",
        rules.REASSIGN,
        ReassignForm,
        execution.reassign,
        "Исполнитель и срок записаны, письма отправлены.",
    ),
)


@dataclass(frozen=True)
class OfferedAct:
    title: str
    url: str


def acts_of(user, decision: Decision) -> list[OfferedAct]:
    """Buttons for the page of the decision, the most wanted first."""
    offered = permissions.steps_offered(user, decision)
    return [
        OfferedAct(_title(act, decision), reverse(f"meetings:{act.url_name}", args=[decision.pk]))
        for act in ACTS
        if act.step in offered
    ]


def _title(act: ExecutionAct, decision: Decision) -> str:
    if act.step == Step.REASSIGN and decision.executor is None:
        return "Назначить исполнителя"
    return act.title


def act_page(act: ExecutionAct):
    """The view of one step; a step that the state does not allow is told by the operation (T36)."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    def view(request, pk):
        if request.method == "POST" and limited(request, "meetings.execution", STEPS):
            return too_many(request)
        found = find_decision(pk, request.user, permissions.STEP_RIGHTS[act.step])
        form = _form(act, found, request)
        do = partial(act.do, found, by=request.user, at=timezone.now())
        status = attempt(form, lambda data: do(**data))
        if status is None:
            messages.success(request, act.done)
            return redirect(found)
        rule = rules.for_body(act.rule, found.meeting.body.kind)
        context = {
            "decision": found,
            "form": form,
            "act": act,
            "rule": rule,
            "title": _title(act, found),
        }
        return render(request, "meetings/decisions/act.html", context, status=status)

    return view


def _form(act: ExecutionAct, decision: Decision, request) -> Form:
    initial = {"seen": decision.steps.count()}
    extra = {}
    if act.step == Step.REASSIGN:
        initial |= {"executor": decision.executor_id, "due_on": decision.due_on}
        extra["people"] = queries.possible_executors(decision)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    return act.form_class(*posted, initial=initial, **extra)
