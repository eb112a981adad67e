"""Letting a person in by a letter: the link opens once, and only its hash is kept (T5)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from home.notices.operations import Envelope, send_notice, send_to_addresses
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, queries, rules
from ..choices import RepresentativeRole
from ..models import Organisation, Representative, RepresentativeInvitation
from ..permissions import may_represent
from .beats import let_in, locked, log_act, person_of

WAITING_AT_ONCE = 20
"""Letters that one organisation may have on their way: nobody floods strangers by it (T75)."""


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite_representative(
    organisation: Organisation, email: str, role: RepresentativeRole, *, by, at: datetime
) -> RepresentativeInvitation:
    """Write to an address, whether or not anybody has an account there. Pressed twice, it is one letter (T34)."""
    organisation = locked(organisation)
    waiting = organisation.invitations.waiting()
    if same := waiting.filter(email=email).first():
        if same.is_open(at):
            return same
        _withdraw(same, at)
    if waiting.filter(expires_at__gt=at).count() >= WAITING_AT_ONCE:
        raise DomainError(
            "Слишком много приглашений без ответа. Отзовите лишние или дождитесь ответов.",
            rules.INVITED_ONCE,
            field="email",
        )
    secret = secrets.token_urlsafe(32)
    invitation = RepresentativeInvitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        secret_hash=hash_of(secret),
        invited_by=by,
        invited_at=at,
        expires_at=at + timedelta(days=rules.INVITATION_DAYS),
    )
    _log("invite_representative", invitation, by, at)
    _send(invitation, secret, at)
    return invitation


@transaction.atomic
def resend_invitation(
    invitation: RepresentativeInvitation, *, by, at: datetime
) -> RepresentativeInvitation:
    """A new link for as many days again; the former one opens nothing from now on."""
    invitation = _locked_waiting(invitation)
    secret = secrets.token_urlsafe(32)
    invitation.secret_hash = hash_of(secret)
    invitation.expires_at = at + timedelta(days=rules.INVITATION_DAYS)
    invitation.save(update_fields=["secret_hash", "expires_at"])
    _log("resend_invitation", invitation, by, at)
    _send(invitation, secret, at)
    return invitation


@transaction.atomic
def withdraw_invitation(
    invitation: RepresentativeInvitation, *, by, at: datetime
) -> RepresentativeInvitation:
    invitation = _locked_waiting(invitation)
    _withdraw(invitation, at)
    _log("withdraw_invitation", invitation, by, at)
    return invitation


@transaction.atomic
def accept_invitation(secret: str, *, by, at: datetime) -> Representative:
    """Whoever brings the link of the letter and says yes is let in; the link is used up by that."""
    person = person_of(by)
    invitation = _held(secret)
    if invitation and invitation.representative and invitation.representative.person == person:
        return invitation.representative
    if invitation is None or not invitation.is_open(at):
        raise DomainError(
            "Ссылка не действует: её отозвали, срок вышел или по ней уже вошли.",
            rules.INVITED_ONCE,
        )
    organisation = invitation.organisation
    if may_represent(by, organisation):
        raise DomainError("Вы уже представляете эту организацию.", rules.AUTHORISED_REPRESENTATIVE)
    others = list(queries.representatives_in_force(organisation, today(at)))
    representative = let_in(organisation, person, invitation.role, None, at)
    invitation.accepted_at = at
    invitation.representative = representative
    invitation.save(update_fields=["accepted_at", "representative"])
    _log("accept_invitation", invitation, by, at)
    _tell_accepted(invitation, others, at)
    return representative


def _held(secret: str) -> RepresentativeInvitation | None:
    """The organisation, then its letter: in the order in which whoever invites takes them (T35)."""
    bearing = RepresentativeInvitation.objects.filter(secret_hash=hash_of(secret))
    organisation = Organisation.objects.filter(invitations__in=bearing).first()
    if organisation is None:
        return None
    organisation = locked(organisation)
    rows = bearing.select_for_update(of=("self",)).select_related("representative__person")
    if invitation := rows.first():
        invitation.organisation = organisation
    return invitation


def withdraw_invitations_of(organisation: Organisation, person, *, at: datetime) -> int:
    """Who loses the right to speak leaves no open door behind (T5)."""
    own = organisation.invitations.waiting().filter(invited_by__person=person)
    return own.update(withdrawn_at=at)


def _withdraw(invitation: RepresentativeInvitation, at: datetime) -> None:
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])


def _send(invitation: RepresentativeInvitation, secret: str, at: datetime) -> None:
    envelope = Envelope(
        address=invitation.email,
        about=f"invitation-{invitation.pk}-{invitation.secret_hash[:12]}",
        context={
            "organisation": invitation.organisation.short_name,
            "role": invitation.get_role_display().lower(),
            "inviter": invitation.invited_by.get_full_name(),
            "url": emails.invitation_url(secret),
            "expires_at": invitation.expires_at,
        },
        source=invitation,
        is_secret=True,
    )
    send_to_addresses(emails.INVITED, [envelope], at=at)


def _tell_accepted(invitation: RepresentativeInvitation, others, at: datetime) -> None:
    newcomer = invitation.representative.person
    for representative in others:
        send_notice(
            emails.INVITATION_ACCEPTED,
            to=representative.person,
            about=f"invitation-{invitation.pk}",
            context={
                "newcomer": newcomer.full_name,
                "role": invitation.get_role_display().lower(),
                "organisation": invitation.organisation.short_name,
                "email": invitation.email,
                "url": emails.organisation_url(invitation.organisation),
            },
            at=at,
            source=invitation,
        )


def _locked_waiting(invitation: RepresentativeInvitation) -> RepresentativeInvitation:
    found = (
        RepresentativeInvitation.objects.select_for_update(of=("self",))
        .select_related("organisation", "invited_by")
        .get(pk=invitation.pk)
    )
    if found.accepted_at or found.withdrawn_at:
        raise DomainError("Это приглашение уже принято или отозвано.", rules.DECIDED_ONCE)
    return found


def _log(name: str, invitation: RepresentativeInvitation, by, at: datetime) -> None:
    data = {"invitation": invitation.pk, "role": invitation.role}
    log_act(invitation.organisation, name, data, by=by, at=at)
