"""Pairs in the life of an organisation: that a decision formed one, and that it ended, is public; the rest is theirs."""

from collections.abc import Iterator

from association.organisations.models import Organisation
from association.organisations.registry import LifeEvent

from .choices import EndGround
from .models import Pair
from .rules import names

ENDED = {
    EndGround.CERTIFIED: "кандидат получил сертификат",
    EndGround.DECISION: "по\xa0решению Президиума",
}


def life_of_pairs(organisation: Organisation) -> Iterator[LifeEvent]:
    """One query."""
    pairs = Pair.objects.of(organisation).select_related("mentor", "candidate", "decision__meeting")
    for pair in pairs:
        room = (("Кабинет пары", pair.get_absolute_url()),)
        yield LifeEvent(
            pair.begins_on,
            _begun(pair, organisation),
            names.APPROVED_BY_MEETING,
            detail=f"Признак\xa0— {pair.get_criterion_display()}.",
            own_papers=room,
            is_public=True,
        )
        if pair.is_over:
            yield LifeEvent(
                pair.ended_on,
                _ended(pair, organisation),
                names.UNTIL_CERTIFICATE
                if pair.end_ground == EndGround.CERTIFIED
                else names.EARLY_END,
                at=pair.ended_at,
                detail=pair.end_note,
                own_papers=room,
                is_public=True,
            )


def _begun(pair: Pair, organisation: Organisation) -> str:
    if pair.mentor_id == organisation.pk:
        return f"Стала наставником кандидата: {pair.candidate.short_name}"
    return f"Получила наставника: {pair.mentor.short_name}"


def _ended(pair: Pair, organisation: Organisation) -> str:
    other = pair.candidate if pair.mentor_id == organisation.pk else pair.mentor
    return f"Закончена пара ({other.short_name}): {ENDED[EndGround(pair.end_ground)]}"
