"""What everybody may see (T6)."""

from django.db.models import Exists, F, OuterRef
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import CharField
from wagtail.models import PageViewRestriction


def open_to_all(pages):
    """The published pages among `pages` with no restriction on them or above them.

    Wagtail's own `public()` reads every restriction first; this is part of the same query.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(guarded=path).filter(
        guarded__startswith=F("page__path")
    )
    return pages.filter(~Exists(above), live=True)
