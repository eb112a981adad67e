"""Calling a meeting, arranging it anew, cancelling it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from association.bodies.permissions import may_lead_body
from home.accounts.ratelimit import limited, too_many
from home.desk.acts import attempt

from ... import permissions
from ...choices import Act
from ...forms.preparing import ArrangementForm, CancelForm
from ...operations import calling
from ...queries.preparing import bodies_to_call
from ...rules import names, procedure
from .doors import act_page, find_body, for_whoever, get_or_post

CALLS = "20/h"


@require_GET
@login_required
def choose_body(request):
    bodies = list(bodies_to_call(request.user))
    if len(bodies) == 1:
        return redirect("meetings:call_meeting", bodies[0].pk)
    return render(request, "meetings/choose_body.html", {"bodies": bodies})


@get_or_post
@login_required
def call_meeting(request, pk):
    body = find_body(pk, request.user, permissions.may_call)
    if request.method == "POST" and limited(request, "meetings.call", CALLS):
        return too_many(request)
    rule_set = body.rule_set
    may_lead = may_lead_body(request.user, body)
    form = ArrangementForm(request.POST or None, body=body, rule_set=rule_set, may_lead=may_lead)
    made = []
    status = attempt(
        form,
        lambda data: made.append(
            calling.call_meeting(body, form.plan, by=request.user, at=timezone.now())
        ),
    )
    if status is None:
        messages.success(request, "Заседание назначено. Теперь соберите повестку.")
        return redirect(made[0])
    context = {
        "body": body,
        "form": form,
        "rule_set": rule_set,
        "may_lead": may_lead,
        "rule": names.in_words_of(rule_set.source, names.CALLING),
        "head_rule": names.in_words_of(rule_set.source, names.EXTRAORDINARY),
    }
    return render(request, "meetings/call.html", context, status=status)


@get_or_post
@for_whoever(permissions.may_invite)
def change_meeting(request, meeting):
    """Before the sending: nobody has been told yet."""
    return _rearrange(
        request,
        meeting,
        Act.CHANGE,
        calling.change_meeting,
        title="Изменить время и место",
        submit="Сохранить",
        done="Сведения о заседании изменены.",
    )


@get_or_post
@for_whoever(permissions.may_invite)
def move_meeting(request, meeting):
    return _rearrange(
        request,
        meeting,
        Act.MOVE,
        calling.move_meeting,
        title="Перенести или изменить заседание",
        submit="Изменить и сообщить всем",
        done="Заседание изменено, всем приглашённым отправлены письма.",
        explanation="Каждый приглашённый получит письмо, запись в его календаре изменится. "
        "Если меняется время, ответы придётся собрать заново.",
    )


def _rearrange(request, meeting, act, operation, *, done, **page):
    procedure.next_state(meeting.state, act)
    form = ArrangementForm(
        request.POST or None,
        body=meeting.body,
        rule_set=meeting.rule_set,
        may_lead=permissions.may_lead_meeting(request.user, meeting),
        meeting=meeting,
    )
    return act_page(
        request,
        meeting,
        form,
        lambda data: operation(
            meeting, form.plan, seen=data["seen"], by=request.user, at=timezone.now()
        ),
        done=done,
        rule=names.in_words_of(meeting.rule_set.source, names.CALLING),
        **page,
    )


@get_or_post
@for_whoever(permissions.may_invite)
def cancel_meeting(request, meeting):
    procedure.next_state(meeting.state, Act.CANCEL)
    form = CancelForm(request.POST or None, initial={"seen": meeting.version})
    told = "Приглашённые получат письма. " if meeting.sent_at else ""
    return act_page(
        request,
        meeting,
        form,
        lambda data: calling.cancel_meeting(
            meeting, data["reason"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
        title="Отменить заседание?",
        submit="Отменить заседание",
        done="Заседание отменено.",
        rule=names.in_words_of(meeting.rule_set.source, names.CALLING),
        explanation=f"{told}Вернуть отменённое заседание нельзя, но можно назначить новое. "
        "Вопросы, которые предложили члены органа, подождут его.",
        is_grave=True,
    )
