"""How letters leave: a sweep over whatever is due, run by the worker, by cron, and again (T54, T57).

A letter goes out at least once, hardly ever twice. The row is claimed by one atomic update before the
mail server is spoken to, so two sweeps never send the same letter. Only a process killed between the
server's «250» and our note of it leaves a doubt; its claim turns stale, the letter is sent again
with the same Message-ID, and mail programs show the two as one. Losing it would be worse.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import (
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone
from django_tasks import task

from ..choices import LetterStatus
from ..emails import message_of
from ..models import Letter
from ..registry import find_kind
from ..rules import RETRY_MINUTES, is_final, next_attempt, stale_before

logger = logging.getLogger(__name__)

SERVER_IS_LEAVING = 421


def deliver_soon() -> None:
    """Once the transaction of the caller holds; the page does not wait for the mail server."""
    transaction.on_commit(deliver_letters.enqueue)


@task()
def deliver_letters() -> int:
    return deliver_waiting()


def deliver_waiting(clock: Callable[[], datetime] = timezone.now) -> int:
    """Send whatever is due, and say how many left. A server that does not answer ends the sweep."""
    release_stale_claims(clock())
    connection = get_connection()
    sent = failed = 0
    try:
        while letter := claim_next(clock()):
            error = _send(letter, connection)
            if error is None:
                record_sent(letter, at=clock())
                sent += 1
                continue
            record_failure(letter, error, at=clock())
            failed += 1
            if _is_about_server(error):
                break
    finally:
        # Quitting a dead connection fails too, and no letter hangs on it.
        with suppress(OSError):
            connection.close()
    if failed:
        _sweep_again(clock())
    return sent


def release_stale_claims(at: datetime) -> int:
    """Give back the letters of workers that died between the claim and the answer."""
    return Letter.objects.filter(
        status=LetterStatus.SENDING, claimed_at__lt=stale_before(at)
    ).update(status=LetterStatus.QUEUED, next_attempt_at=at)


def claim_next(at: datetime) -> Letter | None:
    """Take the next due letter for this process alone."""
    while letter := Letter.objects.due(at).first():
        taken = Letter.objects.filter(pk=letter.pk, status=LetterStatus.QUEUED).update(
            status=LetterStatus.SENDING, claimed_at=at, attempts=F("attempts") + 1
        )
        if taken:
            letter.refresh_from_db()
            return letter
    return None


def record_sent(letter: Letter, *, at: datetime) -> None:
    changes = {
        "status": LetterStatus.SENT,
        "sent_at": at,
        "last_error": "",
        "next_attempt_at": None,
    }
    if letter.is_secret:
        changes["text"] = ""
    Letter.objects.filter(pk=letter.pk).exclude(status=LetterStatus.SENT).update(**changes)


def record_failure(letter: Letter, error: Exception, *, at: datetime) -> None:
    """Queue the letter for a later try, or give it up and leave it to the secretary."""
    again = (
        None if _is_final(error) else next_attempt(letter.attempts, at, is_secret=letter.is_secret)
    )
    changes = {
        "status": LetterStatus.QUEUED if again else LetterStatus.FAILED,
        "next_attempt_at": again,
        "last_error": describe(error),
    }
    if letter.is_secret and not again:
        changes["text"] = ""
    # A claim that another sweep has taken over since is no longer ours to change.
    Letter.objects.filter(
        pk=letter.pk, status=LetterStatus.SENDING, claimed_at=letter.claimed_at
    ).update(**changes)
    logger.warning("letter %s: attempt %s failed: %s", letter.pk, letter.attempts, describe(error))


def describe(error: Exception) -> str:
    """For the log: what happened, without the server's words, which repeat the address (T65)."""
    code = _smtp_code(error)
    if code is not None:
        return f"Почтовый сервер отказал: код\N{NO-BREAK SPACE}{code}"
    # smtplib wraps a silence in the middle of the talk into «disconnected».
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "Почтовый сервер не ответил вовремя"
    if isinstance(error, OSError) and not isinstance(error, SMTPNotSupportedError):
        return f"Нет связи с почтовым сервером ({type(error).__name__})"
    return f"Письмо не принимает почтовая программа ({type(error).__name__})"


def _send(letter: Letter, connection) -> Exception | None:
    kind = find_kind(letter.kind)
    try:
        message = message_of(letter, is_optional=bool(kind and not kind.obligatory))
        connection.open()
        connection.send_messages([message])
    except Exception as error:  # whatever a letter does to the mail program must not stop the sweep
        return error
    return None


def _smtp_code(error: Exception) -> int | None:
    if isinstance(error, SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    if isinstance(error, SMTPResponseException):
        return error.smtp_code
    return None


def _is_final(error: Exception) -> bool:
    """The recipient or the text is refused for good; a refused sender or log-in is ours to mend."""
    if isinstance(error, SMTPRecipientsRefused | SMTPDataError):
        return is_final(_smtp_code(error))
    return isinstance(error, SMTPNotSupportedError) or not isinstance(error, OSError)


def _is_about_server(error: Exception) -> bool:
    """The next letter would meet the same."""
    if _smtp_code(error) == SERVER_IS_LEAVING:
        return True
    about_letter = SMTPRecipientsRefused | SMTPDataError | SMTPSenderRefused | SMTPNotSupportedError
    return isinstance(error, OSError) and not isinstance(error, about_letter)


def _sweep_again(at: datetime) -> None:
    """Enqueue the next sweep for the first moment at which something is due."""
    waiting = Letter.objects.filter(status=LetterStatus.QUEUED)
    first = waiting.aggregate(first=Min("next_attempt_at"))["first"]
    soonest = at + timedelta(minutes=RETRY_MINUTES[0])
    # The backend of the tests runs at once and knows no later; there the test sweeps by itself.
    if waiting.exists() and deliver_letters.get_backend().supports_defer:
        deliver_letters.using(run_after=max(first or soonest, soonest)).enqueue()
