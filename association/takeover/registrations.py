"""What the room puts into the registries of the rooms below."""

from collections.abc import Iterator

from association.organisations.models import Organisation
from association.organisations.permissions import may_represent
from association.organisations.registry import LifeEvent, register_life
from documents.certificates.registry import register_entitlement, register_holder, register_opener
from home.registers.registry import keep_out_of_site_history
from home.workdays.queries import today

from . import queries
from .models import EarlierCertificate, RegisterExport, Takeover
from .rules import names

keep_out_of_site_history(Takeover, RegisterExport)


def may_open_certificate(user, certificate) -> bool:
    """Who speaks for the organisation whose people or part it attests (T1, R218)."""
    source = certificate.source
    return isinstance(source, EarlierCertificate) and may_represent(user, source.organisation)


def is_entitled(source) -> bool:
    """What was attested has happened: a duplicate of such a paper may be issued at any time."""
    return isinstance(source, EarlierCertificate)


def life_of_taking_over(organisation: Organisation) -> Iterator[LifeEvent]:
    if organisation.taken_over_at:
        yield LifeEvent(
            today(organisation.taken_over_at),
            "Сведения перенесены из прежнего учёта",
            names.TAKING_OVER,
            at=organisation.taken_over_at,
        )


register_holder(queries.earlier_certificates_of)
register_opener(may_open_certificate)
register_entitlement(is_entitled)
register_life(life_of_taking_over)
