"""How a letter about an account leaves. An upper room keeps the log of letters and registers itself as the sender."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context
from django.template.loader import get_template

SUBJECT = "Тема: "


@dataclass(frozen=True)
class Letter:
    """`code` is "accounts.<template>"; `secret` says that the text lets its reader in and is not to be kept."""

    code: str
    to_email: str
    subject: str
    text: str
    secret: bool


def _send_at_once(letter: Letter) -> None:
    send_mail(letter.subject, letter.text, None, [letter.to_email])


_sender: Callable[[Letter], object] = _send_at_once


def register_sender(function: Callable[[Letter], object]) -> None:
    """Called once, by the room that logs letters and clothes them in HTML."""
    global _sender
    _sender = function


def write_letter(template: str, to_email: str, context: dict, *, secret: bool) -> Letter:
    """Fill `account/email/<template>.txt`: first line «Тема: …», a blank line, the body.

    Plain text, so nothing is escaped; whoever makes HTML of it escapes there. The subject is one line
    whatever a name may hold (T55).
    """
    values = {**context, "site_url": settings.WAGTAILADMIN_BASE_URL, "email": to_email}
    source = get_template(f"account/email/{template}.txt").template
    head, _, body = source.render(Context(values, autoescape=False)).strip().partition("\n\n")
    subject = " ".join(head.removeprefix(SUBJECT).split())
    return Letter(f"accounts.{template}", to_email, subject, body.strip() + "\n", secret)


def send_letter(letter: Letter) -> None:
    _sender(letter)
