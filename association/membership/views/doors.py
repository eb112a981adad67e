"""How a page finds its application and what happens when a rule says no."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect

from association.meetings.permissions import may_see_decision
from home.desk.refusal import refused
from home.rulebook import DomainError

from .. import permissions
from ..models import AdmissionDecision, MembershipApplication


def find_application(pk: int, user, may) -> MembershipApplication:
    """The application, or 404 for whoever may not: nobody learns that it exists (T1)."""
    application = (
        MembershipApplication.objects.select_related("organisation__head", "order")
        .filter(pk=pk)
        .first()
    )
    if application is None or not may(user, application):
        raise Http404
    return application


def decision_url(user, admission: AdmissionDecision | None) -> str:
    """The page of the meeting's decision for whoever may read it; an applicant reads of it in the application."""
    if admission is None or admission.decision is None:
        return ""
    return (
        admission.decision.get_absolute_url() if may_see_decision(user, admission.decision) else ""
    )


def of_my_organisation(view):
    """For representatives; a refusal that no form has taken becomes a page of its own, 409 (T36)."""

    @login_required
    @wraps(view)
    def door(request, pk, **kwargs):
        application = find_application(pk, request.user, permissions.may_edit_application)
        try:
            return view(request, application, **kwargs)
        except DomainError as error:
            return refused(request, error, back=application.get_absolute_url())

    return door


def while_editable(view):
    """The steps of an application that has been sent lead to its own page; a POST is asked by the operation."""

    @of_my_organisation
    @wraps(view)
    def door(request, application, **kwargs):
        if request.method == "GET" and not application.is_editable:
            return redirect(application)
        return view(request, application, **kwargs)

    return door
