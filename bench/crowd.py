"""Thousands of pages and clauses, written straight into the tables, as if they had grown there."""

import datetime
from hashlib import sha256

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.models import IndexEntry as WagtailEntry

from documents.regulations.choices import ClauseKind, EditionStatus
from documents.regulations.models import Clause, Edition, RegulationPage
from documents.regulations.operations import regulation_index
from home.pages.models import NewsIndexPage, NewsPage
from home.search.operations import index

from .corpus import Corpus

IN_AN_EDITION = 500
BATCH = 1_000


def crowd_clauses(number: int, corpus: Corpus, *, name: str = "crowd") -> list[Edition]:
    """Editions in force of `number` clauses in all, in the search too."""
    day = timezone.localdate() - datetime.timedelta(days=30)
    parent, editions = regulation_index(), []
    for start in range(0, number, IN_AN_EDITION):
        size = min(IN_AN_EDITION, number - start)
        title = f"Положение {name} {start}"
        page = RegulationPage(title=title, short_name=title, slug=f"{name}-{start}")
        parent.add_child(instance=page)
        edition = adopted_edition(page, size, corpus, day)
        index("clauses", [page.pk])
        editions.append(edition)
    return editions


def adopted_edition(page, size: int, corpus: Corpus, day: datetime.date) -> Edition:
    edition = Edition.objects.create(
        page=page,
        number=page.editions.count() + 1,
        title=page.title,
        status=EditionStatus.ADOPTED,
        adopted_on=day,
        effective_from=day,
        source_sha256="0" * 64,
        text_sha256=sha256(f"{page.pk} {size} {day}".encode()).hexdigest(),
        created_at=timezone.now(),
    )
    Clause.objects.bulk_create(
        [
            Clause(
                edition=edition,
                order=order,
                depth=0,
                kind=ClauseKind.CLAUSE,
                marker=f"{order // 10 + 1}.{order % 10 + 1}.",
                label=f"{order // 10 + 1}.{order % 10 + 1}",
                text=text,
                anchor=f"p-{order // 10 + 1}.{order % 10 + 1}",
                text_sha256=sha256(text.encode()).hexdigest(),
            )
            for order, text in enumerate(corpus.text() for _ in range(size))
        ]
    )
    return edition


def crowd_news(number: int, corpus: Corpus) -> None:
    """`number` pieces of news beside those that stand, in both indexes of search."""
    parent = NewsIndexPage.objects.live().first()
    sample = NewsPage.objects.child_of(parent).live().first()
    taken = parent.numchild
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        with transaction.atomic():
            _copies(parent, sample, taken + start, size, corpus)
    Page.objects.filter(pk=parent.pk).update(numchild=taken + number)


def _copies(parent, sample, taken: int, size: int, corpus: Corpus) -> None:
    base = {name: getattr(sample.page_ptr, name) for name in _columns(Page)}
    own = {name: getattr(sample, name) for name in _columns(NewsPage) if name != "page_ptr_id"}
    first = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    pages = []
    for step in range(size):
        nth = taken + step + 1
        place = {
            "id": first + step,
            "path": Page._get_path(parent.path, parent.depth + 1, nth),
            "slug": f"crowd-{nth}",
            "url_path": f"{parent.url_path}crowd-{nth}/",
            "title": f"Новость {nth}: {' '.join(corpus.words(5))}",
        }
        pages.append(
            {
                **base,
                **place,
                "numchild": 0,
                "latest_revision_id": None,
                "live_revision_id": None,
                "alias_of_id": None,
            }
        )
        pages[-1]["translation_key"] = f"{first + step:032x}"
    _insert(Page._meta.db_table, pages)
    rows = [{**own, "page_ptr_id": page["id"], "lead": corpus.text(20)} for page in pages]
    _insert(NewsPage._meta.db_table, rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), %s)",
                [first + size],
            )
    _index(pages)


def _index(pages: list[dict]) -> None:
    index("pages", [page["id"] for page in pages])
    if connection.vendor == "sqlite":
        kind = ContentType.objects.get_for_model(NewsPage)
        WagtailEntry.objects.bulk_create(
            [
                WagtailEntry(
                    content_type=kind,
                    object_id=str(page["id"]),
                    title=page["title"],
                    autocomplete=page["title"],
                    body=page["title"],
                    title_norm=0.9,
                )
                for page in pages
            ]
        )


def _columns(model) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields]


def _insert(table: str, rows: list[dict]) -> None:
    quote = connection.ops.quote_name
    names = list(rows[0])
    sql = (
        f"INSERT INTO {quote(table)} ({', '.join(map(quote, names))})"
        f" VALUES ({', '.join(['%s'] * len(names))})"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[_plain(row[name]) for name in names] for row in rows])


def _plain(value):
    """What the column holds; a body is left empty."""
    return "[]" if hasattr(value, "raw_data") else value
