"""What is true of names, addresses and consents whoever asks. Plain values in, an answer out."""

import datetime
import re
import unicodedata

from home.rulebook import law, rule
from home.rulebook.text import one_line

CONSENT = rule(
    "accounts.consent",
    title="Согласие на обработку персональных данных",
    cites=law("152-ФЗ, ст. 9"),
)
CONSENT_WITHDRAWAL = rule(
    "accounts.consent_withdrawal",
    title="Прекращение обработки после отзыва согласия",
    cites=law("152-ФЗ, ст. 21, ч. 5"),
)

ACCESS = rule(
    "accounts.access",
    title="Человек может узнать, что о нём хранят, и исправить это",
    cites=law("152-ФЗ, ст. 14, ч. 1"),
)
ERASURE = rule(
    "accounts.erasure",
    title="Уничтожение персональных данных по требованию",
    cites=(law("152-ФЗ, ст. 14, ч. 1"), law("152-ФЗ, ст. 21, ч. 5")),
)

WITHDRAWAL_TERM = datetime.timedelta(days=30)
"""Within it the operator stops processing after a withdrawal (152-FZ, art. 21 part 5)."""

_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
_ALPHABETS = ("CYRILLIC", "LATIN")


def normalise_email(address: str) -> str:
    """One spelling for one address: NFC, no outer spaces, case folded, the domain in letters, not punycode (T69)."""
    address = unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).strip().casefold())
    mailbox, at, domain = address.rpartition("@")
    if "xn--" in domain:
        try:
            domain = domain.encode("ascii").decode("idna")
        except UnicodeError:
            return address
    return mailbox + at + domain


def name_flaw(text: str) -> str:
    """Why this is not a surname, name or patronymic; empty when it is."""
    name = one_line(text)
    if not _NAME.fullmatch(name):
        return "Здесь могут быть только буквы, пробел, дефис, точка и апостроф."
    for word in re.split(r"[ .'’-]+", name):
        if len({_alphabet(letter) for letter in word}) > 1:
            return f"В слове «{word}» смешаны буквы разных алфавитов. Наберите его заново."
    return ""


def _alphabet(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((alphabet for alphabet in _ALPHABETS if name.startswith(alphabet)), "OTHER")


def withdrawal_due(withdrawn_on: datetime.date) -> datetime.date:
    """The last day on which the operator may still process what was withdrawn."""
    return withdrawn_on + WITHDRAWAL_TERM


def erasure_due(asked_on: datetime.date) -> datetime.date:
    """The last day to destroy what nothing obliges to keep, or to refuse in words."""
    return asked_on + WITHDRAWAL_TERM
