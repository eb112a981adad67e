"""Public pages cold and warm, the cabinet and the registers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import path
from wagtail.models import Page, Site

from documents.regulations.models import RegulationPage
from home.accounts.choices import Role
from home.pages.models import NewsIndexPage, NewsPage
from portal.urls import urlpatterns as portal_urls
from programs.catalogue.models import ProgrammePage
from tests.factories.accounts import log_in

from .measure import get, interleaved, queries
from .report import Row

CPU_TARGET = 2.0
QUERY_TARGET = 10
WARM_TARGET = 0.9
CABINET_QUERY_TARGET = 15


def run() -> Iterator[tuple[str, list[Row]]]:
    application = get_wsgi_application()
    addresses = public_addresses()
    yield (
        "public page, no cache (ms of CPU against an empty Wagtail page)",
        list(cold(application, addresses)),
    )
    yield (
        "public page, warm cache (pages a second against a constant view)",
        list(warm(application, addresses)),
    )
    yield "cabinet and registers (queries)", list(cabinet(application))


def public_addresses() -> dict[str, str]:
    """The pages that the targets name, as the demo has them."""
    pages = {
        "home": Site.objects.get().root_page,
        "news index": NewsIndexPage.objects.live().first(),
        "news": NewsPage.objects.live().first(),
        "regulation": RegulationPage.objects.live().first(),
        "programme": ProgrammePage.objects.live().first(),
    }
    return {name: page.get_url() for name, page in pages.items()}


def cold(application, addresses: dict[str, str]) -> Iterator[Row]:
    for name, address in addresses.items():
        body = get(application, address)
        with empty_wagtail_page(len(body)) as empty:
            page, yardstick = interleaved(
                lambda address=address: get(application, address),
                lambda empty=empty: get(application, empty),
            )
        yield Row(
            f"{name}, {len(body) / 1024:.0f} KB",
            f"{page:.2f} ms",
            f"{yardstick:.2f} ms",
            f"{page / yardstick:.2f}",
            f"≤ {CPU_TARGET}",
            page / yardstick <= CPU_TARGET,
        )
        asked = queries(lambda address=address: get(application, address))
        yield Row(
            f"{name}, queries", str(asked), "", "", f"≤ {QUERY_TARGET}", asked <= QUERY_TARGET
        )


def warm(application, addresses: dict[str, str]) -> Iterator[Row]:
    for name, address in addresses.items():
        with override_settings(PUBLIC_CACHE_SECONDS=600), constant_view() as constant:
            cached_application = get_wsgi_application()
            constant.body = get(cached_application, address)
            hit, yardstick = interleaved(
                lambda address=address: get(cached_application, address),
                lambda: get(cached_application, "/bench/constant/"),
                rounds=300,
            )
        yield Row(
            name,
            f"{1000 / hit:.0f}/s",
            f"{1000 / yardstick:.0f}/s",
            f"{yardstick / hit:.2f}",
            f"≥ {WARM_TARGET}",
            yardstick / hit >= WARM_TARGET,
        )


@contextmanager
def empty_wagtail_page(size: int):
    """Address of a plain Page whose template is `size` bytes of text and no tag."""
    page = Site.objects.get().root_page.add_child(instance=Page(title="Empty", slug="bench-empty"))
    template = engines["django"].from_string("x" * size)
    original = Page.get_template
    Page.get_template = lambda self, request, *args, **kwargs: (
        template if type(self) is Page else original(self, request, *args, **kwargs)
    )
    try:
        yield page.get_url()
    finally:
        Page.get_template = original
        page.delete()


@contextmanager
def constant_view():
    """A view behind the whole middleware that answers the bytes it holds and is never cached."""

    def constant(request):
        response = HttpResponse(constant.body)
        response["Cache-Control"] = "no-store"
        return response

    constant.urlpatterns = [path("bench/constant/", constant), *portal_urls]
    with override_settings(ROOT_URLCONF=constant):
        yield constant


def cabinet(application) -> Iterator[Row]:
    for role, addresses in (
        ("member", ["/cabinet/", "/cabinet/organisation/", "/cabinet/certificates/"]),
        (
            Role.SECRETARY,
            [
                "/admin/organisations/organisations/",
                "/admin/membership/membershipapplication/",
                "/admin/certificates/certificate/",
                "/admin/notices/letter/",
            ],
        ),
    ):
        client = Client(SERVER_NAME="localhost")
        log_in(client, get_user_model().objects.get(email=f"{role}@example.org"))
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        for address in addresses:
            asked = queries(
                lambda address=address, cookies=cookies: get(application, address, cookies)
            )
            yield Row(
                address,
                str(asked),
                "",
                "",
                f"≤ {CABINET_QUERY_TARGET}",
                asked <= CABINET_QUERY_TARGET,
            )
