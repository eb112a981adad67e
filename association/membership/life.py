"""What this room adds to the line of life of an organisation: ends of membership, and its certificates."""

from collections.abc import Iterator

from association.organisations.models import Organisation
from association.organisations.registry import LifeEvent
from documents.certificates.choices import Status
from documents.certificates.rules import ISSUE, VALIDITY
from home.workdays.queries import today

from .choices import DepartureKind, DepartureState
from .departures import departures_around
from .holders import certificates_of_organisation
from .models import Departure

ENDED = {
    DepartureKind.EXIT: "Вышла из\xa0Ассоциации по\xa0заявлению руководителя",
    DepartureKind.REMOVAL: "Выведена из\xa0состава Ассоциации",
    DepartureKind.REORGANISATION: "Членство прекращено из-за реорганизации",
    DepartureKind.OTHER: "Членство прекращено по\xa0решению",
}
CERTIFICATE_ENDED = {
    Status.REVOKED: "аннулирован",
    Status.REPLACED: "заменён",
    Status.VOIDED: "признан недействительным",
}


def life_of_departures(organisation: Organisation) -> Iterator[LifeEvent]:
    """Filed papers for its own people and the office; that a membership has ended, and why, for everybody."""
    around = departures_around(organisation).select_related(
        "organisation", "initiator", "opened_by__person", "decision__meeting__body"
    )
    for departure in around.exclude(number=None):
        yield _filed(departure, organisation)
        if departure.organisation_id != organisation.pk:
            continue
        if departure.state == DepartureState.DONE:
            yield _done(departure)
        elif departure.closed_at:
            yield _without_result(departure)


def _filed(departure: Departure, organisation: Organisation) -> LifeEvent:
    about = departure.ground
    if departure.organisation_id != organisation.pk:
        title = f"Предложила вывести из\xa0состава: {departure.organisation.short_name}"
    elif departure.is_removal:
        title = f"{departure.title}: предложила {departure.initiator.short_name}"
    else:
        title = departure.title
    return LifeEvent(
        today(departure.filed_at),
        title,
        departure.rule,
        at=departure.filed_at,
        by=_author(departure, organisation),
        detail=about,
        papers=((departure.title, departure.get_absolute_url()),),
    )


def _author(departure: Departure, organisation: Organisation) -> str:
    """Whoever is to be removed reads which member proposed it, not who there did (T7)."""
    if departure.is_removal and departure.organisation_id == organisation.pk:
        return departure.initiator.short_name
    return str(departure.opened_by)


def _done(departure: Departure) -> LifeEvent:
    return LifeEvent(
        departure.ends_on,
        ENDED[DepartureKind(departure.kind)],
        departure.rule,
        at=departure.closed_at,
        by=_author(departure, departure.organisation),
        detail=departure.decision_text or departure.answer,
        is_public=True,
    )


def _without_result(departure: Departure) -> LifeEvent:
    return LifeEvent(
        today(departure.closed_at),
        f"{departure.title}: {departure.get_state_display()}",
        departure.rule,
        at=departure.closed_at,
        detail=departure.answer,
    )


def life_of_certificates(organisation: Organisation) -> Iterator[LifeEvent]:
    """Each leads to its check page, which is open to everybody."""
    for certificate in certificates_of_organisation(organisation):
        paper = (
            (f"Проверка сертификата №\xa0{certificate.number}", certificate.get_absolute_url()),
        )
        yield LifeEvent(
            certificate.issued_on,
            f"Выдан сертификат №\xa0{certificate.number}",
            ISSUE,
            at=certificate.issued_at,
            detail=certificate.kind.title,
            papers=paper,
            is_public=True,
        )
        if certificate.status != Status.VALID:
            yield LifeEvent(
                certificate.revoked_on,
                f"Сертификат №\xa0{certificate.number} {CERTIFICATE_ENDED[certificate.status]}",
                VALIDITY,
                detail=certificate.ground,
                papers=paper,
                is_public=True,
            )
