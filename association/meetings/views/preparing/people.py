"""Who is invited: guests found or entered, capacities changed, invitations taken back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from home.accounts.ratelimit import limited, too_many
from home.workdays.queries import today

from ... import permissions
from ...choices import Act, Fate
from ...forms.answering import (
    AnswerGuestProposalForm,
    CapacityForm,
    GuestForm,
    GuestProposalForm,
    NewGuestForm,
)
from ...operations import inviting, opinions, proposals
from ...operations.inviting import Guest, NewPerson
from ...queries import preparing as queries
from ...rules import names, procedure
from .doors import ACTS, act_page, for_whoever, get_or_post

NEW = "new"


@get_or_post
@for_whoever(permissions.may_invite)
def invite(request, meeting):
    """First whom: found by name in the circle of the body, or entered; then in what capacity."""
    procedure.next_state(meeting.state, Act.INVITE)
    if request.method == "POST" and limited(request, "meetings.invite", ACTS):
        return too_many(request)
    chosen = request.GET.get("person", "")
    if chosen == NEW:
        return _invite_new(request, meeting)
    if chosen:
        return _invite_known(request, meeting, chosen)
    text = request.GET.get("q", "").strip()[:100]
    found = list(queries.people_to_invite(meeting, text)[: queries.FOUND_AT_MOST]) if text else []
    context = {
        "meeting": meeting,
        "text": text,
        "found": [(each, f"?{urlencode({'person': each.pk})}") for each in found],
        "is_cut": len(found) == queries.FOUND_AT_MOST,
        "rule": names.in_words_of(meeting.rule_set.source, names.GUESTS),
    }
    return render(request, "meetings/invite.html", context)


def _people_page(request, meeting, form, act, **page):
    return act_page(
        request,
        meeting,
        form,
        act,
        to=reverse("meetings:people", args=[meeting.pk]),
        rule=names.in_words_of(meeting.rule_set.source, names.GUESTS),
        **page,
    )


def _invite_known(request, meeting, chosen: str):
    if not (chosen.isascii() and chosen.isdigit()) or len(chosen) > 18:
        raise Http404
    person = get_object_or_404(queries.people_to_invite(meeting, ""), pk=int(chosen))
    form = GuestForm(request.POST or None)
    return _people_page(
        request,
        meeting,
        form,
        lambda data: inviting.invite(
            meeting,
            Guest(person=person, **form.guest(meeting.rule_set.source)),
            by=request.user,
            at=timezone.now(),
        ),
        title=f"Пригласить: {person.full_name}",
        submit="Пригласить",
        done=_done(meeting, person.full_name),
    )


def _invite_new(request, meeting):
    form = NewGuestForm(request.POST or None)
    return _people_page(
        request,
        meeting,
        form,
        lambda data: inviting.invite_new_person(
            meeting,
            NewPerson(*(data[name] for name in ("surname", "name", "patronymic", "email"))),
            form.guest(meeting.rule_set.source),
            by=request.user,
            at=timezone.now(),
        ),
        title="Пригласить нового человека",
        submit="Пригласить",
        done=_done(meeting, "Приглашённый"),
    )


def _done(meeting, who: str) -> str:
    letter = " Ему отправляется приглашение." if meeting.sent_at else ""
    return f"В списке: {who}.{letter}"


@get_or_post
@for_whoever(permissions.may_invite)
def change_capacity(request, meeting, invitation_pk):
    procedure.next_state(meeting.state, Act.INVITE)
    invitation = _invitation(meeting, invitation_pk)
    initial = {"capacity": invitation.capacity, "ground": invitation.ground}
    return _people_page(
        request,
        meeting,
        CapacityForm(request.POST or None, initial=initial),
        lambda data: inviting.change_capacity(
            invitation, data["capacity"], data["ground"], by=request.user, at=timezone.now()
        ),
        title=f"В каком качестве участвует: {invitation.person.full_name}",
        submit="Сохранить",
        done="Изменено.",
    )


def _invitation(meeting, pk: int):
    invitation = get_object_or_404(meeting.invitations.standing().select_related("person"), pk=pk)
    invitation.meeting = meeting
    return invitation


@require_POST
@for_whoever(permissions.may_invite)
def withdraw(request, meeting, invitation_pk):
    invitation = _invitation(meeting, invitation_pk)
    inviting.withdraw_invitation(invitation, by=request.user, at=timezone.now())
    messages.success(request, f"Из списка убран участник: {invitation.person.full_name}.")
    return redirect("meetings:people", meeting.pk)


@require_POST
@for_whoever(permissions.may_invite)
def check_roll(request, meeting):
    """Compare the members on the list with the body as it is today."""
    at = timezone.now()
    change = inviting.check_roll(meeting, by=request.user, at=at, on=today(at))
    if change:
        added = ", ".join(each.short_name for each in change.added) or "никто"
        removed = ", ".join(each.short_name for each in change.removed) or "никто"
        messages.success(request, f"Список сверен. Добавлены: {added}. Убраны: {removed}.")
    else:
        messages.info(request, "Список совпадает с составом органа.")
    return redirect("meetings:people", meeting.pk)


@require_POST
@for_whoever(permissions.may_run_meeting)
def materials_given(request, meeting, invitation_pk):
    """For whoever got the papers by hand, as 4.8 puts it."""
    invitation = _invitation(meeting, invitation_pk)
    opinions.confirm_reading(invitation, by=request.user, at=timezone.now())
    messages.success(request, "Отмечено, что материалы переданы.")
    return redirect("meetings:people", meeting.pk)


@get_or_post
@for_whoever(permissions.may_see_meeting)
def propose_guest(request, meeting):
    if not (permissions.may_propose(request.user, meeting.body) and request.user.person_id):
        raise Http404
    procedure.next_state(meeting.state, Act.INVITE)
    return act_page(
        request,
        meeting,
        GuestProposalForm(request.POST or None),
        lambda data: proposals.propose_guest(
            meeting,
            data["who"],
            data["why"],
            author=request.user.person,
            by=request.user,
            at=timezone.now(),
        ),
        title="Предложить, кого пригласить",
        submit="Предложить",
        done="Предложение отправлено.",
        rule=names.in_words_of(meeting.rule_set.source, names.GUESTS),
    )


@get_or_post
@for_whoever(permissions.may_invite)
def answer_guest_proposal(request, meeting, guest_pk):
    proposal = get_object_or_404(
        meeting.guest_proposals.select_related("author"), pk=guest_pk, fate=Fate.NEW
    )
    proposal.meeting = meeting
    return _people_page(
        request,
        meeting,
        AnswerGuestProposalForm(request.POST or None),
        lambda data: proposals.answer_guest_proposal(
            proposal,
            takes=data["takes"] == "yes",
            answer=data["answer"],
            by=request.user,
            at=timezone.now(),
        ),
        title=f"Предлагают пригласить: {proposal.who}",
        submit="Ответить",
        done="Ответ записан. Согласованного гостя внесите в список.",
        explanation=f"{proposal.author.full_name}: {proposal.why}",
    )
