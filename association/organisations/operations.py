"""Every change of what the room keeps."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from documents.uploads.models import StoredFile
from home.accounts.models import Person
from home.notices.operations import send_notice
from home.rulebook import DomainError
from home.workdays.queries import today

from . import emails, queries, rules
from .choices import JoinState, RepresentativeRole, Standing
from .models import (
    JoinRequest,
    Organisation,
    RegistrationDraft,
    Representative,
    StandingChange,
)
from .permissions import may_act_for
from .registry import tell_standing_changed

NUMBERS = ("inn", "kpp", "ogrn")
DETAILS = (
    "full_name",
    "short_name",
    "legal_address",
    "postal_address",
    "territory",
    "branch",
    "phone",
    "email",
    "website",
)


class AlreadyRegistered(DomainError):
    """The pair of INN and KPP is in the register: the way in is to ask for access."""


@transaction.atomic
def keep_draft(user, answers: Mapping[str, str]) -> RegistrationDraft:
    """Add what was typed on one page to the draft of the user."""
    draft, _ = RegistrationDraft.objects.select_for_update().get_or_create(user=user)
    draft.answers |= answers
    draft.save()
    return draft


@transaction.atomic
def register_organisation(data: Mapping, *, by, at: datetime) -> Organisation:
    """Enter an organisation; `by` becomes its first representative.

    `data` holds NUMBERS, DETAILS, "head_position" and "head", a Person that may be unsaved. Pressed
    twice, it gives the same organisation (T34). AlreadyRegistered when others have entered the pair.
    """
    person = _person_of(by)
    fields = {name: data[name] for name in (*NUMBERS, *DETAILS, "head_position")}
    organisation = Organisation(**fields, registered_at=at)
    try:
        with transaction.atomic():
            organisation.head = _saved(data["head"])
            organisation.save()
    except IntegrityError:
        return _registered_before(data["inn"], data["kpp"], by)
    role = (
        RepresentativeRole.HEAD
        if organisation.head == person
        else RepresentativeRole.REPRESENTATIVE
    )
    _let_in(organisation, person, role, None, at)
    RegistrationDraft.objects.filter(user=by).delete()
    log(organisation, "organisations.register", user=by, timestamp=at, content_changed=True)
    return organisation


def _registered_before(inn: str, kpp: str, by) -> Organisation:
    organisation = Organisation.objects.get(inn=inn, kpp=kpp)
    if may_act_for(by, organisation):
        return organisation
    raise AlreadyRegistered(
        "Организация с такими ИНН и КПП уже есть в реестре. Попросите доступ к ней.",
        rules.ONE_RECORD,
        field="inn",
    )


@transaction.atomic
def change_details(organisation: Organisation, data: Mapping, *, by, at: datetime) -> Organisation:
    """Put the DETAILS of `data` in place of the old ones; the log keeps both."""
    organisation = _locked(organisation)
    changes = {
        name: [str(getattr(organisation, name)), str(data[name])]
        for name in DETAILS
        if getattr(organisation, name) != data[name]
    }
    if changes:
        for name in changes:
            setattr(organisation, name, data[name])
        organisation.save(update_fields=changes)
        _log_change(organisation, "organisations.change_details", changes, by, at)
    return organisation


@transaction.atomic
def change_head(
    organisation: Organisation, head: Person, position: str, *, by, at: datetime
) -> Organisation:
    """Name the head: a Person that may be unsaved. People are never merged by name alone (T82)."""
    organisation = _locked(organisation)
    changes = {}
    if head.pk is None or head != organisation.head:
        changes["head"] = [organisation.head.full_name, head.full_name]
        organisation.head = _saved(head)
    if position != organisation.head_position:
        changes["head_position"] = [organisation.head_position, position]
        organisation.head_position = position
    if changes:
        organisation.save(update_fields=changes)
        _log_change(organisation, "organisations.change_head", changes, by, at)
    return organisation


@transaction.atomic
def change_standing(
    organisation: Organisation,
    standing: Standing,
    *,
    on: date,
    ground: str,
    by,
    at: datetime,
    source=None,
) -> StandingChange:
    """Change what the organisation is to the Association from the day `on`, and tell the upper rooms.

    `source` is the object that the ground stands in (an application, an order), of whatever room.
    """
    organisation = _locked(organisation)
    _check_standing(organisation, standing, on, at)
    change = StandingChange(
        organisation=organisation,
        standing_from=organisation.standing,
        standing_to=standing,
        on=on,
        ground=ground,
        by=by,
        at=at,
    )
    if source is not None:
        change.source = source
    change.save()
    organisation.standing = standing
    organisation.save(update_fields=["standing"])
    data = {"standing": [change.standing_from, change.standing_to], "on": on, "ground": ground}
    log(
        organisation,
        "organisations.change_standing",
        user=by,
        timestamp=at,
        data=data,
        content_changed=True,
    )
    tell_standing_changed(change)
    return change


def _check_standing(organisation, standing, on: date, at: datetime) -> None:
    if not rules.standing_may_become(organisation.standing, standing):
        raise DomainError(
            f"Положение «{organisation.get_standing_display()}» не может смениться "
            f"на «{Standing(standing).label}».",
            rules.STANDING_HAS_GROUND,
        )
    if on > today(at):
        raise DomainError(
            "Положение нельзя изменить будущим числом.", rules.STANDING_HAS_GROUND, field="on"
        )


@transaction.atomic
def ask_to_join(
    inn: str, kpp: str, authority: StoredFile | None, *, by, at: datetime
) -> JoinRequest:
    """Ask those who speak for a registered organisation for access. Asked twice is asked once (T34)."""
    person = _person_of(by)
    organisation = Organisation.objects.select_for_update().filter(inn=inn, kpp=kpp).first()
    if organisation is None:
        raise DomainError(
            "Организации с такими ИНН и КПП в реестре нет. Зарегистрируйте её.",
            rules.ONE_RECORD,
            field="inn",
        )
    if may_act_for(by, organisation):
        raise DomainError("Вы уже представляете эту организацию.", rules.AUTHORISED_REPRESENTATIVE)
    request, is_new = JoinRequest.objects.get_or_create(
        organisation=organisation,
        person=person,
        state=JoinState.WAITING,
        defaults={"authority": authority, "asked_at": at},
    )
    if is_new:
        _log_join("organisations.ask_to_join", request, by, at)
        _tell_representatives(request, at)
    return request


def _tell_representatives(request: JoinRequest, at: datetime) -> None:
    on = today(at)
    for representative in queries.representatives_in_force(request.organisation, on):
        send_notice(
            emails.JOIN_ASKED,
            to=representative.person,
            about=f"join-{request.pk}",
            context={
                "asker": request.person.full_name,
                "organisation": request.organisation.short_name,
                "url": emails.join_request_url(request),
            },
            at=at,
            source=request,
        )


@transaction.atomic
def accept_join(
    request: JoinRequest,
    *,
    by,
    at: datetime,
    role: RepresentativeRole = RepresentativeRole.REPRESENTATIVE,
) -> Representative:
    """Let the asker in. The secretary, who does not speak for the organisation, needs a letter of authority."""
    request = _locked_waiting(request)
    if request.authority_id is None and not may_act_for(by, request.organisation):
        raise DomainError(
            "Документа о полномочиях нет, поэтому доступ может открыть только действующий "
            "представитель организации.",
            rules.AUTHORISED_REPRESENTATIVE,
        )
    _decide(request, JoinState.ACCEPTED, "", by, at)
    representative = _let_in(request.organisation, request.person, role, request.authority, at)
    _log_join("organisations.accept_join", request, by, at)
    _tell_asker(request, at)
    return representative


@transaction.atomic
def refuse_join(request: JoinRequest, reason: str, *, by, at: datetime) -> JoinRequest:
    request = _locked_waiting(request)
    if not reason.strip():
        raise DomainError("Напишите причину отказа.", rules.DECIDED_ONCE, field="reason")
    _decide(request, JoinState.REFUSED, reason.strip(), by, at)
    _log_join("organisations.refuse_join", request, by, at)
    _tell_asker(request, at)
    return request


def _decide(request: JoinRequest, state: JoinState, reason: str, by, at: datetime) -> None:
    request.state = state
    request.reason = reason
    request.decided_by = by
    request.decided_at = at
    request.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _tell_asker(request: JoinRequest, at: datetime) -> None:
    accepted = request.state == JoinState.ACCEPTED
    # A refused asker learns nothing of the organisation beyond the numbers they typed (T1).
    named = request.organisation.short_name if accepted else f"ИНН {request.organisation.inn}"
    send_notice(
        emails.JOIN_ANSWERED,
        to=request.person,
        about=f"join-{request.pk}",
        context={
            "accepted": accepted,
            "organisation": named,
            "reason": request.reason,
            "url": emails.organisation_url(request.organisation),
        },
        at=at,
        source=request,
    )


@transaction.atomic
def end_representation(representative: Representative, *, by, at: datetime) -> Representative:
    """Close the access at once; the record stays in the history (T5, T82)."""
    representative = (
        Representative.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=representative.pk)
    )
    on = today(at)
    if not representative.is_in_force(on):
        raise DomainError("Эти полномочия уже прекращены.", rules.DECIDED_ONCE)
    representative.until = on
    representative.save(update_fields=["until"])
    organisation = representative.organisation
    data = {"person": representative.person.full_name}
    log(organisation, "organisations.end_representation", user=by, timestamp=at, data=data)
    send_notice(
        emails.REPRESENTATION_ENDED,
        to=representative.person,
        about=f"representative-{representative.pk}",
        context={"organisation": organisation.short_name},
        at=at,
        source=representative,
    )
    return representative


def _let_in(organisation, person, role, authority, at: datetime) -> Representative:
    return Representative.objects.create(
        organisation=organisation,
        person=person,
        role=role,
        since=today(at),
        authority=authority,
    )


def _person_of(user) -> Person:
    if user.person is None:
        raise DomainError(
            "Сначала укажите свои фамилию и имя в профиле.", rules.AUTHORISED_REPRESENTATIVE
        )
    return user.person


def _saved(person: Person) -> Person:
    if person.pk is None:
        person.save()
    return person


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _locked_waiting(request: JoinRequest) -> JoinRequest:
    locked = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_waiting:
        raise DomainError(
            f"По этой просьбе уже решено: {locked.get_state_display().lower()}.", rules.DECIDED_ONCE
        )
    return locked


def _log_change(organisation, action: str, changes: dict, by, at: datetime) -> None:
    log(organisation, action, user=by, timestamp=at, data=changes, content_changed=True)


def _log_join(action: str, request: JoinRequest, by, at: datetime) -> None:
    data = {"request": request.pk, "person": request.person.full_name}
    log(request.organisation, action, user=by, timestamp=at, data=data)
