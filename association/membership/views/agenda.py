"""What of this room comes before the Presidium by «В повестку»."""

from association.meetings.views.dossiers import Dossier

from .. import permissions
from ..rules import names
from .doors import find_application
from .leaving import find_departure

APPLICATION = Dossier(
    "admission",
    lambda pk, user: find_application(pk, user, permissions.may_decide_application),
    "membership_admin:application",
    "membership_admin:call_with_application",
    names.ON_AGENDA,
    templates="membership/admin",
)
REMOVAL = Dossier(
    "removal",
    lambda pk, user: find_departure(pk, user, _may_put_removal),
    "leaving_admin:departure",
    "leaving_admin:call_with_removal",
    names.REMOVAL,
    templates="membership/admin",
)


def _may_put_removal(user, departure) -> bool:
    return permissions.may_end_memberships(user) and bool(departure.number)
