"""Profiles, whose are missing, and the lists that stand behind the counts (R43, R44, C38)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Subquery

from association.organisations.models import Organisation, QmsCertificate

from ..choices import Roll
from ..models import CandidateProfile, MentorProfile, Pair
from .parties import able_to_mentor, candidates, mentors


@dataclass(frozen=True)
class Asked:
    """What a list of mentors or candidates is narrowed to."""

    words: str = ""
    territory: int | None = None
    branch: int | None = None


def mentor_profile_of(organisation: Organisation) -> MentorProfile | None:
    return MentorProfile.objects.filter(organisation=organisation).first()


def candidate_profile_of(organisation: Organisation) -> CandidateProfile | None:
    return CandidateProfile.objects.filter(organisation=organisation).first()


def certified_until(organisation: Organisation, on: date) -> date | None:
    """The last day of the certificate that lasts longest of those in force."""
    in_force = organisation.qms_certificates.in_force(on)
    return in_force.aggregate(last=Max("valid_until"))["last"]


def of_roll(roll: Roll, on: date):
    """Who is counted as a mentor, as a candidate, or could be a mentor and does not offer itself."""
    if roll == Roll.MENTORS:
        return mentors(on)
    if roll == Roll.CANDIDATES:
        return candidates()
    return able_to_mentor(on).exclude(mentor_profile__is_willing=True)


def rows_of(roll: Roll, asked: Asked, on: date):
    """The list by name, each with `certified_until`, `pairs_now` and what its profile says."""
    found = of_roll(roll, on)
    if asked.words:
        found = found.filter(pk__in=Organisation.objects.matching(asked.words).values("pk"))
    if asked.territory:
        found = found.filter(territory=asked.territory)
    if asked.branch:
        found = found.filter(branch=asked.branch)
    return _told(found, roll, on).order_by("short_name", "pk")


def _told(found, roll: Roll, on: date):
    certificates = QmsCertificate.objects.in_force(on).filter(organisation=OuterRef("pk"))
    side = "candidate" if roll == Roll.CANDIDATES else "mentor"
    pairs = Pair.objects.in_force(on).filter(**{side: OuterRef("pk")}).order_by()
    profile, wanted = (
        ("candidate_profile", "candidate_profile__needs")
        if roll == Roll.CANDIDATES
        else ("mentor_profile", "mentor_profile__processes")
    )
    last = certificates.order_by().values("organisation").annotate(last=Max("valid_until"))
    number = pairs.values(side).annotate(number=Count("pk"))
    return (
        found.select_related("territory", "branch", profile)
        .prefetch_related(wanted)
        .annotate(
            certified_until=Subquery(last.values("last")),
            pairs_now=Subquery(number.values("number")),
        )
    )


def states_of(organisations, on: date) -> dict[int, "ProfileState"]:
    """By key of each organisation, what its profile and its certificate are today: one query."""
    certified = QmsCertificate.objects.in_force(on).filter(organisation=OuterRef("pk"))
    waiting = QmsCertificate.objects.waiting().filter(organisation=OuterRef("pk"))
    rows = (
        Organisation.objects.filter(pk__in=[each.pk for each in organisations])
        .annotate(is_certified=Exists(certified), is_waiting=Exists(waiting))
        .values_list(
            "pk",
            "is_certified",
            "is_waiting",
            "mentor_profile__is_willing",
            "candidate_profile__updated_at",
        )
    )
    return {
        pk: ProfileState(is_certified, is_waiting, is_willing, asked_at is not None)
        for pk, is_certified, is_waiting, is_willing, asked_at in rows
    }


@dataclass(frozen=True)
class ProfileState:
    """`is_willing` is None without a profile of a mentor; `has_asked`: there is a profile of a candidate."""

    is_certified: bool
    is_waiting: bool
    is_willing: bool | None
    has_asked: bool


def candidates_without_profile():
    return candidates().filter(candidate_profile=None)


def able_without_profile(on: date):
    """Certified members that have never said whether they would be mentors."""
    return able_to_mentor(on).filter(mentor_profile=None)


def taught_by(organisations) -> set[tuple[int, int]]:
    """(member, process) of what they say in their profiles that they teach."""
    taught = MentorProfile.processes.through.objects.filter(
        mentorprofile__in=[each.pk for each in organisations]
    )
    return set(taught.values_list("mentorprofile", "process"))
