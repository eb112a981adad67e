"""That organisations became others, by an act (ст. 57 ГК РФ; п. 3.15 «а»)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from documents.uploads.models import StoredFile
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import rules
from ..choices import ReorganisationKind, Side
from ..models import Organisation, Reorganisation, ReorganisationParty
from ..registry import tell_reorganised
from .beats import log_act


@dataclass(frozen=True)
class ReorganisationAct:
    """What the paper says: who issued it and what it is called (`act`), its number and date, since when it works."""

    kind: ReorganisationKind
    on: date
    act: str
    act_number: str
    act_date: date
    file: StoredFile | None = None


@transaction.atomic
def record_reorganisation(
    act: ReorganisationAct,
    before: Sequence[Organisation],
    after: Sequence[Organisation],
    *,
    by,
    at: datetime,
) -> Reorganisation:
    """Enter a reorganisation and let the rooms above end what ends by it. All keep their names in the past (T82)."""
    parties = _locked_parties([*before, *after])
    _check(act, before, after, at)
    reorganisation = Reorganisation.objects.create(**vars(act), by=by, at=at)
    ReorganisationParty.objects.bulk_create(
        ReorganisationParty(reorganisation=reorganisation, organisation=party, side=side)
        for side, side_parties in ((Side.BEFORE, before), (Side.AFTER, after))
        for party in side_parties
    )
    data = {"act": str(reorganisation), "on": act.on.isoformat()}
    for party in parties:
        log_act(party, "record_reorganisation", data, by=by, at=at)
    tell_reorganised(reorganisation, by=by, at=at)
    return reorganisation


def _locked_parties(parties) -> list[Organisation]:
    """In the order of their keys, so that two acts at once wait for each other instead of blocking (T35)."""
    keys = {party.pk for party in parties}
    return list(Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _check(act: ReorganisationAct, before, after, at: datetime) -> None:
    if act.act_date > act.on or act.on > today(at):
        raise DomainError(
            "День реорганизации — не раньше даты акта и не позже сегодняшнего дня.",
            rules.REORGANISED_BY_ACT,
            field="on",
        )
    same = Reorganisation.objects.filter(
        kind=act.kind, act_number=act.act_number, act_date=act.act_date
    )
    if same.exists():
        raise DomainError(
            "Реорганизация по этому акту уже внесена.", rules.DECIDED_ONCE, field="act_number"
        )
    keys_before, keys_after = {one.pk for one in before}, {one.pk for one in after}
    if flaw := rules.reorganisation_flaw(act.kind, keys_before, keys_after):
        raise DomainError(flaw, rules.REORGANISED_BY_ACT, field="before")
