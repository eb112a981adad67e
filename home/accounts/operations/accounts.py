"""Acts upon people and their accounts, and upon consents to personal-data processing (R220, T66, T67)."""

from django.db import transaction
from wagtail.log_actions import log

from home.accounts.models import Consent, ConsentText, Person, User
from home.accounts.queries import (
    AGREEMENTS,
    PERSONAL_DATA,
    VOLUNTARY,
    consent_in_force,
    current_text,
)
from home.accounts.registry import tell_consent_changed
from home.accounts.rules import CONSENT, CONSENT_WITHDRAWAL, normalise_email
from home.rulebook import DomainError
from home.rulebook.text import one_line


def _names(surname: str, name: str, patronymic: str) -> dict[str, str]:
    return {
        "surname": one_line(surname),
        "name": one_line(name),
        "patronymic": one_line(patronymic),
    }


@transaction.atomic
def register_person(
    user: User, *, surname: str, name: str, patronymic: str, text: ConsentText, at
) -> Person:
    """What a sign-up leaves beside the account: the person, and the consent to the text that was shown."""
    person = Person.objects.create(**_names(surname, name, patronymic))
    user.person = person
    user.save(update_fields=["person"])
    give_consent(person, text, at=at)
    log(instance=user, action="accounts.sign_up", user=user)
    return person


@transaction.atomic
def create_account(
    person: Person, email: str, *, password: str | None = None, verified: bool = False, by
) -> User:
    """An account made by staff. Without a password its owner enters by a code from a letter.

    `verified` spares the owner the proof of the address: only for who is known to read it.
    """
    user = User.objects.create_user(email, password, person=person)
    user.emailaddress_set.create(email=user.email, verified=verified, primary=True)
    if verified:
        confirm_email(user)
    log(instance=user, action="wagtail.create", user=by)
    return user


@transaction.atomic
def replace_email(user: User, email: str, *, by) -> User:
    """Staff give an account another address, when the owner has lost the former; the owner proves it by entering."""
    former, user.email = user.email, normalise_email(email)
    user.save(update_fields=["email"])
    user.emailaddress_set.all().delete()
    user.emailaddress_set.create(email=user.email, verified=False, primary=True)
    log(instance=user, action="accounts.replace_email", user=by, data={"former": former})
    return user


@transaction.atomic
def confirm_email(user: User) -> None:
    """The owner has proved the address: letters to the person go there from now on (T56)."""
    if user.person_id is None:
        return
    person = Person.objects.select_for_update().get(pk=user.person_id)
    person.email = user.email
    person.save(update_fields=["email"])


@transaction.atomic
def rename_person(person: Person, *, surname: str, name: str, patronymic: str, by) -> Person:
    """What is issued already keeps the former name."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    former = person.full_name
    for field, value in _names(surname, name, patronymic).items():
        setattr(person, field, value)
    person.save(update_fields=["surname", "name", "patronymic"])
    if person.full_name != former:
        log(instance=person, action="accounts.rename_person", user=by, data={"former": former})
    return person


@transaction.atomic
def change_account(
    user: User, *, names: dict[str, str], email: str, groups, is_active: bool, by
) -> User:
    """What the administrator changes about an account; a deactivated one is out at once (T14)."""
    if user.person_id:
        rename_person(user.person, **names, by=by)
    else:
        user.person = Person.objects.create(**_names(**names))
    if normalise_email(email) != user.email:
        replace_email(user, email, by=by)
    former = sorted(group.name for group in user.groups.all())
    user.groups.set(groups)
    user.is_active = is_active
    user.save(update_fields=["person", "is_active"])
    held = sorted(group.name for group in groups)
    roles = {"roles": [former, held]} if held != former else {}
    log(instance=user, action="wagtail.edit", user=by, data={**roles, "is_active": is_active})
    return user


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
        tell_consent_changed(consent)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by, at) -> Consent:
    """What a voluntary consent allowed ends at once, and all of them end with the obligatory one."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at:
        raise DomainError("Это согласие уже отозвано.", CONSENT)
    consent.withdrawn_at = at
    if consent.text.purpose in (*VOLUNTARY, *AGREEMENTS):
        consent.processing_ended_at = at
    consent.save(update_fields=["withdrawn_at", "processing_ended_at"])
    log(instance=consent, action="accounts.withdraw_consent", user=by)
    tell_consent_changed(consent)
    if consent.text.purpose == PERSONAL_DATA:
        voluntary = Consent.objects.in_force().filter(text__purpose__in=VOLUNTARY)
        for each in voluntary.filter(person=consent.person_id):
            withdraw_consent(each, by=by, at=at)
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
