"""What stands beside the text of an edition: corrected misprints and interpretations, by the anchor of their clause."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from home.workdays.queries import today

from .models import Clause, Edition, Erratum, Interpretation


@dataclass
class Beside:
    """Of one clause, each in the order of their dates."""

    errata: list[Erratum] = field(default_factory=list)
    interpretations: list[Interpretation] = field(default_factory=list)


def beside(edition: Edition, texts: dict[str, str] | None = None) -> dict[str, Beside]:
    """Three queries for any number of notes, two when {anchor: hash of the text} is known.

    An interpretation written to another edition of the regulation counts while the clause of the same anchor
    says the same words; one written to an edition to come waits for its day (T6).
    """
    notes: dict[str, Beside] = defaultdict(Beside)
    for erratum in Erratum.objects.filter(clause__edition=edition).select_related("clause"):
        notes[erratum.clause.anchor].errata.append(erratum)
    interpretations = list(
        Interpretation.objects.standing()
        .filter(clause__edition__page_id=edition.page_id)
        .filter(Q(clause__edition=edition.pk) | Q(clause__edition__effective_from__lte=today()))
        .select_related("clause")
    )
    if interpretations:
        anchors = {interpretation.clause.anchor for interpretation in interpretations}
        if texts is None:
            here = Clause.objects.filter(edition=edition, anchor__in=anchors)
            texts = dict(here.values_list("anchor", "text_sha256"))
        for interpretation in interpretations:
            clause = interpretation.clause
            if texts.get(clause.anchor) == clause.text_sha256:
                notes[clause.anchor].interpretations.append(interpretation)
    return dict(notes)


def split_at_errata(text: str, errata: Iterable[Erratum]) -> list[tuple[str, Erratum | None]]:
    """[("в течение ", None), ("трёхх", its erratum), (" дней", None)]: misprints where they stand first, none within another."""
    pieces: list[tuple[str, Erratum | None]] = []
    end = 0
    for at, erratum in sorted(((text.find(e.wrong), e) for e in errata), key=lambda pair: pair[0]):
        if at < end:
            continue
        pieces += [(text[end:at], None), (erratum.wrong, erratum)]
        end = at + len(erratum.wrong)
    return [*pieces, (text[end:], None)]


def with_errata(text: str, errata: Iterable[Erratum]) -> str:
    """The text as it should be read: every misprint put right, where it stands first."""
    for erratum in errata:
        text = text.replace(erratum.wrong, erratum.right, 1)
    return text
