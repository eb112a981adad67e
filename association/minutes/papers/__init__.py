"""The papers of a protocol: one content, many papers (docs/decisions/025; R126–R128, R219, FORMS «Protocol»).

`making` turns a content into a sheet of blocks, and the sheet is printed by `as_pdf` or `as_word`. Without a level a
paper holds everything.
"""

from documents.papers import pdf
from documents.records.choices import Level
from home.accounts.queries import may_be_published

from ..content import Content, at_level, content_of, of_decision, without_ballots
from ..models import Protocol
from . import making
from .reading import frame_of, lines_of
from .sheet import Sheet
from .word import as_word

SECONDS = 120
"""The task queue prints: nobody waits at a page."""


def protocol_pdf(protocol: Protocol, level: str = Level.CONFIDENTIAL) -> bytes:
    return as_pdf(protocol_sheet(protocol, level))


def protocol_docx(protocol: Protocol, level: str = Level.CONFIDENTIAL) -> bytes:
    return as_word(protocol_sheet(protocol, level))


def extract_pdf(decision, level: str = Level.CONFIDENTIAL) -> bytes:
    return as_pdf(extract_sheet(decision.meeting.protocol, decision.pk, level))


def protocol_sheet(protocol: Protocol, level: str, *, by_name: bool = True) -> Sheet:
    """`by_name` False leaves out who voted how: that is for the body alone (T50)."""
    content = seen_at(protocol, level)
    if not by_name:
        content = without_ballots(content)
    return making.protocol_sheet(content, frame_of(protocol))


def extract_sheet(protocol: Protocol, decision_id: int, level: str) -> Sheet:
    """LookupError when the level does not reach the decision."""
    content = of_decision(seen_at(protocol, level), decision_id)
    if content is None:
        raise LookupError(f"decision {decision_id} is out of sight at {level}")
    return making.extract_sheet(content, frame_of(protocol))


def agreement_sheet(protocol: Protocol) -> Sheet:
    content = seen_at(protocol, Level.CONFIDENTIAL)
    return making.agreement_sheet(content, frame_of(protocol), lines_of(protocol, content))


def seen_at(protocol: Protocol, level: str) -> Content:
    """The content at a level; in public, with the names of those who have consented until this moment."""
    content = content_of(protocol)
    published = ()
    if level == Level.PUBLIC:
        published = may_be_published([entry["id"] for entry in content["people"].values()])
    return at_level(content, level, published=published)


def as_pdf(sheet: Sheet) -> bytes:
    return pdf.render(
        "minutes/papers/sheet.html", {"sheet": sheet}, layout="protocol", seconds=SECONDS
    )
