"""A person's data are destroyed on demand, but for what the law obliges to keep (T67)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from home.accounts.choices import ErasureState
from home.accounts.models import ErasureRequest, Person, User
from home.accounts.queries import consents_of, data_about
from home.accounts.registry import personal_data
from home.accounts.rules import ERASURE, erasure_due
from home.rulebook import DomainError

from .accounts import end_processing, withdraw_consent

NAMELESS = {"surname": "Имя", "name": "уничтожено", "patronymic": ""}


@transaction.atomic
def ask_erasure(person: Person, *, by: User, at: datetime) -> ErasureRequest:
    """Open a request with its term; asked twice, it is one (T34)."""
    try:
        with transaction.atomic():
            request = ErasureRequest.objects.create(
                person=person, asked_at=at, due_on=erasure_due(timezone.localdate(at))
            )
    except IntegrityError:
        return ErasureRequest.objects.get(person=person, state=ErasureState.WAITING)
    log(instance=request, action="accounts.ask_erasure", user=by)
    return request


@transaction.atomic
def take_erasure_back(request: ErasureRequest, *, by: User, at: datetime) -> ErasureRequest:
    return _decide(request, ErasureState.TAKEN_BACK, by=by, at=at)


@transaction.atomic
def refuse_erasure(
    request: ErasureRequest, answer: str, *, by: User, at: datetime
) -> ErasureRequest:
    """Only in words: what obliges the Association to keep the data."""
    if not answer.strip():
        raise DomainError(
            "Напишите, что обязывает хранить данные: ответ увидит тот, кто просил.",
            ERASURE,
            field="answer",
        )
    return _decide(request, ErasureState.REFUSED, by=by, at=at, answer=answer.strip())


@transaction.atomic
def erase_person(request: ErasureRequest, *, by: User, at: datetime) -> ErasureRequest:
    """Wipe what nothing obliges to keep, in every room; the account goes with it.

    The name stays only where kept records cite the person. What stayed is written down by its titles.
    """
    person = Person.objects.select_for_update().get(pk=request.person_id)
    _take_consents_back(person, by=by, at=at)
    for data in personal_data():
        if data.erase:
            data.erase(person, by=by, at=at)
    kept = [found.title for found in data_about(person) if found.rows and found.data.keeps_name]
    _close_account(person)
    person.email = ""
    if not kept:
        for field, value in NAMELESS.items():
            setattr(person, field, value)
    person.save()
    return _decide(request, ErasureState.DONE, by=by, at=at, kept=kept)


def _take_consents_back(person: Person, *, by: User, at: datetime) -> None:
    """The obligatory one takes the voluntary with it, so each is looked at anew."""
    for consent in consents_of(person):
        consent.refresh_from_db()
        if not consent.withdrawn_at:
            consent = withdraw_consent(consent, by=by, at=at)
        if not consent.processing_ended_at:
            end_processing(consent, by=by, at=at)


def _close_account(person: Person) -> None:
    """Nothing of it opens a door again; its row stays, for the log cites it."""
    user = User.objects.filter(person=person).first()
    if user is None:
        return
    user.is_active = False
    user.email = f"erased-{user.pk}@erased.invalid"
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.emailaddress_set.all().delete()
    user.authenticator_set.all().delete()
    for session in user.usersession_set.all():
        session.end()


def _decide(
    request: ErasureRequest, state: ErasureState, *, by: User, at: datetime, **fields
) -> ErasureRequest:
    locked = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_waiting:
        raise DomainError(
            f"По этому требованию уже решено: {locked.get_state_display().lower()}.", ERASURE
        )
    for field, value in {**fields, "state": state, "decided_by": by, "decided_at": at}.items():
        setattr(locked, field, value)
    locked.save()
    log(instance=locked, action=f"accounts.erasure_{state}", user=by)
    return locked
