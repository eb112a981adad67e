"""«В повестку»: a dossier of any room comes before its body in one act; the room hangs the pages on its own addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from association.bodies.permissions import may_lead_body, may_run_body
from association.bodies.queries import presidium
from home.accounts.decorators import weighty
from home.accounts.fields import SeenForm
from home.desk.acts import attempt
from home.rulebook import Rule

from ..forms.dossiers import MeetingForm
from ..forms.preparing import ArrangementForm
from ..operations import dossiers as operations
from ..queries import dossiers as queries
from .preparing.doors import get_or_post


@dataclass(frozen=True)
class Dossier:
    """What can be put on an agenda.

    `find(pk, user)` gives the subject with its `version` or raises 404; `home` and `call` are names of addresses:
    its own page, and the page that calls a new meeting for it. `body()` is who decides, `templates` the folder of
    `put_on_agenda.html` and `call_with.html`: of the cabinet, unless the room works in the admin.
    """

    matter: str
    find: Callable[..., object]
    home: str
    call: str
    rule: Rule
    body: Callable[[], object] = presidium
    templates: str = "meetings/dossiers"


def put_on_agenda(dossier: Dossier):
    """The page that chooses among planned meetings."""

    @get_or_post
    @weighty
    def view(request, pk):
        subject, body = _found(dossier, pk, request.user)
        meetings = queries.meetings_to_come(body, timezone.now())
        initial = {"seen": subject.version, "meeting": meetings[0].pk if meetings else None}
        form = MeetingForm(request.POST or None, meetings=meetings, initial=initial)
        status = attempt(
            form,
            lambda data: operations.put_on_agenda(
                dossier.matter, subject, by=request.user, at=timezone.now(), **data
            ),
        )
        if status is None:
            return _done(request, form.cleaned_data["meeting"])
        return _page(request, "put_on_agenda", dossier, subject, body, form, status)

    return view


def call_with(dossier: Dossier):
    """The page that calls a new meeting with this one question."""

    @get_or_post
    @weighty
    def view(request, pk):
        subject, body = _found(dossier, pk, request.user)
        form = ArrangementForm(
            request.POST or None,
            body=body,
            rule_set=body.rule_set,
            may_lead=may_lead_body(request.user, body),
        )
        seen = SeenForm(request.POST or None, initial={"seen": subject.version})
        made = []
        status = attempt(
            form, lambda data: made.append(_call(dossier, subject, body, form, seen, request))
        )
        if status is None:
            return _done(request, made[0].meeting)
        return _page(request, "call_with", dossier, subject, body, form, status, seen=seen)

    return view


def _call(dossier: Dossier, subject, body, form, seen, request):
    version = seen.cleaned_data["seen"] if seen.is_valid() else -1
    return operations.call_with(
        dossier.matter, subject, body, form.plan, seen=version, by=request.user, at=timezone.now()
    )


def _found(dossier: Dossier, pk: int, user):
    subject, body = dossier.find(pk, user), dossier.body()
    if body is None or not (may_run_body(user, body) or may_lead_body(user, body)):
        raise Http404
    return subject, body


def _done(request, meeting):
    messages.success(
        request,
        "Вопрос внесён в\xa0повестку вместе с\xa0документами. "
        "Если повестка была утверждена, её нужно утвердить снова.",
    )
    return redirect(f"{meeting.get_absolute_url()}agenda/")


def _page(request, template: str, dossier: Dossier, subject, body, form, status, **context):
    context |= {
        "subject": subject,
        "home": reverse(dossier.home, args=[subject.pk]),
        "call": reverse(dossier.call, args=[subject.pk]),
        "body": body,
        "form": form,
        "rule": dossier.rule,
        "question": queries.question_of(dossier.matter, subject),
        "papers": queries.papers_of(dossier.matter, subject),
    }
    return render(request, f"{dossier.templates}/{template}.html", context, status=status)
