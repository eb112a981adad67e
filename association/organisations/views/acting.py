"""As whom one acts: the choice among one's organisations, and acting for a busy one of the staff."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from home.accounts.decorators import weighty
from home.desk.acts import done, tried

from .. import operations, queries
from ..forms import StandInForm
from ..models import Organisation, StandIn
from ..permissions import may_end_stand_in, may_represent, may_see_organisation, may_stand_in
from .support import find_of_organisation, find_organisation


@login_required
@require_POST
def choose_organisation(request):
    """Kept in the session; nothing chosen is all of theirs. What is not theirs is not there (T1)."""
    wanted = request.POST.get("organisation", "")
    theirs = {str(each.pk): each for each in queries.acting_for(request.user)}
    if wanted and wanted not in theirs:
        raise Http404
    request.session[queries.CHOSEN] = theirs[wanted].pk if wanted else None
    return redirect(_way_back(request))


def _way_back(request) -> str:
    """The page one came from, unless it is of another organisation's object: then the desk."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if is_ours and back in LISTS else "desk:desk"


LISTS = ("/cabinet/", "/cabinet/membership/", "/cabinet/organisation/", "/cabinet/certificates/")
"""Pages that are of whomever one acts for; any other may be of one organisation alone."""


@weighty
def begin_stand_in(request, pk: int):
    found = find_organisation(request.user, pk, _may_begin)
    form = StandInForm(request.POST or None)

    def act():
        operations.begin_stand_in(
            found, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        request.session[queries.CHOSEN] = found.pk

    message = f"До конца дня вы действуете за организацию {found}. Её представители об этом узнали."
    if form.is_valid() and done(request, form, act, message):
        return redirect(found)
    return render(request, "organisations/stand_in.html", {"organisation": found, "form": form})


def _may_begin(user, organisation: Organisation) -> bool:
    return may_stand_in(user) and not may_represent(user, organisation)


@login_required
@require_POST
def end_stand_in(request, pk: int):
    stand_in = find_of_organisation(StandIn.objects.all(), request.user, pk, may_see_organisation)
    if not may_end_stand_in(request.user, stand_in):
        raise Http404

    def act():
        operations.end_stand_in(stand_in, by=request.user, at=timezone.now())

    tried(request, act, f"Действовать за организацию {stand_in.organisation} больше нельзя.")
    request.session.pop(queries.CHOSEN, None)
    return redirect(stand_in.organisation)
