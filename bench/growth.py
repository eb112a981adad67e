"""From a thousand pages and clauses to fifty thousand: viewing and publishing.

Both sizes are measured against a view that asks the database for nothing, in the same run, so that a slower minute of the
machine does not count as growth.
"""

import time
from collections.abc import Iterator

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task

from documents.regulations.models import RegulationPage
from home.pages.models import NewsIndexPage, NewsPage
from home.search.models import IndexEntry

from .corpus import Corpus
from .crowd import crowd_clauses, crowd_news
from .measure import get, interleaved
from .pages import constant_view, public_addresses
from .report import Row

SMALL, LARGE = 1_000, 50_000
VIEWING_TARGET, PUBLISHING_TARGET = 1.3, 1.7
ROUNDS = 40
INDEXED_WITHIN = 60
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def run() -> Iterator[tuple[str, list[Row]]]:
    corpus = Corpus()
    crowd_news(SMALL, corpus)
    crowd_clauses(SMALL, corpus, name="few")
    small = measured()
    crowd_news(LARGE - SMALL, corpus)
    crowd_clauses(LARGE - SMALL, corpus, name="many")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    large = measured()
    title = f"from {SMALL} to {LARGE} pages and clauses, {connection.vendor} (ms of CPU)"
    rows = [grown(name, small[name], large[name]) for name in small]
    yield title, [*rows, indexed_by_the_queue()]


def grown(name: str, small: tuple[float, float], large: tuple[float, float]) -> Row:
    target = PUBLISHING_TARGET if name.startswith("publish") else VIEWING_TARGET
    ratio = (large[0] / large[1]) / (small[0] / small[1])
    figure, before = f"{large[0]:.1f} ms", f"{small[0]:.1f} ms"
    return Row(name, figure, before, f"{ratio:.2f}", f"≤ {target}", ratio <= target)


def measured() -> dict[str, tuple[float, float]]:
    """{what: (ms, ms of the constant view beside it)}."""
    with constant_view() as constant:
        constant.body = b"x" * 10_000
        application = get_wsgi_application()
        return {
            name: tuple(
                interleaved(act, lambda: get(application, "/bench/constant/"), rounds=ROUNDS)
            )
            for name, act in acts(application).items()
        }


def acts(application) -> dict:
    views = {
        f"view: {name}": lambda address=address: get(application, address)
        for name, address in public_addresses().items()
    }
    news = NewsPage.objects.child_of(NewsIndexPage.objects.live().first()).live().first()
    regulation = RegulationPage.objects.live().order_by("pk").last()
    return {
        **views,
        "publish: news": lambda: publish(news),
        "publish: regulation of 500 clauses": lambda: publish(regulation),
    }


def publish(page) -> None:
    with override_settings(TASKS=QUEUED):
        page.lead = f"Вводка {time.perf_counter_ns()}"
        page.save_revision().publish()


def indexed_by_the_queue() -> Row:
    """Wagtail's own index: publishing leaves it to the queue, and this is one task of it."""
    page = NewsPage.objects.live().last()
    before = DBTaskResult.objects.count()
    publish(page)
    left = DBTaskResult.objects.count() - before
    start = time.perf_counter()
    insert_or_update_object_task.func("pages", "newspage", str(page.pk))
    seconds = time.perf_counter() - start
    assert left
    assert IndexEntry.objects.filter(owner=str(page.pk)).exists()
    return Row(
        "Wagtail's own index, one task of the queue",
        f"{seconds:.2f} s",
        f"{left} tasks left by a publishing",
        "",
        f"≤ {INDEXED_WITHIN} s",
        left * seconds <= INDEXED_WITHIN,
    )
