"""What machines read: the robots file and the map of the site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page, Site

from .visibility import open_to_all

CLOSED_TO_ROBOTS = (
    "/accounts/",
    "/admin/",
    "/api/",
    "/cabinet/",
    "/django-admin/",
    "/search/",
    "/verify/",
    "/vision/",
)


class PublicPages(Sitemap):
    """Pages that everybody may see, under the host of the settings.

    Wagtail's own map takes the host of the Site record, which says «localhost» until somebody mends it.
    """

    def __init__(self, request):
        self.request = request
        own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        self.protocol, self.domain = own.scheme, own.netloc

    def get_domain(self, site=None):
        return self.domain

    def items(self):
        site = Site.find_for_request(self.request)
        if site is None:
            return Page.objects.none()
        return open_to_all(site.root_page.get_descendants(inclusive=True)).order_by("path")

    def location(self, page):
        return page.get_url(self.request)

    def lastmod(self, page):
        return page.last_published_at


def sitemap(request):
    return sitemap_views.sitemap(request, {"pages": PublicPages(request)})


def robots(request):
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in CLOSED_TO_ROBOTS),
        f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}{reverse('pages:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
