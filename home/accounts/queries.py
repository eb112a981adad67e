"""What the room is asked about people and consents."""

from home.accounts.models import Consent, ConsentText

PERSONAL_DATA = "personal-data"
"""Purpose of the consent that everybody gives at sign-up."""


def current_text(purpose: str) -> ConsentText | None:
    """The newest version of a purpose; None while none is published."""
    return ConsentText.objects.filter(purpose=purpose).order_by("-version").first()


def consent_in_force(person, purpose: str) -> Consent | None:
    """The consent that a person has given for a purpose, to whatever version, and not taken back."""
    consents = Consent.objects.in_force().filter(person=person, text__purpose=purpose)
    return consents.select_related("text").order_by("-text__version").first()


def consents_of(person):
    return Consent.objects.filter(person=person).select_related("text")


def withdrawals_waiting():
    """Withdrawn consents whose processing nobody has reported as stopped, the oldest first."""
    waiting = Consent.objects.withdrawals_waiting().select_related("person", "text")
    return waiting.order_by("withdrawn_at")
