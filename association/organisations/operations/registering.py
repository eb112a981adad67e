"""Entering an organisation into the register."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from home.rulebook import DomainError

from .. import rules
from ..choices import RepresentativeRole
from ..models import Organisation, RegistrationDraft
from ..permissions import may_act_for
from .beats import let_in, log_act, person_of, saved
from .details import DETAILS, NUMBERS, begin_history


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
    person = person_of(by)
    fields = {name: data[name] for name in (*NUMBERS, *DETAILS, "head_position")}
    organisation = Organisation(**fields, registered_at=at)
    try:
        with transaction.atomic():
            organisation.head = saved(data["head"])
            organisation.save()
    except IntegrityError:
        return _registered_before(data["inn"], data["kpp"], by)
    role = (
        RepresentativeRole.HEAD
        if organisation.head == person
        else RepresentativeRole.REPRESENTATIVE
    )
    let_in(organisation, person, role, None, at)
    begin_history(organisation, ground="при регистрации", by=by, at=at)
    RegistrationDraft.objects.filter(user=by).delete()
    log_act(organisation, "register", {}, by=by, at=at, changed=True)
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
