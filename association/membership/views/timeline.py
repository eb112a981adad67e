"""The history of an application for components/timeline.html."""

from association.organisations.permissions import may_act_for, may_represent
from home.accounts.choices import Role
from home.accounts.roles import has_role

from .. import permissions, queries
from ..models import Departure, MembershipApplication

OFFICE = "Секретариат Ассоциации"
EXPERTS = "Экспертная группа"
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
        user: may_represent(user, application.organisation)
        for user in {entry.user for entry in entries if entry.user}
    }
    return [(entry.timestamp, entry.message, _who(entry, own, sees_names)) for entry in entries]


def departure_timeline(departure: Departure, *, reader) -> list[tuple]:
    """(when, what, who). The other side reads which organisation acted, not who there did (T7)."""
    entries = list(queries.history(departure))
    by_name = permissions.may_see_registers(reader) or may_act_for(reader, departure.applicant)
    return [(e.timestamp, e.message, _whose(e.user, departure, by_name)) for e in entries]


def _whose(user, departure: Departure, by_name: bool) -> str:
    if user is None:
        return ""
    if has_role(user, Role.SECRETARY):
        return OFFICE
    return str(user) if by_name else departure.applicant.short_name


def _who(entry, own: dict, sees_names: bool) -> str:
    if entry.user is None:
        return ""
    if sees_names or own[entry.user]:
        return str(entry.user)
    return EXPERTS if entry.action == "membership.conclude" else OFFICE
