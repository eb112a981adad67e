"""The open register: who belongs, where, since when; the same number of queries for any number of rows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from association.organisations.choices import Standing
from association.organisations.models import (
    Organisation,
    QmsCertificate,
    StandingChange,
    Territory,
)
from association.organisations.registry import LifeEvent, life_of
from home.search.queries import owners_found
from home.search.rules import read_query

from .choices import COUNTED, SHOWN, STANDINGS
from .rules.tiles import Place

SEARCH = "members"
"""The code of the register in the site's search."""


@dataclass(frozen=True)
class Asked:
    words: str = ""
    territory: int | None = None
    branch: int | None = None
    standing: str = ""
    certified: bool = False


def shown(on: date):
    """Everybody in the register, each with `standing_since` and `is_certified` on the day."""
    last = StandingChange.objects.filter(organisation=OuterRef("pk")).order_by("-on", "-pk")
    certificates = QmsCertificate.objects.in_force(on).filter(organisation=OuterRef("pk"))
    return (
        Organisation.objects.filter(standing__in=SHOWN)
        .select_related("territory", "branch")
        .annotate(standing_since=Subquery(last.values("on")[:1]), is_certified=Exists(certificates))
    )


def find(asked: Asked, user, on: date):
    """Those that are asked for, by name."""
    found = shown(on).filter(standing__in=STANDINGS[asked.standing])
    if asked.words:
        found = found.filter(_meant(asked.words, user))
    if asked.territory:
        found = found.filter(territory=asked.territory)
    if asked.branch:
        found = found.filter(branch=asked.branch)
    return found.filter(is_certified=True) if asked.certified else found


def _meant(words: str, user) -> Q:
    """By any part of names and numbers, or by words in any form as the site's search knows them."""
    by_form = owners_found(read_query(words), user, SEARCH)
    return Q(pk__in=Organisation.objects.matching(words).values("pk")) | Q(pk__in=by_form)


def belonging(on: date):
    """Members and candidates, in a lasting order: what open data hold."""
    return shown(on).filter(standing__in=COUNTED).order_by("inn", "kpp", "pk")


def public_life(organisation: Organisation) -> list[LifeEvent]:
    return [event for event in life_of(organisation) if event.is_public]


def places() -> list[Place]:
    """Every territory in the order of the administrator, with how many belong; one query."""
    counted = Territory.objects.annotate(
        members=Count("organisations", filter=Q(organisations__standing=Standing.MEMBER)),
        candidates=Count("organisations", filter=Q(organisations__standing=Standing.CANDIDATE)),
    )
    return [
        Place(each.pk, each.name, each.map_column, each.map_row, each.members, each.candidates)
        for each in counted
    ]
