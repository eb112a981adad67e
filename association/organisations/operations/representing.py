"""Roles of those who speak for an organisation, and the end of their right."""

from datetime import datetime

from django.db import transaction

from home.notices.operations import send_notice
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, rules
from ..choices import RepresentativeRole
from ..models import Representative
from .beats import let_in, log_act
from .inviting import withdraw_invitations_of


@transaction.atomic
def end_representation(representative: Representative, *, by, at: datetime) -> Representative:
    """Close the access at once; the record stays in the history (T5, T82)."""
    representative = _locked_in_force(representative, at)
    organisation = representative.organisation
    data = {"person": representative.person.full_name}
    log_act(organisation, "end_representation", data, by=by, at=at)
    _end(representative, at)
    withdraw_invitations_of(organisation, representative.person, at=at)
    send_notice(
        emails.REPRESENTATION_ENDED,
        to=representative.person,
        about=f"representative-{representative.pk}",
        context={"organisation": organisation.short_name},
        at=at,
        source=representative,
    )
    return representative


@transaction.atomic
def change_role(
    representative: Representative, role: RepresentativeRole, *, by, at: datetime
) -> Representative:
    """From today in another role: the former one stays in the history (T82)."""
    representative = _locked_in_force(representative, at)
    if representative.role == role:
        return representative
    organisation = representative.organisation
    _end(representative, at)
    following = let_in(organisation, representative.person, role, representative.authority, at)
    data = {
        "person": representative.person.full_name,
        "role": [representative.get_role_display(), RepresentativeRole(role).label],
    }
    log_act(organisation, "change_role", data, by=by, at=at)
    return following


def _end(representative: Representative, at: datetime) -> None:
    representative.until = today(at)
    representative.save(update_fields=["until"])


def _locked_in_force(representative: Representative, at: datetime) -> Representative:
    found = (
        Representative.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=representative.pk)
    )
    if not found.is_in_force(today(at)):
        raise DomainError("Эти полномочия уже прекращены.", rules.DECIDED_ONCE)
    return found
