"""The experts' own pages: what they are asked to judge, exactly that package, their word and the conclusion."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.uploads.views import serve
from home.desk.acts import attempt
from home.desk.refusal import refused
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import expertises, operations, permissions
from ..choices import ExpertiseAct
from ..forms.expertise import ConclusionOfGroupForm, OpinionForm
from ..models import Expertise
from ..rules import expertise as rules
from ..rules import names
from .steps import get_or_post

ON_A_PAGE = 30


def of_expert(may):
    """For whoever was asked and sits in the group to this day; 404 for everybody else (T1)."""

    def decorate(view):
        @login_required
        @wraps(view)
        def door(request, pk, **kwargs):
            found = (
                Expertise.objects.select_related("application__organisation", "body", "lead")
                .filter(pk=pk)
                .first()
            )
            if found is None or not may(request.user, found):
                raise Http404
            try:
                return view(request, found, **kwargs)
            except DomainError as error:
                return refused(request, error, back=found.get_absolute_url())

        return door

    return decorate


@require_GET
@login_required
def expertises_asked(request):
    """Everything that this person was ever asked to judge, what is under way first."""
    page = Paginator(expertises.places_of(request.user), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "rule": names.EXPERTISE, "today": today()}
    return render(request, "membership/expertises.html", context)


@require_GET
@of_expert(permissions.is_expert)
def expertise(request, expertise):
    """The package while it is judged; others' opinions to the lead alone, and to all when it is over."""
    experts = list(expertises.experts_of(expertise))
    is_lead = permissions.may_conclude(request.user, expertise)
    silent = expertises.silent_but_lead(expertise)
    context = {
        "expertise": expertise,
        "submission": expertises.submission_of(expertise),
        "package": expertises.package_of(expertise) if expertise.is_under_way else [],
        "own": next(each for each in experts if each.person_id == request.user.person_id),
        "experts": experts if is_lead or not expertise.is_under_way else [],
        "is_lead": is_lead,
        "silent": silent,
        "may_conclude": is_lead and (not silent or today() > expertise.due_on),
        "is_late": expertise.is_under_way and today() > expertise.due_on,
        "conclusion": expertises.conclusion_of(expertise),
        "names": names,
    }
    return render(request, "membership/expertise.html", context)


@require_GET
@of_expert(permissions.may_see_package)
def open_package_file(request, expertise, file_pk):
    """A paper of this package and of no other (T1, T4, T5)."""
    return serve(get_object_or_404(expertises.package_of(expertise), pk=file_pk).file)


@get_or_post
@of_expert(permissions.is_expert)
def say_opinion(request, expertise):
    rules.next_state(expertise.state, ExpertiseAct.SAY)
    own = expertise.experts.get(person=request.user.person_id)
    initial = {"outcome": own.opinion, "remarks": own.remarks}
    form = OpinionForm(request.POST or None, initial=initial)
    status = attempt(
        form,
        lambda data: operations.say_opinion(
            expertise, data["outcome"], data["remarks"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Ваше мнение записано. До заключения его можно изменить.")
        return redirect(expertise)
    context = {"expertise": expertise, "form": form, "rule": names.EXPERTISE}
    return render(request, "membership/expertise_opinion.html", context, status=status)


@get_or_post
@of_expert(permissions.may_conclude)
def conclude(request, expertise):
    """The opinions of all stand above the form; given once, the conclusion is not changed."""
    rules.next_state(expertise.state, ExpertiseAct.CONCLUDE)
    form = ConclusionOfGroupForm(request.POST or None)
    status = attempt(
        form,
        lambda data: operations.conclude_expertise(
            expertise, data["outcome"], data["text"], by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Заключение дано, кандидату отправлено письмо.")
        return redirect(expertise)
    context = {
        "expertise": expertise,
        "experts": expertises.experts_of(expertise),
        "form": form,
        "rule": names.EXPERT_CONCLUSION,
    }
    return render(request, "membership/expertise_conclusion.html", context, status=status)


@require_GET
@of_expert(permissions.is_expert)
def open_expertise_paper(request, expertise):
    """The printed conclusion, for those who gave it."""
    conclusion = expertises.conclusion_of(expertise)
    if conclusion is None or conclusion.paper is None:
        raise Http404
    return serve(conclusion.paper)
