"""Of two renditions of one text one is chosen; where the other is spelled otherwise is kept beside it (C32)."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from wagtail.log_actions import log

from home.rulebook import DomainError

from ..models import Edition, Variant
from ..rules import EDITION_VARIANTS
from ..variants import Spelling
from .beats import lock_draft
from .drafting import delete_draft


@transaction.atomic
def choose_rendition(
    chosen: Edition,
    other: Edition,
    *,
    readings: Sequence[tuple[str, Spelling]],
    delete_other: bool,
    seen: int,
    by,
    at: datetime.datetime,
) -> list[Variant]:
    """`readings` are (anchor of the clause, spelling), in the order of the text; those kept before go.

    The other rendition stays a draft, or is deleted with its entry in the log.
    """
    if chosen.pk == other.pk or chosen.page_id != other.page_id:
        raise DomainError("Сравнивают две редакции одного положения.", EDITION_VARIANTS)
    chosen = lock_draft(chosen, seen=seen)
    chosen.variants.all().delete()
    variants = Variant.objects.bulk_create(
        Variant(
            edition=chosen,
            order=order,
            anchor=anchor,
            ours=spelling.ours,
            theirs=spelling.theirs,
            source_name=other.source_name,
        )
        for order, (anchor, spelling) in enumerate(readings, start=1)
    )
    data = {"other": str(other), "source": other.source_name, "variants": len(variants)}
    log(chosen, "regulations.choose_rendition", user=by, timestamp=at, data=data)
    if delete_other:
        delete_draft(other, by=by, at=at)
    return variants
