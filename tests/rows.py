"""What migrations wrote into the tables, kept over tests that truncate them.

Django's own `serialized_rollback` cannot do it here: saving a page again makes content types of its own.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Site


def take() -> dict[str, tuple[list[str], list[tuple]]]:
    """{table: (columns, rows)} of every table that holds anything."""
    kept = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if rows := cursor.fetchall():
                kept[table] = ([column[0] for column in cursor.description], rows)
    return kept


def put_back(kept: dict[str, tuple[list[str], list[tuple]]]) -> None:
    """Only where the tables were truncated: then the site is gone, and content types are new ones."""
    if Site.objects.exists():
        return
    quote = connection.ops.quote_name
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        for table in reversed(kept):
            cursor.execute(f"DELETE FROM {quote(table)}")
        for table, (columns, rows) in kept.items():
            names = ", ".join(map(quote, columns))
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows)
    ContentType.objects.clear_cache()
