"""The search over fifty thousand clauses: word forms found, and what a query costs the database."""

import statistics
import time
from collections.abc import Callable, Iterator

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from home.search import queries
from home.search.models import IndexEntry
from home.search.rules import read_query

from .corpus import Corpus, forms
from .crowd import crowd_clauses
from .report import Row

CLAUSES = 50_000
TARGETS = {"rare": 10, "middling": 30, "common": 100}
ROUNDS = 3


def run() -> Iterator[tuple[str, list[Row]]]:
    start = time.perf_counter()
    crowd_clauses(CLAUSES, Corpus())
    _settle()
    built = time.perf_counter() - start
    rows = [Row("50 000 clauses written and indexed", f"{built:.0f} s", "", "", "reported")]
    yield (
        f"search, {CLAUSES} clauses, {connection.vendor} (ms on the database side)",
        [*rows, *times(), *shares()],
    )


def times() -> Iterator[Row]:
    for kind, target in TARGETS.items():
        asked = [word for line in forms(kind) for word in line]
        overview = [in_database(lambda word=word: everywhere(word)) for word in asked * ROUNDS]
        one = [in_database(lambda word=word: one_group(word)) for word in asked * ROUNDS]
        found = statistics.median(len(clauses(word)) for word in asked)
        for name, taken in (("all groups", overview), ("one group", one)):
            yield Row(
                f"{kind} word, {name}: p95",
                f"{percentile(taken):.1f} ms",
                f"median {statistics.median(taken):.1f}, finds {found:.0f}",
                "",
                f"≤ {target} ms",
                percentile(taken) <= target,
            )
    phrase = [in_database(lambda: everywhere("«член ассоциации»")) for _ in range(20)]
    yield Row("phrase of two common words: p95", f"{percentile(phrase):.1f} ms", "", "", "reported")
    typed = [in_database(lambda word=word: suggestion(word[:4])) for word in _all_forms() * ROUNDS]
    yield Row("suggestion by four letters: p95", f"{percentile(typed):.1f} ms", "", "", "reported")


def shares() -> Iterator[Row]:
    """Of the forms of a word, those by which the same clauses are found as by all of them."""
    same = total = 0
    for line in (line for kind in TARGETS for line in forms(kind)):
        counts = [len(clauses(form)) for form in line]
        same += sum(count == max(counts) for count in counts)
        total += len(line)
    share = same / total
    yield Row("word forms found", f"{share:.0%}", f"{same} of {total}", "", "≥ 95%", share >= 0.95)


def everywhere(word: str):
    return queries.find_groups(read_query(word), AnonymousUser())


def clauses(word: str) -> queries.Found:
    return queries.Found(read_query(word), AnonymousUser(), "clauses")


def one_group(word: str):
    return clauses(word)[0:15]


def suggestion(word: str):
    return queries.suggest(read_query(word), AnonymousUser())


def in_database(act: Callable[[], object]) -> float:
    """Milliseconds that the statements of an act have taken; SQLite's are counted by CPU, as it runs in this thread."""
    clock = time.thread_time if connection.vendor == "sqlite" else time.perf_counter
    taken = []

    def timed(execute, sql, params, many, context):
        start = clock()
        try:
            return execute(sql, params, many, context)
        finally:
            taken.append(clock() - start)

    with connection.execute_wrapper(timed):
        act()
    return 1000 * sum(taken)


def percentile(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _all_forms() -> list[str]:
    return [word for kind in TARGETS for line in forms(kind) for word in line]


def _settle() -> None:
    """What a database does by itself in the hours after so much has been written."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
            cursor.execute("ANALYZE")
    assert IndexEntry.objects.exists()
