"""Members of the Presidium say what they think of a list; the chair answers objections."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from home.desk.acts import attempt

from .. import permissions
from ..choices import ListAct
from ..forms.forming import AnswerForm, OpinionForm
from ..models import ListOpinion, PairList
from ..operations import forming as operations
from ..queries import forming as queries
from ..rules import names
from ..rules.forming import is_possible
from .forming_doors import act_page, get_or_post, of_list, only_chair


def sheet_of(request, pair_list: PairList, opinions: list[ListOpinion]) -> OpinionForm | None:
    """The form for whoever was asked, while the list may be answered."""
    own = next((one for one in opinions if one.person_id == request.user.person_id), None)
    if own is None or not is_possible(pair_list.state, ListAct.ANSWER):
        return None
    return OpinionForm(initial={"seen": own.pk, "stance": own.stance, "reason": own.reason})


@require_http_methods(["GET", "HEAD", "POST"])
@of_list(permissions.may_see_list)
def say_opinion(request, pair_list):
    """The form of the list's own page, shown alone when something in it was to be mended."""
    own = queries.opinion_for(pair_list, request.user)
    if own is None:
        raise Http404
    initial = {"seen": own.pk, "stance": own.stance, "reason": own.reason}
    form = OpinionForm(request.POST or None, initial=initial)
    status = attempt(
        form,
        lambda data: operations.say_opinion(
            pair_list,
            data["stance"],
            data["reason"],
            seen=data["seen"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if status is None:
        messages.success(request, "Ваше мнение записано. До решения его можно изменить.")
        return redirect(pair_list)
    context = {
        "list": pair_list,
        "form": form,
        "back": pair_list.get_absolute_url(),
        "title": "Ваше мнение о\xa0списке",
        "rule": names.AGREED_WITH_PRESIDIUM,
        "submit": "Записать мнение",
    }
    return render(request, "mentoring/forming_act.html", context, status=status)


@get_or_post
@of_list(only_chair)
def answer_opinion(request, pair_list, opinion_pk):
    opinion = get_object_or_404(pair_list.opinions.select_related("person"), pk=opinion_pk)
    opinion.pair_list = pair_list
    form = AnswerForm(
        request.POST or None, initial={"seen": pair_list.version, "answer": opinion.answer}
    )
    return act_page(
        request,
        pair_list,
        form,
        lambda data: operations.answer_opinion(
            opinion, data["answer"], seen=data["seen"], by=request.user, at=timezone.now()
        ),
        to=pair_list.get_absolute_url(),
        done="Ответ записан и\xa0отправлен.",
        title="Ответ на\xa0возражение",
        rule=names.AGREED_WITH_PRESIDIUM,
        submit="Ответить",
        opinion=opinion,
    )
