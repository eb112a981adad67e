"""Entries for calendars, read back by a parser that knows nothing of ours (RFC 5545)."""

import datetime
from email import message_from_bytes
from email.policy import default as modern

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.notices import ics
from home.notices.emails import message_of
from home.notices.models import Letter

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
AT = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=MOSCOW)


def entry(**changes) -> ics.Entry:
    values = {
        "uid": "meeting-7@example.org",
        "starts": datetime.datetime(2026, 12, 1, 10, 30, tzinfo=MOSCOW),
        "ends": datetime.datetime(2026, 12, 1, 12, 30, tzinfo=MOSCOW),
        "stamped": AT,
        "summary": "Заседание Президиума",
    }
    return ics.Entry(**values | changes)


def parsed(text: str):
    calendar = icalendar.Calendar.from_ical(text)
    return calendar, calendar.walk("VEVENT")[0]


def test_entry_is_read_back_as_it_was_meant():
    text = ics.calendar(
        [
            entry(
                sequence=3,
                location="ул. Садовая, 1; зал «А»",
                description="Повестка:\n1. О плане\\отчёте, сроках; прочем",
                url="https://example.org/cabinet/meetings/7/",
                organizer="office@example.org",
                organizer_name='Группа "Качество"; секретарь',
                attendee="a@example.org",
                attendee_name="Анна Тестова",
            )
        ],
        method=ics.Method.REQUEST,
    )
    calendar, event = parsed(text)
    assert calendar["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (
        "meeting-7@example.org",
        3,
        "CONFIRMED",
    )
    assert event.decoded("DTSTART") == datetime.datetime(2026, 12, 1, 7, 30, tzinfo=datetime.UTC)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(hours=2)
    assert event.decoded("DTSTAMP") == AT
    assert str(event["LOCATION"]) == "ул. Садовая, 1; зал «А»"
    assert str(event["DESCRIPTION"]) == "Повестка:\n1. О плане\\отчёте, сроках; прочем"
    assert str(event["ORGANIZER"]) == "mailto:office@example.org"
    assert event["ORGANIZER"].params["CN"] == "Группа 'Качество'; секретарь"
    assert str(event["ATTENDEE"]) == "mailto:a@example.org"


def test_cancelled_entry_says_so():
    text = ics.calendar([entry(sequence=4, is_cancelled=True)], method=ics.Method.CANCEL)
    calendar, event = parsed(text)
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 4)
    assert ics.method_of(text) == ics.Method.CANCEL


def test_entry_of_days_ends_after_its_last_day():
    day = datetime.date(2026, 12, 31)
    _, event = parsed(ics.calendar([entry(starts=day, ends=day)], method=ics.Method.PUBLISH))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (day, datetime.date(2027, 1, 1))


@given(text=st.text(min_size=1, max_size=300))
def test_any_text_is_one_value_of_short_lines(text):
    """No letter of a title can begin a line of its own (T55), and no line is over 75 octets."""
    text = text.encode("utf-8", "ignore").decode()
    written = ics.calendar([entry(summary=text)], method=ics.Method.REQUEST)
    assert max(len(line.encode()) for line in written.split("\r\n")) <= ics.LINE_OCTETS
    assert written.replace("\r\n ", "").count("\r\n") == 15
    assert "\n" not in written.replace("\r\n", "")


@pytest.mark.parametrize("text", ["", "METHOD: x", "BEGIN:VCALENDAR"])
def test_foreign_text_has_no_method(text):
    with pytest.raises(ValueError, match="no calendar of ours"):
        ics.method_of(text)


def test_letter_carries_the_entry_as_a_form_and_as_a_file():
    text = ics.calendar([entry()], method=ics.Method.REQUEST)
    letter = Letter(
        address="a@example.org", subject="Заседание", text="Здравствуйте!\n", calendar=text
    )
    message = message_from_bytes(
        message_of(letter, is_optional=False).message().as_bytes(), policy=modern
    )
    forms = [part for part in message.walk() if part.get_content_type() == ics.CONTENT_TYPE]
    files = list(message.iter_attachments())
    assert [part.get_param("method") for part in forms] == ["REQUEST"]
    assert (
        forms[0].get_content().replace("\r\n", "\n").strip() == text.replace("\r\n", "\n").strip()
    )
    assert [(part.get_filename(), part.get_content()) for part in files] == [
        ("calendar.ics", text.encode())
    ]
    assert message.get_body(("plain",)).get_content().strip() == "Здравствуйте!"
