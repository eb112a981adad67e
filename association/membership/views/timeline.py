"""The history of an application for components/timeline.html."""

from association.organisations.permissions import may_act_for

from .. import permissions, queries
from ..models import MembershipApplication

OFFICE = "Секретариат Ассоциации"
QUIET = {
    "membership.choose_basis",
    "membership.describe_certificate",
    "membership.attach_file",
    "membership.remove_file",
    "membership.recommend",
    "membership.acknowledge",
}
"""Steps of filling in: in the log, but too small for the history that people read."""


def timeline(application: MembershipApplication, *, reader) -> list[tuple]:
    """(when, what, who). An applicant reads of the office, not of the people in it."""
    sees_names = permissions.may_see_registers(reader)
    entries = [e for e in queries.history(application) if e.action not in QUIET]
    own = {
        user: may_act_for(user, application.organisation)
        for user in {entry.user for entry in entries if entry.user}
    }
    return [(entry.timestamp, entry.message, _who(entry, own, sees_names)) for entry in entries]


def _who(entry, own: dict, sees_names: bool) -> str:
    if entry.user is None:
        return ""
    if sees_names or own[entry.user]:
        return str(entry.user)
    return OFFICE
