"""Registers of ten thousand organisations and a hundred thousand certificates: pages, filters, checks, the chain.

A page is asked for among few rows and among all, so that a query which grows with the register shows itself; a check
of a certificate is held against a view that gives a constant answer behind the same middleware.
"""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse

from documents.certificates.models import Certificate
from documents.certificates.verification import complaints
from documents.certificates.views import verification
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in

from .measure import get, queries
from .pages import constant_view
from .report import Row
from .scale import Scale, crowd_register

CHECK_TARGET, CHAIN_SECONDS, MOST_QUERIES = 3.0, 20.0, 15
CHECKS = 300
FEW = Scale(organisations=20, certificates=40)
MANY = Scale(organisations=10_000, certificates=100_000, first=FEW.organisations)


def run():
    client = Client()
    log_in(client, UserFactory(role=Role.SECRETARY))
    crowd_register(FEW)
    few = {name: _asked(client, address) for name, address in _pages().items()}
    start = time.perf_counter()
    crowd_register(MANY)
    print(f"  the crowd was written in {time.perf_counter() - start:.0f} s\n")
    yield "registers at 10,000 organisations and 100,000 certificates", [*_lists(client, few)]
    # The limit of one address is not what is measured.
    verification.RATE = "1000000/m"
    with constant_view() as constant:
        yield "checks of a certificate among 100,000", [*_checks(constant)]
    yield "the chain of 100,000", [_chain()]


def _pages() -> dict[str, str]:
    register = reverse("certificates_certificate_modeladmin_index")
    number = Certificate.objects.order_by("-pk").values_list("number", flat=True).first()
    return {
        "register of certificates": register,
        "  by state, kind, year": f"{register}?status__exact=revoked&year=2020",
        "  by term and hand-over": f"{register}?term=open&handed=no",
        "  by words": f"{register}?q=школа",
        "  by number": f"{register}?q={number}",
        "books": reverse("certificates_admin:books"),
        "sums of the books": reverse("certificates:sums"),
    }


def _asked(client: Client, address: str) -> int:
    return queries(lambda: client.get(address))


def _lists(client: Client, few: dict[str, int]):
    for name, address in _pages().items():
        many = _asked(client, address)
        start = time.perf_counter()
        answer = client.get(address)
        took = (time.perf_counter() - start) * 1000
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        well = many <= max(few[name], MOST_QUERIES)
        yield Row(name, f"{many} queries", f"{few[name]} at 40", f"{took:.0f} ms", "the same", well)


def _p95(call: Callable[[int], object]) -> float:
    """Milliseconds of CPU of the slowest twentieth, after a warm-up."""
    taken = []
    for place in range(CHECKS + 10):
        start = time.process_time()
        call(place)
        taken.append((time.process_time() - start) * 1000)
    return sorted(taken[10:])[int(CHECKS * 0.95)]


def _checks(constant):
    application = get_wsgi_application()
    codes = list(Certificate.objects.order_by("?").values_list("code", "number")[: CHECKS + 10])
    ways = {
        "page of the code": lambda place: get(application, f"/verify/{codes[place][0]}/"),
        "by number": lambda place: get(
            application,
            f"{reverse('certificates:verify')}?{urlencode({'number': codes[place][1]})}",
        ),
        "JSON": lambda place: get(application, f"/api/certificates/{codes[place][0]}/"),
    }
    for name, way in ways.items():
        constant.body = way(0)
        yardstick = _p95(lambda place: get(application, "/bench/constant/"))
        took = _p95(way)
        yield Row(
            f"{name}, p95",
            f"{took:.1f} ms",
            f"constant {yardstick:.1f} ms",
            f"{took / yardstick:.2f}",
            f"≤ {CHECK_TARGET}",
            took <= CHECK_TARGET * yardstick,
        )


def _chain() -> Row:
    start = time.perf_counter()
    found = sum(1 for _ in complaints())
    took = time.perf_counter() - start
    total = Certificate.objects.count()
    return Row(
        "recount of every book",
        f"{took:.1f} s",
        f"{total} certificates, {found} complaints",
        "",
        f"≤ {CHAIN_SECONDS:.0f} s",
        took <= CHAIN_SECONDS and not found,
    )
