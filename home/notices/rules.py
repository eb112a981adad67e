"""When a letter is tried again, and when it is given up (T54)."""

from datetime import datetime, timedelta

from home.rulebook import law, rule

ACCOUNT = rule("notices.account", title="Письма об учётной записи")
DELIVERED = rule("notices.delivered", title="Извещение должно дойти", cites=law("ГК РФ, ст. 165.1"))
MAILING = rule("notices.mailing", title="Письмо адресатам")

RETRY_MINUTES = (1, 5, 30, 3 * 60, 12 * 60)
"""Pauses after the first, second … failure; after the last one the letter is given up."""
SECRET_RETRY_MINUTES = (1, 5)
"""A one-time code is of no use later."""
STALE_MINUTES = 10
"""A claim older than this belongs to a worker that died: a living one gives up much sooner
(EMAIL_TIMEOUT seconds for each of the eight or so answers of a mail server)."""


def next_attempt(attempts: int, at: datetime, *, is_secret: bool = False) -> datetime | None:
    """When to try again after `attempts` failures; None: give up."""
    pauses = SECRET_RETRY_MINUTES if is_secret else RETRY_MINUTES
    if attempts > len(pauses):
        return None
    return at + timedelta(minutes=pauses[attempts - 1])


def stale_before(at: datetime) -> datetime:
    return at - timedelta(minutes=STALE_MINUTES)


def is_final(smtp_code: int | None) -> bool:
    """A 5xx answer about the recipient or the text will be the same tomorrow; the rest may pass."""
    return smtp_code is not None and 500 <= smtp_code < 600
