"""What has changed between two editions, on paper."""

from documents.papers import pdf

from ..comparison.report import make_report
from ..models import Edition
from .pdf import SECONDS


def write_comparison(old: Edition, new: Edition) -> bytes:
    """Only the changes; the whole text with its changes is on the site."""
    report = make_report(*(list(e.clauses.order_by("order")) for e in (old, new)))
    context = {"report": report, "old": old, "new": new, "page": new.page}
    return pdf.render(
        "regulations/papers/comparison.html", context, layout="regulation", seconds=SECONDS
    )
