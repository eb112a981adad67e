"""What everybody may see (T6)."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import CharField
from wagtail.models import Page, PageViewRestriction


def open_to_all(pages):
    """The published pages among `pages` with no restriction on them or above them.

    Wagtail's own `public()` reads every restriction first; this is part of the same query.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(guarded=path).filter(
        guarded__startswith=F("page__path")
    )
    return pages.filter(~Exists(above), live=True)


def way_to(addresses):
    """Pages at these addresses and the root above them, from the top; `guarded` where one has a restriction."""
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    return (
        Page.objects.filter(Q(url_path__in=addresses) | Q(depth=1))
        .annotate(guarded=Exists(restrictions))
        .order_by("depth")
    )
