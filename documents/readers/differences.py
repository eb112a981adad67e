"""What changed between two editions, in a sentence: for letters and feeds."""

from documents.regulations.caching import recall, remember
from documents.regulations.comparison.report import Report, make_report
from documents.regulations.models import Edition
from home.rulebook.text import NBSP

NAMED = 12
"""Places that one sentence names; of more it says how many."""
KEPT_SECONDS = 7 * 24 * 60 * 60


def in_words(old: Edition, new: Edition) -> str:
    """«Изменено: п. 3.1. Добавлено: п. 5.6.» of two adopted editions; kept, because neither ever changes."""
    key = f"readers:changes:{old.pk}:{old.text_sha256}:{new.pk}:{new.text_sha256}"
    words = recall(key)
    if words is None:
        words = tell(make_report(list(old.clauses.all()), list(new.clauses.all())))
        remember(key, words, KEPT_SECONDS)
    return words


def tell(report: Report) -> str:
    told = [
        f"{line.label}: {_listed([name for name, _ in line.places])}." for line in report.summary
    ]
    return " ".join(told) or "Слова текста не изменились."


def _listed(names: list[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} и{NBSP}ещё{NBSP}{len(names) - NAMED}"
