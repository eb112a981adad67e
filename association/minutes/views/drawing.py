"""The secretary draws up, passes on and takes back."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from home.accounts.fields import SeenForm

from .. import operations, permissions
from ..choices import Act, ProtocolState
from ..forms.drawing import FactsForm, ReopenForm, TextForm
from ..rules import procedure
from .doors import attempt, done, of_protocol

for_secretary = of_protocol(permissions.may_run_protocol)


@for_secretary
def edit_text(request, protocol):
    procedure.next_state(protocol.state, Act.EDIT)
    form = TextForm(request.POST or None, protocol=protocol)
    status = attempt(
        form,
        lambda: operations.edit_text(protocol, **form.answers, by=request.user, at=timezone.now()),
    )
    if status is None:
        return done(request, protocol, "Текст сохранён.")
    context = {"protocol": protocol, "form": form}
    return render(request, "minutes/edit_text.html", context, status=status)


@for_secretary
def state_facts(request, protocol):
    procedure.next_state(protocol.state, Act.EDIT)
    form = FactsForm(request.POST or None, protocol=protocol)
    status = attempt(
        form,
        lambda: operations.state_facts(
            protocol, **form.answers, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return done(request, protocol, "Место и должности сохранены.")
    context = {"protocol": protocol, "form": form}
    return render(request, "minutes/state_facts.html", context, status=status)


@require_POST
@for_secretary
def submit(request, protocol):
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    protocol = operations.submit_protocol(protocol, seen=seen, by=request.user, at=timezone.now())
    if protocol.state == ProtocolState.AGREEMENT:
        words = "Протокол передан на согласование, членам органа отправлены письма."
    else:
        words = "Протокол передан на подпись, подписывающим отправлены письма."
    return done(request, protocol, f"{words} Его номер — {protocol.number}.")


@for_secretary
def reopen(request, protocol):
    procedure.next_state(protocol.state, Act.REOPEN)
    form = ReopenForm(request.POST or None, initial={"seen": protocol.version})
    status = attempt(
        form,
        lambda: operations.reopen_protocol(
            protocol, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return done(request, protocol, "Протокол возвращён на доработку. Номер остался за ним.")
    context = {"protocol": protocol, "form": form}
    return render(request, "minutes/reopen.html", context, status=status)
