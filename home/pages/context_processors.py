"""What base.html needs on every page."""

from django.conf import settings

from . import vision


def site_furniture(request) -> dict:
    """`vision` (how the reader asked to see the site) and `canonical_url` (this page without its query)."""
    return {
        "vision": vision.chosen(request),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "canonical_url": settings.WAGTAILADMIN_BASE_URL + request.path,
    }
