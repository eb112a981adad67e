"""Signatures: in the cabinet after the log-in is proved anew, on paper, in files."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from home.accounts.decorators import weighty
from home.accounts.queries import SIMPLE_SIGNATURE, accepted_text

from .. import content, operations, permissions, queries
from ..choices import Act, SignatureCapacity
from ..forms.signing import AttachForm, PaperForm, SignForm
from ..reading import read
from ..rules import procedure
from .doors import attempt, done, of_protocol


@of_protocol(permissions.capacities_of, weighty)
def sign(request, protocol, capacity):
    """Whoever has not accepted the agreement is led to it first, and comes back."""
    if capacity not in permissions.capacities_of(request.user, protocol):
        raise Http404
    procedure.next_state(protocol.state, Act.SIGN)
    text = accepted_text(request.user.person, SIMPLE_SIGNATURE)
    if text is None:
        query = urlencode({"next": request.path})
        return redirect(f"{reverse('accounts:accept_signature')}?{query}")
    form = SignForm(request.POST or None, initial={"sha256": protocol.content_sha256})
    status = attempt(
        form,
        lambda: operations.sign_protocol(
            protocol, capacity, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return done(request, protocol, "Протокол подписан.")
    context = {
        "protocol": protocol,
        "form": form,
        "agreement": text,
        "capacity": SignatureCapacity(capacity),
        "reading": read(content.content_of(protocol)),
        "rule": protocol.meeting.rule_set.rule_for("signatories"),
    }
    return render(request, "minutes/sign.html", context, status=status)


@of_protocol(permissions.may_run_protocol, weighty)
def record_paper(request, protocol):
    procedure.next_state(protocol.state, Act.RECORD_PAPER)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*posted, signers=_signers(protocol), initial={"seen": protocol.version})
    status = attempt(
        form,
        lambda: operations.record_paper(
            protocol, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return done(request, protocol, "Подлинник внесён.")
    context = {"protocol": protocol, "form": form}
    return render(request, "minutes/record_paper.html", context, status=status)


def _signers(protocol) -> dict[SignatureCapacity, str]:
    missing = queries.missing_capacities(protocol)
    people = {capacity: queries.who_signs(protocol, capacity) for capacity in missing}
    return {capacity: person.full_name for capacity, person in people.items() if person}


@of_protocol(permissions.may_attach)
def attach(request, protocol):
    procedure.next_state(protocol.state, Act.ATTACH)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttachForm(*posted)
    status = attempt(
        form,
        lambda: operations.attach_detached(
            protocol, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return done(request, protocol, "Файл подписи приложен.")
    context = {"protocol": protocol, "form": form}
    return render(request, "minutes/attach.html", context, status=status)


@require_POST
@of_protocol(permissions.may_run_protocol)
def file_again(request, protocol):
    """What the queue could not finish: the file is asked for again, a filing that was refused says why."""
    if protocol.paper_id:
        operations.file_protocol(protocol, by=request.user, at=timezone.now())
        return done(request, protocol, "Протокол сдан в архив.")
    operations.make_paper_again(protocol)
    return done(request, protocol, "Файл протокола поставлен в очередь.")
