"""What the room is asked about people and consents."""

from dataclasses import dataclass

from home.accounts.choices import ErasureState
from home.accounts.models import Consent, ConsentText, ErasureRequest
from home.accounts.registry import PersonalData, personal_data

PERSONAL_DATA = "personal-data"
"""Purpose of the consent that everybody gives at sign-up."""
PUBLICATION = "publication"
"""Purpose of the consent to name a person on public pages (152-FZ, art. 10.1)."""
VOLUNTARY = (PUBLICATION,)
"""Purposes without which an account lives as well: the program itself stops, at once, what they allowed."""
SIMPLE_SIGNATURE = "simple-signature"
"""Purpose of the agreement to sign by the account (63-FZ, art. 9): no consent to processing of data."""
AGREEMENTS = (SIMPLE_SIGNATURE,)
"""Texts that are accepted where they are needed and ended by their reader; nobody's processing ends with them."""


def current_text(purpose: str) -> ConsentText | None:
    """The newest version of a purpose; None while none is published."""
    return ConsentText.objects.filter(purpose=purpose).order_by("-version").first()


def consent_in_force(person, purpose: str) -> Consent | None:
    """The consent that a person has given for a purpose, to whatever version, and not taken back."""
    consents = Consent.objects.in_force().filter(person=person, text__purpose=purpose)
    return consents.select_related("text").order_by("-text__version").first()


def accepted_text(person, purpose: str) -> ConsentText | None:
    """The present version, when the person has agreed to it; an earlier one does not do."""
    text = current_text(purpose)
    consents = Consent.objects.in_force().filter(person=person, text=text)
    return text if text and consents.exists() else None


def texts_offered_to(person) -> list[ConsentText]:
    """Present texts that the person has not agreed to, the obligatory one first."""
    agreed = set(
        Consent.objects.in_force()
        .filter(person=person)
        .values_list("text__purpose", "text__version")
    )
    texts = (current_text(purpose) for purpose in (PERSONAL_DATA, *VOLUNTARY))
    return [text for text in texts if text and (text.purpose, text.version) not in agreed]


def may_be_published(people) -> set[int]:
    """Keys of those among `people` (persons or their keys) whose names public pages may print; one query."""
    consents = Consent.objects.in_force().filter(text__purpose=PUBLICATION, person__in=people)
    return set(consents.values_list("person", flat=True))


def consents_of(person):
    return Consent.objects.filter(person=person).select_related("text")


def withdrawals_waiting():
    """Withdrawn consents whose processing nobody has reported as stopped, the oldest first."""
    waiting = Consent.objects.withdrawals_waiting().select_related("person", "text")
    return waiting.order_by("withdrawn_at")


@dataclass(frozen=True)
class Found:
    """What one room keeps of one person."""

    data: PersonalData
    rows: list[dict[str, str]]

    @property
    def title(self) -> str:
        return self.data.title

    @property
    def tables(self) -> list[tuple[list[str], list[list[str]]]]:
        """Rows that answer the same questions stand together: the questions, and the answers of each row."""
        by_labels: dict[tuple[str, ...], list[list[str]]] = {}
        for row in self.rows:
            by_labels.setdefault(tuple(row), []).append(list(row.values()))
        return [(list(labels), answers) for labels, answers in by_labels.items()]


def data_about(person) -> list[Found]:
    """Everything that the rooms keep of a person, in the order in which they registered (152-FZ, art. 14)."""
    return [Found(data, list(data.rows(person))) for data in personal_data()]


def last_erasure_request(person) -> ErasureRequest | None:
    return person.erasure_requests.first()


def erasures_waiting():
    waiting = ErasureRequest.objects.filter(state=ErasureState.WAITING)
    return waiting.select_related("person").order_by("due_on", "pk")
