"""The whole field of a day from the register, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from association.organisations.models import Organisation, Territory
from association.organisations.queries import certified

from ..choices import Hold, Line
from ..models import ListLine, MentoringSettings, Pair, PairList
from ..rules.forming import OPEN_STATES
from ..rules.suggesting import Candidate, Field, Mentor, PairOf, Place, Weights
from .parties import candidates, mentors


def field_on(on: date) -> Field:
    """Everybody whom the ratio rule counts; identifiers are primary keys, branches and processes go by name."""
    past, standing = _pairs(on)
    reached = set((certified(on) & candidates()).values_list("pk", flat=True))
    return Field(
        mentors={each.pk: _mentor(each) for each in _with_profiles(mentors(on), *_OF_MENTORS)},
        candidates={
            each.pk: _candidate(each, is_certified=each.pk in reached)
            for each in _with_profiles(candidates(), *_OF_CANDIDATES)
        },
        places=_places(),
        weights=weights(),
        past=past - standing,
        standing=standing,
        on=on,
    )


def weights() -> Weights:
    settings = MentoringSettings.load()
    return Weights(**{each.name: getattr(settings, each.name) for each in fields(Weights)})


_OF_MENTORS = ("mentor_profile", "mentor_profile__processes", "mentor_profile__branches")
_OF_CANDIDATES = ("candidate_profile", "candidate_profile__needs")


def _with_profiles(organisations, profile: str, *lists: str):
    return organisations.select_related("branch", profile).prefetch_related(*lists)


def _common(organisation: Organisation, profile) -> dict:
    """A candidate without a profile is counted and may be helped: it works as a new profile says."""
    common = {
        "id": organisation.pk,
        "name": organisation.short_name,
        "territory": organisation.territory_id,
        "branch": organisation.branch.name,
    }
    if profile is None:
        return common
    return common | {
        "remote": profile.works_remotely,
        "visits": profile.meets_in_person,
        "languages": frozenset(profile.languages),
    }


def _mentor(organisation: Organisation) -> Mentor:
    profile = organisation.mentor_profile
    return Mentor(
        **_common(organisation, profile),
        capacity=profile.capacity,
        reach_km=profile.reach_km,
        processes=frozenset(each.name for each in profile.processes.all()),
        branches=frozenset(each.name for each in profile.branches.all()),
    )


def _candidate(organisation: Organisation, *, is_certified: bool) -> Candidate:
    profile = getattr(organisation, "candidate_profile", None)
    needs = profile.needs.all() if profile else ()
    return Candidate(
        **_common(organisation, profile),
        needs=frozenset(each.name for each in needs),
        is_certified=is_certified,
    )


def _places() -> dict[int, Place]:
    return {
        each.pk: Place(
            id=each.pk,
            name=each.name,
            latitude=_degrees(each.latitude),
            longitude=_degrees(each.longitude),
            neighbours=frozenset(other.pk for other in each.neighbours.all()),
        )
        for each in Territory.objects.prefetch_related("neighbours")
    }


def _degrees(value) -> float | None:
    return None if value is None else float(value)


def _pairs(on: date) -> tuple[frozenset[PairOf], frozenset[PairOf]]:
    """(over, at work or to begin)."""
    found = Pair.objects.values_list("mentor_id", "candidate_id", "ended_on")
    over = frozenset((m, c) for m, c, ended_on in found if ended_on and ended_on <= on)
    return over, frozenset((m, c) for m, c, ended_on in found if not ended_on or ended_on > on)


def as_list_leaves_it(found: Field, pair_list: PairList, lines: Iterable[ListLine]) -> Field:
    """Without the pairs that the list ends, and with those that other lists have promised."""
    ended = {(line.mentor_id, line.candidate_id) for line in lines if line.kind == Line.END}
    return replace(found, standing=found.standing - ended | promised_elsewhere(pair_list))


def promised_elsewhere(pair_list: PairList) -> frozenset[PairOf]:
    """Pairs of other lists that are on their way to a decision."""
    lines = ListLine.objects.filter(kind=Line.FORM, pair_list__state__in=OPEN_STATES)
    lines = lines.exclude(hold=Hold.DROPPED).exclude(pair_list=pair_list)
    return frozenset(lines.order_by().values_list("mentor_id", "candidate_id"))
