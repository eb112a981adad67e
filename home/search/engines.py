"""The two ways to look words up: FTS5 over stems, tsvector over PostgreSQL's own Russian stemmer.

Everything else of a search is the same SQL on both. Words reach these functions folded and without
signs (words.py), so nothing in them can be an operator.
"""

from collections.abc import Sequence

from django.db import connection

from .words import stem


class Fts5:
    table = "search_words JOIN search_indexentry e ON e.id = search_words.rowid"
    matches = "search_words MATCH %s"
    score = "search_words.rank"
    inside_any = "EXISTS (SELECT 1 FROM json_each(%s) WHERE instr(e.doors, value) > 0)"

    @staticmethod
    def query(words: Sequence[str]) -> str:
        return " ".join(f'"{stem(word)}"' for word in words)

    @staticmethod
    def beginning(words: Sequence[str]) -> str:
        """In titles alone; the last word may be unfinished."""
        *whole, last = words
        parts = [f'"{stem(word)}"' for word in whole]
        return "title : (" + " AND ".join([*parts, f'("{stem(last)}" OR "{last}" *)']) + ")"

    @staticmethod
    def write(texts: Sequence) -> None:
        rows = [(t.entry_id, _stems(t.title_words), _stems(t.body_words)) for t in texts]
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_words WHERE rowid = %s", [(row[0],) for row in rows]
            )
            cursor.executemany(
                "INSERT INTO search_words (rowid, title, body) VALUES (%s, %s, %s)", rows
            )


class Tsvector:
    table = "search_indexentry e"
    matches = "e.vector @@ to_tsquery('search_russian', %s)"
    score = "-ts_rank('{0.1, 0.2, 0.4, 1.0}', e.vector, to_tsquery('search_russian', %s), 1)"
    inside_any = (
        "EXISTS (SELECT 1 FROM jsonb_array_elements_text(%s::jsonb) AS d (value)"
        " WHERE strpos(e.doors, value) > 0)"
    )

    @staticmethod
    def query(words: Sequence[str]) -> str:
        return " & ".join(f"'{word}'" for word in words)

    @staticmethod
    def beginning(words: Sequence[str]) -> str:
        *whole, last = words
        return " & ".join([*(f"'{word}':A" for word in whole), f"('{last}':A | '{last}':*A)"])

    @staticmethod
    def write(texts: Sequence) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE search_indexentry SET vector ="
                " setweight(to_tsvector('search_russian', t.title_words), 'A')"
                " || setweight(to_tsvector('search_russian', t.body_words), 'D')"
                " FROM search_indextext t"
                " WHERE search_indexentry.id = t.entry_id AND t.entry_id = ANY(%s)",
                [[text.entry_id for text in texts]],
            )


def engine() -> type[Fts5] | type[Tsvector]:
    return Fts5 if connection.vendor == "sqlite" else Tsvector


def _stems(words: str) -> str:
    return " ".join(map(stem, words.split()))
