"""The index, and what looks words up in it: FTS5 on SQLite, a tsvector with GIN on PostgreSQL.

SQLite drops the trigger with the table when a later migration remakes it; such a migration runs
`add_lookup` again.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    # The words come folded and stemmed, so every letter that is not ASCII belongs to a word.
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words"
    " USING fts5(title, body, tokenize=\"ascii tokenchars '.'\")",
    "INSERT INTO search_words (search_words, rank) VALUES ('rank', 'bm25(10.0, 1.0)')",
    "DROP TRIGGER IF EXISTS search_indexentry_gone",
    "CREATE TRIGGER search_indexentry_gone AFTER DELETE ON search_indexentry"
    " BEGIN DELETE FROM search_words WHERE rowid = OLD.id; END",
]
# PostgreSQL's own Russian configuration, but for two things: its list of stop words holds «человек»
# and «жизнь», and it stems Latin letters as English, where «IT» is a stop word.
POSTGRESQL = [
    "CREATE TEXT SEARCH DICTIONARY search_russian_stem (TEMPLATE = snowball, LANGUAGE = russian)",
    "CREATE TEXT SEARCH CONFIGURATION search_russian (COPY = pg_catalog.russian)",
    "ALTER TEXT SEARCH CONFIGURATION search_russian"
    " ALTER MAPPING FOR word, hword, hword_part WITH search_russian_stem",
    "ALTER TEXT SEARCH CONFIGURATION search_russian"
    " ALTER MAPPING FOR asciiword, asciihword, hword_asciipart WITH simple",
    "ALTER TABLE search_indexentry ADD COLUMN vector tsvector",
    "CREATE INDEX search_vector ON search_indexentry USING gin (vector) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = [
    "ALTER TABLE search_indexentry DROP COLUMN vector",
    "DROP TEXT SEARCH CONFIGURATION search_russian",
    "DROP TEXT SEARCH DICTIONARY search_russian_stem",
]
SQLITE_BACK = ["DROP TRIGGER search_indexentry_gone", "DROP TABLE search_words"]


def add_lookup(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop_lookup(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=40)),
                ("owner", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=100)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("audience", models.CharField(blank=True, max_length=100)),
                ("visible_from", models.DateField(null=True)),
                ("visible_until", models.DateField(null=True)),
                ("order", models.IntegerField(default=0)),
                ("doors", models.CharField(blank=True, max_length=500)),
                ("checksum", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "строка поиска",
                "verbose_name_plural": "строки поиска",
            },
        ),
        migrations.CreateModel(
            name="IndexText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="texts",
                        serialize=False,
                        to="search.indexentry",
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=1000)),
                ("title", models.TextField()),
                ("kind", models.CharField(blank=True, max_length=100)),
                ("path", models.TextField(blank=True)),
                ("when", models.DateField(null=True)),
                ("body", models.TextField(blank=True)),
                ("title_words", models.TextField(blank=True)),
                ("body_words", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "текст строки поиска",
                "verbose_name_plural": "тексты строк поиска",
            },
        ),
        migrations.AddIndex(
            model_name="indexentry",
            index=models.Index(fields=["source", "owner"], name="search_owner"),
        ),
        migrations.AddIndex(
            model_name="indexentry",
            index=models.Index(
                condition=models.Q(("number", ""), _negated=True),
                fields=["number"],
                name="search_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="indexentry",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="search_entry_once"),
        ),
        migrations.RunPython(add_lookup, drop_lookup),
    ]
