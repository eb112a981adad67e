"""How a letter is written: text from a template, HTML from the text, headers."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse

from . import ics

CALENDAR_FILE = "calendar.ics"
SUBJECT_MARK = "Тема:"
SUBJECT_LENGTH = 200
_URL_LINE = re.compile(r"^https?://\S+$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


def absolute(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def render_letter(template: str, context: dict) -> tuple[str, str]:
    """(subject, text) of a template whose first line is «Тема: …», then a blank line, then the body.

    Nothing is escaped: the text is plain. Whatever stands before the first blank line becomes one
    line, so a line break hidden in a name cannot add a header (T55).
    """
    rendered = get_template(template).template.render(Context(context, autoescape=False))
    head, _, body = rendered.replace("\r\n", "\n").lstrip().partition("\n\n")
    if not head.startswith(SUBJECT_MARK):
        raise ValueError(f"{template} does not begin with «{SUBJECT_MARK}»")
    return clean_subject(head.removeprefix(SUBJECT_MARK)), clean_text(body)


def clean_subject(subject: str) -> str:
    """One line without control characters, short enough for the log."""
    return " ".join(_CONTROLS.sub(" ", subject).split())[:SUBJECT_LENGTH]


def clean_text(text: str) -> str:
    """No control characters, no trailing spaces, at most one blank line in a row."""
    lines = (line.rstrip() for line in _CONTROLS.sub("", text).replace("\r", "").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def paragraphs(text: str) -> list[list[dict]]:
    """The body for a template: paragraphs of lines; a line that is an address carries `url`."""
    return [
        [
            {"text": line, "url": line.strip() if _URL_LINE.match(line.strip()) else ""}
            for line in block.split("\n")
        ]
        for block in text.strip().split("\n\n")
        if block.strip()
    ]


def html_of(subject: str, text: str, *, preferences_url: str = "", stop_url: str = "") -> str:
    return render_to_string(
        "components/email.html",
        {
            "title": subject,
            "paragraphs": paragraphs(text),
            "site_url": absolute("/"),
            "site_name": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc,
            "preferences_url": preferences_url,
            "stop_url": stop_url,
        },
    )


def message_of(letter, *, is_optional: bool) -> EmailMultiAlternatives:
    """The letter as it goes out: to one address, with the Message-ID that stays the same on a retry."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    headers = {
        "Message-ID": f"<letter.{letter.message_id}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    preferences_url = absolute(reverse("notices:preferences")) if is_optional else ""
    body = letter.text
    if letter.stop_url:
        headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        body += f"\n—\nБольше не присылать такие письма: {letter.stop_url}\n"
    elif preferences_url:
        headers["List-Unsubscribe"] = f"<{preferences_url}>"
        body += f"\n—\nОтключить такие письма: {preferences_url}\n"
    message = EmailMultiAlternatives(
        subject=letter.subject, body=body, to=[letter.address], headers=headers
    )
    html = html_of(
        letter.subject, letter.text, preferences_url=preferences_url, stop_url=letter.stop_url
    )
    message.attach_alternative(html, "text/html")
    if letter.calendar:
        _attach_calendar(message, letter.calendar)
    return message


def _attach_calendar(message: EmailMultiAlternatives, calendar: str) -> None:
    """As one of the forms of the letter, which programs offer to take in, and as a file for those that do not."""
    method = ics.method_of(calendar)
    message.attach_alternative(calendar, f"{ics.CONTENT_TYPE}; method={method}")
    message.attach(CALENDAR_FILE, calendar.encode(), "application/ics")
