"""Asking for access to an organisation that is in the register, and deciding about it."""

from datetime import datetime

from django.db import transaction

from documents.uploads.models import StoredFile
from home.notices.operations import send_notice
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, queries, rules
from ..choices import JoinState, RepresentativeRole
from ..models import JoinRequest, Organisation, Representative
from ..permissions import may_represent
from .beats import let_in, log_act, person_of


@transaction.atomic
def ask_to_join(
    inn: str, kpp: str, authority: StoredFile | None, *, by, at: datetime
) -> JoinRequest:
    """Ask those who speak for a registered organisation for access. Asked twice is asked once (T34)."""
    person = person_of(by)
    organisation = Organisation.objects.select_for_update().filter(inn=inn, kpp=kpp).first()
    if organisation is None:
        raise DomainError(
            "Организации с такими ИНН и КПП в реестре нет. Зарегистрируйте её.",
            rules.ONE_RECORD,
            field="inn",
        )
    if may_represent(by, organisation):
        raise DomainError("Вы уже представляете эту организацию.", rules.AUTHORISED_REPRESENTATIVE)
    request, is_new = JoinRequest.objects.get_or_create(
        organisation=organisation,
        person=person,
        state=JoinState.WAITING,
        defaults={"authority": authority, "asked_at": at},
    )
    if is_new:
        _log_join("ask_to_join", request, by, at)
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
    if request.authority_id is None and not may_represent(by, request.organisation):
        raise DomainError(
            "Документа о полномочиях нет, поэтому доступ может открыть только действующий "
            "представитель организации.",
            rules.AUTHORISED_REPRESENTATIVE,
        )
    _decide(request, JoinState.ACCEPTED, "", by, at)
    representative = let_in(request.organisation, request.person, role, request.authority, at)
    _log_join("accept_join", request, by, at)
    _tell_asker(request, at)
    return representative


@transaction.atomic
def refuse_join(request: JoinRequest, reason: str, *, by, at: datetime) -> JoinRequest:
    request = _locked_waiting(request)
    if not reason.strip():
        raise DomainError("Напишите причину отказа.", rules.DECIDED_ONCE, field="reason")
    _decide(request, JoinState.REFUSED, reason.strip(), by, at)
    _log_join("refuse_join", request, by, at)
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


def _locked_waiting(request: JoinRequest) -> JoinRequest:
    locked = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_waiting:
        raise DomainError(
            f"По этой просьбе уже решено: {locked.get_state_display().lower()}.", rules.DECIDED_ONCE
        )
    return locked


def _log_join(name: str, request: JoinRequest, by, at: datetime) -> None:
    data = {"request": request.pk, "person": request.person.full_name}
    log_act(request.organisation, name, data, by=by, at=at)
