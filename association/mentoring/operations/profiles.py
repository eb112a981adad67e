"""What a member offers as a mentor and what a candidate asks for (3.16, R43, R44)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from home.rulebook import DomainError
from home.workdays.queries import today

from ..models import CandidateProfile, MentorProfile
from ..queries.parties import why_not_mentor
from ..rules import names, profiles
from .beats import log_act

COMMON = ("works_remotely", "meets_in_person", "languages", "about")
OF_A_MENTOR = ("is_willing", "capacity", "reach_km", *COMMON)


@transaction.atomic
def offer_as_mentor(
    organisation: Organisation, told: Mapping, *, by, at: datetime
) -> MentorProfile:
    """Keep the profile: what `told` says of OF_A_MENTOR, `branches` and `processes`; whoever is not certified cannot."""
    organisation = _locked(organisation)
    profiles.check_mentor(why_not_mentor(organisation, today(at)))
    _check_way_of_work(told)
    fields = {name: told[name] for name in OF_A_MENTOR}
    if not told["meets_in_person"]:
        fields["reach_km"] = None
    profile, _ = MentorProfile.objects.update_or_create(
        organisation=organisation, defaults=fields | {"updated_by": by, "updated_at": at}
    )
    profile.branches.set(told["branches"])
    profile.processes.set(told["processes"])
    counted = {"is_willing": profile.is_willing, "capacity": profile.capacity}
    log_act(organisation, "offer_as_mentor", by=by, at=at, organisation=organisation, **counted)
    return profile


@transaction.atomic
def stop_offering(organisation: Organisation, *, by, at: datetime) -> MentorProfile:
    """New pairs no more; the rest of the profile stays for a better day, and pairs at work go on."""
    organisation = _locked(organisation)
    profile = MentorProfile.objects.filter(organisation=organisation, is_willing=True).first()
    if profile is None:
        raise DomainError("Организация и\xa0так не\xa0предлагает себя наставником.", names.PROFILE)
    profile.is_willing, profile.updated_by, profile.updated_at = False, by, at
    profile.save(update_fields=["is_willing", "updated_by", "updated_at"])
    log_act(organisation, "stop_offering", by=by, at=at, organisation=organisation)
    return profile


@transaction.atomic
def ask_for_mentor(
    organisation: Organisation, told: Mapping, *, by, at: datetime
) -> CandidateProfile:
    """Keep the profile: what `told` says of COMMON, and its `needs`."""
    organisation = _locked(organisation)
    profiles.check_candidate(organisation.short_name, organisation.standing == Standing.CANDIDATE)
    _check_way_of_work(told)
    fields = {name: told[name] for name in COMMON}
    profile, _ = CandidateProfile.objects.update_or_create(
        organisation=organisation, defaults=fields | {"updated_by": by, "updated_at": at}
    )
    profile.needs.set(told["needs"])
    needs = [process.code for process in told["needs"]]
    log_act(organisation, "ask_for_mentor", by=by, at=at, organisation=organisation, needs=needs)
    return profile


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _check_way_of_work(told: Mapping) -> None:
    profiles.check_way_of_work(
        works_remotely=told["works_remotely"],
        meets_in_person=told["meets_in_person"],
        languages=told["languages"],
    )
