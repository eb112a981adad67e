"""What the secretary does with an expertise: hands it out, moves its term, calls it off."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from home.accounts.decorators import weighty
from home.desk.acts import attempt
from home.workdays.queries import today

from .. import expertises, operations, permissions
from ..choices import Act
from ..forms.expertise import AssignmentForm, CallOffForm, TermForm
from ..rules import names, procedure
from .doors import find_application
from .steps import get_or_post


@get_or_post
@weighty
def assign_experts(request, pk):
    """Of one group at a time; the term is proposed with its computation and may be changed."""
    application = find_application(pk, request.user, permissions.may_decide_application)
    if request.method == "GET" and Act.ASSIGN_EXPERTS not in procedure.acts_allowed(
        application.state
    ):
        return redirect("membership_admin:application", application.pk)
    groups = list(expertises.expert_groups(today()))
    group = _chosen(groups, request.GET.get("group"))
    term = expertises.usual_term(timezone.now())
    initial = {"seen": application.version, "due_on": term.date if term else None}
    people = expertises.people_of_group(group, today()) if group else {}
    form = AssignmentForm(request.POST or None, people=people, initial=initial)
    status = attempt(
        form,
        lambda data: operations.assign_experts(
            application, body=group, **data, by=request.user, at=timezone.now()
        ),
    )
    if status is None:
        messages.success(request, "Экспертиза поручена, экспертам отправлены письма.")
        return redirect("membership_admin:application", application.pk)
    context = {
        "application": application,
        "form": form,
        "groups": groups,
        "group": group,
        "term": term,
        "names": names,
    }
    return render(request, "membership/admin/assign_experts.html", context, status=status)


def _chosen(groups: list, asked: str | None):
    """The group of the address, or the first; None where the Association has none."""
    return next((each for each in groups if str(each.pk) == asked), groups[0] if groups else None)


@get_or_post
@weighty
def change_term(request, pk):
    return _act(
        request,
        pk,
        TermForm,
        operations.change_term,
        title="Изменить срок экспертизы",
        submit="Изменить срок",
        done="Срок изменён, экспертам отправлены письма.",
        rule=names.EXPERTISE_TERM,
    )


@get_or_post
@weighty
def call_off_expertise(request, pk):
    return _act(
        request,
        pk,
        CallOffForm,
        operations.call_off_expertise,
        title="Отменить экспертизу",
        submit="Отменить экспертизу",
        done="Экспертиза отменена, экспертам отправлены письма.",
        rule=names.EXPERTISE_PROCEDURE,
        is_grave=True,
    )


def _act(request, pk, form_class, do, *, done: str, **page):
    """An act on the expertise that is under way; 404 where there is none."""
    application = find_application(pk, request.user, permissions.may_decide_application)
    expertise = expertises.under_way(application)
    if expertise is None:
        raise Http404
    form = form_class(request.POST or None, initial={"due_on": expertise.due_on})
    status = attempt(form, lambda data: do(expertise, **data, by=request.user, at=timezone.now()))
    if status is None:
        messages.success(request, done)
        return redirect("membership_admin:application", application.pk)
    context = {"application": application, "form": form, "act": page}
    return render(request, "membership/admin/act.html", context, status=status)
