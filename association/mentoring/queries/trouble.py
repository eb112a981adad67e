"""Pairs at work that cannot go on as they were approved; what to do is the chair's word and the Presidium's (3.16)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from association.organisations.choices import Side as Party
from association.organisations.choices import Standing
from association.organisations.models import QmsCertificate, ReorganisationParty

from ..choices import Trouble
from ..models import Pair
from ..rules.oversight import ADVICE, RULES, Parties, troubles_of


@dataclass(frozen=True)
class Troubled:
    """A pair and what stands against it; `occasion` tells one lapse of a certificate from the next."""

    pair: Pair
    troubles: tuple[Trouble, ...]
    occasion: str = ""

    @property
    def in_words(self) -> str:
        return "; ".join(trouble.label for trouble in self.troubles)

    @property
    def rule(self):
        return RULES[self.troubles[0]]

    @property
    def advice(self) -> list[str]:
        return [ADVICE[trouble] for trouble in self.troubles]


def with_parties(pairs, on: date):
    """Each pair with how its two stand on the day."""
    in_force = QmsCertificate.objects.in_force(on)
    last = QmsCertificate.objects.filter(organisation=OuterRef("mentor")).order_by(
        "-valid_until", "-pk"
    )
    return pairs.select_related("mentor__territory", "candidate__territory").annotate(
        mentor_is_certified=Exists(in_force.filter(organisation=OuterRef("mentor"))),
        candidate_is_certified=Exists(in_force.filter(organisation=OuterRef("candidate"))),
        mentor_is_gone=_gone("mentor", on),
        candidate_is_gone=_gone("candidate", on),
        mentor_last_certificate=Subquery(last.values("pk")[:1]),
    )


def _gone(side: str, on: date) -> Exists:
    """Reorganised into others and not itself among those that came after (ст. 57 ГК РФ)."""
    goes_on = ReorganisationParty.objects.filter(
        reorganisation=OuterRef("reorganisation"),
        organisation=OuterRef("organisation"),
        side=Party.AFTER,
    )
    return Exists(
        ReorganisationParty.objects.filter(
            ~Exists(goes_on),
            organisation=OuterRef(side),
            side=Party.BEFORE,
            reorganisation__on__lte=on,
        )
    )


TROUBLED = (
    ~Q(candidate__standing=Standing.CANDIDATE)
    | Q(candidate_is_certified=True)
    | Q(candidate_is_gone=True)
    | ~Q(mentor__standing=Standing.MEMBER)
    | Q(mentor_is_gone=True)
    | Q(mentor_is_certified=False)
)
"""Of pairs `with_parties`: what `rules.oversight.troubles_of` finds something in."""


def troubled(on: date, *, of=None) -> list[Troubled]:
    """All of them, or those of one organisation; one query."""
    pairs = Pair.objects.filter(ended_on__isnull=True)
    if of is not None:
        pairs = pairs.of(of)
    found = with_parties(pairs, on).filter(TROUBLED).order_by("begins_on", "pk")
    return [as_troubled(pair) for pair in found]


def as_troubled(pair: Pair) -> Troubled:
    """Of a pair `with_parties`; no troubles for one that is over."""
    troubles = () if pair.is_over else tuple(troubles_of(parties_of(pair)))
    occasion = pair.mentor_last_certificate if Trouble.MENTOR_UNCERTIFIED in troubles else ""
    return Troubled(pair, troubles, str(occasion or ""))


def parties_of(pair: Pair) -> Parties:
    return Parties(
        pair.mentor.standing,
        pair.candidate.standing,
        pair.mentor_is_certified,
        pair.candidate_is_certified,
        pair.mentor_is_gone,
        pair.candidate_is_gone,
    )
