"""What the room knows, asked in the words of the field."""

from datetime import date

from django.db.models import Q

from home.accounts.choices import Role
from home.accounts.models import Person
from home.accounts.roles import has_role
from home.workdays.queries import today

from .choices import JoinState
from .models import JoinRequest, Organisation, RegistrationDraft, Representative


def organisations_of(user):
    """Those for which the user speaks today."""
    if not user.is_authenticated or user.person_id is None:
        return Organisation.objects.none()
    return Organisation.objects.represented_by(user.person_id, today())


def representatives_in_force(organisation: Organisation, on: date):
    return (
        Representative.objects.in_force(on)
        .filter(organisation=organisation)
        .select_related("person")
    )


def is_last_representative(representative: Representative, on: date) -> bool:
    """Without this person nobody would speak for the organisation."""
    others = representatives_in_force(representative.organisation, on).exclude(pk=representative.pk)
    return not others.exists()


def past_representatives(organisation: Organisation, on: date):
    """Those whose term has ended: the history keeps their names (T82)."""
    return (
        Representative.objects.filter(organisation=organisation, until__lte=on)
        .select_related("person")
        .order_by("-until", "-pk")
    )


def members(on: date):
    """Member organisations at the end of the day `on`."""
    return Organisation.objects.members(on)


def people_of(organisations, on: date):
    """Everyone who speaks for any of `organisations` on the day `on`, each once."""
    in_force = Representative.objects.in_force(on).filter(organisation__in=organisations)
    return Person.objects.filter(pk__in=in_force.values("person"))


def find_by_numbers(inn: str, kpp: str) -> Organisation | None:
    return Organisation.objects.filter(inn=inn, kpp=kpp).first()


def join_requests_to_decide(organisations):
    return JoinRequest.objects.filter(
        organisation__in=organisations, state=JoinState.WAITING
    ).select_related("person", "organisation", "authority")


def join_requests_waiting_for(user):
    """Those to organisations of the user; for the secretary also those with a document of authority."""
    decidable = Q(organisation__in=organisations_of(user))
    if has_role(user, Role.SECRETARY):
        decidable |= Q(authority__isnull=False)
    waiting = JoinRequest.objects.filter(decidable, state=JoinState.WAITING)
    return waiting.exclude(person=user.person_id).select_related("person", "organisation")


def join_requests_of(user):
    """What the user asked for and is still without an answer, or was refused."""
    if not user.is_authenticated or user.person_id is None:
        return JoinRequest.objects.none()
    return JoinRequest.objects.filter(person=user.person_id).exclude(state=JoinState.ACCEPTED)


def standing_history(organisation: Organisation):
    """The steps of its standing, the latest first."""
    return organisation.standing_changes.select_related("by__person")


def draft_answers(user) -> dict[str, str]:
    """What the user has typed of an organisation that is not registered yet, as it was typed."""
    draft = RegistrationDraft.objects.filter(user=user).first()
    return draft.answers if draft else {}
