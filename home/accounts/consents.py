"""Consent to personal-data processing: given, taken back, and the processing stopped (R220, T66, T67)."""

from django.db import transaction
from wagtail.log_actions import log

from home.accounts.models import Consent, ConsentText, User
from home.accounts.queries import consent_in_force, current_text
from home.accounts.rules import CONSENT, CONSENT_WITHDRAWAL
from home.rulebook import DomainError


@transaction.atomic
def publish_text(*, purpose: str, title: str, body: str, by, at) -> ConsentText:
    """The next version of a purpose; earlier ones stay as they were given."""
    latest = ConsentText.objects.select_for_update().filter(purpose=purpose).first()
    text = ConsentText.objects.create(
        purpose=purpose,
        version=latest.version + 1 if latest else 1,
        title=title,
        body=body,
        published_at=at,
    )
    log(instance=text, action="accounts.publish_text", user=by)
    return text


@transaction.atomic
def give_consent(person, text: ConsentText, *, at) -> Consent:
    """Keep the moment, the version and the checksum of what was shown; a second press gives nothing new."""
    if current_text(text.purpose) != text:
        raise DomainError("Текст согласия обновился. Прочитайте новую версию.", CONSENT)
    consent, is_new = Consent.objects.get_or_create(
        person=person,
        text=text,
        withdrawn_at=None,
        defaults={"text_sha256": text.sha256, "given_at": at},
    )
    if is_new:
        log(instance=consent, action="accounts.give_consent", data={"sha256": text.sha256})
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by, at) -> Consent:
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at:
        raise DomainError("Это согласие уже отозвано.", CONSENT)
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    log(instance=consent, action="accounts.withdraw_consent", user=by)
    return consent


@transaction.atomic
def end_processing(consent: Consent, *, by, at) -> Consent:
    """Record that what was withdrawn is processed no longer; the account goes out with it (T67).

    Unless its owner has agreed anew meanwhile: then only the former consent is closed.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if not consent.withdrawn_at:
        raise DomainError("Это согласие не отозвано.", CONSENT_WITHDRAWAL)
    if consent.processing_ended_at:
        raise DomainError("Прекращение обработки уже отмечено.", CONSENT_WITHDRAWAL)
    consent.processing_ended_at = at
    consent.save(update_fields=["processing_ended_at"])
    if consent_in_force(consent.person, consent.text.purpose) is None:
        User.objects.filter(person=consent.person).update(is_active=False)
    log(instance=consent, action="accounts.end_processing", user=by)
    return consent
