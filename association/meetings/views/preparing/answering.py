"""What an invited person does: answer, read, write an opinion; and the secretary's marks on opinions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from documents.uploads.views import serve
from home.accounts.ratelimit import limited, too_many

from ... import permissions
from ...choices import Act, Answer, Capacity
from ...forms.answering import AnswerForm, ConsiderForm, EnterOpinionForm, OpinionForm
from ...models import ItemFile
from ...operations import opinions as operations
from ...queries import preparing as queries
from ...rules import names, procedure
from .doors import UPLOADS, act_page, for_whoever, get_or_post, posted


@get_or_post
@for_whoever(permissions.may_answer)
def answer_invitation(request, meeting):
    """A link in the letter leads here with the answer chosen; nothing is changed until the button is pressed (T15)."""
    procedure.next_state(meeting.state, Act.ANSWER)
    invitation = _own(request, meeting)
    is_voting = invitation.capacity == Capacity.VOTING
    takes = is_voting and meeting.rule_set.opinion_days is not None
    chosen = request.GET.get("answer", "")
    initial = chosen if chosen in Answer.values else invitation.answer
    form = AnswerForm(request.POST or None, initial={"answer": initial}, takes_opinions=takes)
    return act_page(
        request,
        meeting,
        form,
        lambda data: operations.answer_invitation(
            invitation, data["answer"], by=request.user, at=timezone.now()
        ),
        title="Придёте ли вы?",
        submit="Ответить",
        done="Ответ записан. Изменить его можно до начала заседания.",
        rule=names.in_words_of(meeting.rule_set.source, names.ATTENDING),
    )


def _own(request, meeting):
    invitation = permissions.invitation_of(request.user, meeting)
    invitation.meeting = meeting
    return invitation


@require_POST
@for_whoever(permissions.may_answer)
def confirm_reading(request, meeting):
    operations.confirm_reading(_own(request, meeting), by=request.user, at=timezone.now())
    messages.success(request, "Отмечено, что вы прочли материалы.")
    return redirect(meeting)


@get_or_post
@for_whoever(permissions.may_answer)
def write_opinion(request, meeting):
    procedure.next_state(meeting.state, Act.GIVE_OPINION)
    if request.method == "POST" and limited(request, "meetings.upload", UPLOADS):
        return too_many(request)
    term = queries.opinion_term(meeting)
    if term is None or not permissions.may_vote(request.user, meeting):
        raise Http404
    form = OpinionForm(*posted(request), items=meeting.items.order_by("position"))
    return act_page(
        request,
        meeting,
        form,
        lambda data: operations.give_opinion(
            _own(request, meeting),
            data["text"],
            data["upload"],
            item=data["item"],
            by=request.user,
            at=timezone.now(),
        ),
        title="Письменное мнение",
        submit="Отправить мнение",
        done="Мнение отправлено секретарю: его рассмотрят на заседании и приложат к протоколу.",
        rule=meeting.rule_set.rule_for("opinion_days"),
        explanation="Мнение – не голос: его рассматривают, но при подсчёте голосов не учитывают.",
        term=term,
    )


@get_or_post
@for_whoever(permissions.may_run_meeting)
def enter_opinion(request, meeting):
    """On behalf of a member who sent it on paper or by e-mail."""
    procedure.next_state(meeting.state, Act.GIVE_OPINION)
    if queries.opinion_term(meeting) is None or meeting.sent_at is None:
        raise Http404
    form = EnterOpinionForm(
        *posted(request), meeting=meeting, items=meeting.items.order_by("position")
    )
    return act_page(
        request,
        meeting,
        form,
        lambda data: operations.give_opinion(
            data["invitation"],
            data["text"],
            data["upload"],
            item=data["item"],
            received_at=form.received_at,
            by=request.user,
            at=timezone.now(),
        ),
        title="Внести мнение, которое пришло на бумаге или по почте",
        submit="Внести",
        done="Мнение внесено.",
        rule=meeting.rule_set.rule_for("opinion_days"),
        term=queries.opinion_term(meeting),
    )


@get_or_post
@for_whoever(permissions.may_run_meeting)
def consider_opinion(request, meeting, opinion_pk):
    procedure.next_state(meeting.state, Act.CONSIDER_OPINION)
    opinion = _opinion(meeting, opinion_pk)
    return act_page(
        request,
        meeting,
        ConsiderForm(request.POST or None, initial={"outcome": opinion.outcome}),
        lambda data: operations.consider_opinion(
            opinion, data["outcome"], by=request.user, at=timezone.now()
        ),
        title=f"Мнение рассмотрено: {opinion.invitation.person.full_name}",
        submit="Отметить",
        done="Отмечено, как учтено мнение.",
        rule=names.in_words_of(meeting.rule_set.source, names.OPINION_CONSIDERED),
        explanation=opinion.text,
    )


def _opinion(meeting, pk: int):
    opinions = meeting.opinions.select_related("invitation__person", "file")
    opinion = get_object_or_404(opinions, pk=pk)
    opinion.meeting = meeting
    return opinion


@require_GET
@for_whoever(permissions.may_see_meeting)
def open_opinion_file(request, meeting, opinion_pk):
    opinion = _opinion(meeting, opinion_pk)
    if opinion.file is None or not permissions.may_see_opinion(request.user, opinion):
        raise Http404
    return serve(opinion.file)


@require_GET
@for_whoever(permissions.may_see_meeting)
def open_material(request, meeting, file_pk):
    """Who may see the item may open its papers (R63, T4, T5)."""
    files = ItemFile.objects.filter(item__meeting=meeting).select_related("item", "file")
    material = get_object_or_404(files, pk=file_pk)
    material.item.meeting = meeting
    if not permissions.may_see_item(request.user, material.item):
        raise Http404
    return serve(material.file)
