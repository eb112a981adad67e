from django.db.models import TextChoices

from association.organisations.choices import Standing

SHOWN = (Standing.MEMBER, Standing.CANDIDATE, Standing.FORMER)
"""Who stands in the open register; an applicant's affair is its own until it is decided."""

COUNTED = (Standing.MEMBER, Standing.CANDIDATE)
"""Who belongs to the Association today: open data and the map hold them."""


class Wanted(TextChoices):
    """Whom the list of the register is asked for; empty means members."""

    CANDIDATES = "candidates", "кандидаты"
    FORMER = "former", "бывшие члены"
    ALL = "all", "все"


STANDINGS = {
    "": (Standing.MEMBER,),
    Wanted.CANDIDATES: (Standing.CANDIDATE,),
    Wanted.FORMER: (Standing.FORMER,),
    Wanted.ALL: SHOWN,
}
