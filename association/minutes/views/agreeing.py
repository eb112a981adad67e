"""Members answer, the secretary replies and ends it."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from home.accounts.decorators import weighty
from home.accounts.fields import SeenForm

from .. import operations, permissions, queries
from ..choices import Act, AgreementAnswer
from ..forms.agreeing import AnswerForm, ReplyForm
from ..rules import procedure
from .doors import attempt, done, of_protocol


@of_protocol(permissions.may_agree, weighty)
def answer(request, protocol):
    procedure.next_state(protocol.state, Act.AGREE)
    form = AnswerForm(request.POST or None, initial={"sha256": protocol.content_sha256})
    status = attempt(
        form,
        lambda: operations.answer_agreement(
            protocol, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        agreed = form.cleaned_data["answer"] == AgreementAnswer.AGREED
        words = "Вы согласовали протокол." if agreed else "Замечания отправлены секретарю."
        return done(request, protocol, words)
    context = {
        "protocol": protocol,
        "form": form,
        "rule": protocol.meeting.rule_set.rule_for("agreement_sheet"),
        "line": permissions.agreement_line_of(request.user, protocol),
    }
    return render(request, "minutes/answer.html", context, status=status)


@of_protocol(permissions.may_run_protocol)
def reply(request, protocol, line_pk):
    procedure.next_state(protocol.state, Act.REPLY)
    line = queries.lines_of(protocol).filter(pk=line_pk, answer=AgreementAnswer.REMARKS).first()
    if line is None:
        raise Http404
    form = ReplyForm(request.POST or None, initial={"seen": protocol.version, "reply": line.reply})
    status = attempt(
        form,
        lambda: operations.reply_to_remarks(
            line, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        return done(request, protocol, "Ответ отправлен.")
    context = {"protocol": protocol, "form": form, "line": line}
    return render(request, "minutes/reply.html", context, status=status)


@require_POST
@of_protocol(permissions.may_run_protocol)
def end_agreement(request, protocol):
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    operations.end_agreement(protocol, seen=seen, by=request.user, at=timezone.now())
    return done(request, protocol, "Согласование закончено, протокол передан на подпись.")
