"""What base.html needs on every page."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from . import queries, vision


def site_furniture(request) -> dict:
    """`association` (asked only when printed), `vision` (how the reader wants the site shown) and
    `canonical_url` (this page without its query)."""
    return {
        "association": SimpleLazyObject(lambda: queries.association_for(request)),
        "vision": vision.chosen(request),
        "canonical_url": settings.WAGTAILADMIN_BASE_URL + request.path,
    }
