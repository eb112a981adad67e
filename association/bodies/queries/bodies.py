"""Which bodies a user sees, and what those decide by."""

from datetime import date

from django.db.models import Q

from association.organisations.choices import Standing
from association.organisations.models import Organisation, Representative
from association.organisations.queries import members
from home.accounts.models import Person

from ..choices import BodyKind, OfficeKind, RuleSetState
from ..models import CollegialBody, RuleSet
from ..permissions import heads_a_member, may_found_for_association, sees_bodies_of_association
from ..seats import kept_bodies, person_seats

_BUSY = {OfficeKind.CHAIR, OfficeKind.LEADER, OfficeKind.SECRETARY}


def bodies_for(user):
    """All that `permissions.may_see_body` opens to the user, in one query."""
    if not user.is_authenticated or not user.is_active:
        return CollegialBody.objects.none()
    visible = Q(pk__in={*person_seats(user), *kept_bodies(user)})
    if sees_bodies_of_association(user):
        visible |= Q(owner=None) | Q(is_shared=True)
    elif heads_a_member(user):
        visible |= Q(kind=BodyKind.GENERAL_MEETING)
    return CollegialBody.objects.filter(visible).select_related("owner")


def bodies_kept_by(user):
    """Bodies whose vacancies and terms are the user's care; None without a query when there are none."""
    run = {pk for pk, kinds in person_seats(user).items() if kinds & _BUSY}
    kept = Q(pk__in=run | kept_bodies(user))
    if may_found_for_association(user):
        kept |= Q(owner=None)
    elif not (run or kept_bodies(user)):
        return None
    return CollegialBody.objects.filter(kept).select_related("owner")


def people_to_name(body: CollegialBody, on: date):
    """Whom the keeper of a body finds by name: its own circle, never the whole register (T7)."""
    if body.owner_id:
        speaking = Representative.objects.in_force(on).filter(organisation=body.owner_id)
        circle = Q(pk__in=speaking.values("person")) | Q(headed_organisations=body.owner_id)
        circle |= Q(offices__body__owner=body.owner_id)
    else:
        circle = Q(headed_organisations__in=members(on).values("pk"))
        circle |= Q(offices__body__owner=None, offices__isnull=False)
    return Person.objects.filter(circle).distinct()


def organisations_to_name(body: CollegialBody):
    """From which organisation a person may sit in the body."""
    if body.owner_id:
        return Organisation.objects.filter(pk=body.owner_id)
    return Organisation.objects.filter(standing__in=(Standing.MEMBER, Standing.CANDIDATE))


def public_bodies(on: date):
    return CollegialBody.objects.of_the_association().in_being(on)


def rule_sets_in_force() -> dict[str, RuleSet]:
    return {each.code: each for each in RuleSet.objects.filter(state=RuleSetState.IN_FORCE)}


def is_officer(user) -> bool:
    """The user holds any office of any body today."""
    return bool(person_seats(user))


def presidium() -> CollegialBody | None:
    """The one body that admits, removes and approves pairs (3.13, 3.14, 3.16); None before it is entered."""
    return _of_the_association(BodyKind.PRESIDIUM)


def general_meeting() -> CollegialBody | None:
    """The meeting of the Association (3.6, 3.17)."""
    return _of_the_association(BodyKind.GENERAL_MEETING)


def _of_the_association(kind: BodyKind) -> CollegialBody | None:
    return CollegialBody.objects.filter(kind=kind, owner=None).first()
