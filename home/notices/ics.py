"""Calendar entries as RFC 5545 text, which mail and calendar programs take from a letter or a feed (R112).

Plain Python: aware datetimes or dates in, text with CRLF out. Moments are written in UTC, so that every reader sees
them in their own zone and no table of zones has to travel with the text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

CONTENT_TYPE = "text/calendar"
PRODUCT = "-//Collegium//RU"
LINE_OCTETS = 75
_BREAK = "\r\n"
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


class Method(StrEnum):
    """What the entry asks of a calendar (RFC 5546); a feed has PUBLISH."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Entry:
    """One entry. `uid` never changes, `sequence` grows with every change that is sent.

    `starts` and `ends` are both aware datetimes or both dates; an entry of days has `ends` on its last day.
    `organizer` and `attendee` are addresses; a calendar program offers buttons only when it finds its owner there.
    """

    uid: str
    starts: datetime | date
    ends: datetime | date
    stamped: datetime
    summary: str
    sequence: int = 0
    location: str = ""
    description: str = ""
    url: str = ""
    organizer: str = ""
    organizer_name: str = ""
    attendee: str = ""
    attendee_name: str = ""
    is_cancelled: bool = False


def calendar(entries: Iterable[Entry], *, method: Method, name: str = "") -> str:
    """The whole text; `name` is what a feed is called in the reader's program."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append(f"METHOD:{method}")
    if name:
        lines.append(f"X-WR-CALNAME:{escape(name)}")
    for entry in entries:
        lines += _entry_lines(entry)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + _BREAK for line in lines)


def method_of(text: str) -> Method:
    """Of a text that `calendar` wrote; ValueError on any other."""
    found = _METHOD.search(text)
    if found is None:
        raise ValueError("no calendar of ours")
    return Method(found[1])


def escape(text: str) -> str:
    """A value of the type TEXT (3.3.11): no control characters, line breaks and separators escaped."""
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def fold(line: str) -> str:
    """No line over 75 octets, and none cut inside a letter (3.1)."""
    parts, current, room = [], "", LINE_OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(current)
            # The space that begins a continuation is one octet of it.
            current, room = "", LINE_OCTETS - 1
        current += sign
        room -= size
    return f"{_BREAK} ".join([*parts, current])


def _entry_lines(entry: Entry) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escape(entry.uid)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_moment(entry.stamped)}",
        *_span(entry.starts, entry.ends),
        f"SUMMARY:{escape(entry.summary)}",
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
    ]
    for name, text in (("LOCATION", entry.location), ("DESCRIPTION", entry.description)):
        if text:
            lines.append(f"{name}:{escape(text)}")
    if entry.url:
        lines.append(f"URL:{_CONTROLS.sub('', entry.url)}")
    if entry.organizer:
        lines.append(f"ORGANIZER{_called(entry.organizer_name)}:{_mailto(entry.organizer)}")
    if entry.attendee:
        answers = ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
        lines.append(f"ATTENDEE{_called(entry.attendee_name)}{answers}:{_mailto(entry.attendee)}")
    lines.append("END:VEVENT")
    return lines


def _span(starts: datetime | date, ends: datetime | date) -> list[str]:
    if isinstance(starts, datetime):
        return [f"DTSTART:{_moment(starts)}", f"DTEND:{_moment(ends)}"]
    after = ends + timedelta(1)
    return [f"DTSTART;VALUE=DATE:{starts:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _called(name: str) -> str:
    """A parameter in quotes, which no quote of its own may close (3.2)."""
    clean = _CONTROLS.sub(" ", name.replace("\n", " ")).replace('"', "'")
    return f';CN="{clean}"' if clean else ""


def _mailto(address: str) -> str:
    return f"mailto:{_CONTROLS.sub('', address.replace(chr(10), ''))}"
