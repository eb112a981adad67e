"""Who signs, what, and when (4.10; 3.5 of the working group's rules; C8, T51)."""

from datetime import date

from association.bodies.choices import Signatories
from home.rulebook import DomainError

from ..choices import SignatureCapacity
from .names import FROZEN, PAPER_SIGNATURE

OUT_OF_OFFICE = "К дню подписи срок полномочий в органе закончился."
"""Put beside a signature: who presided signs all the same, since nobody else did preside."""

_CAPACITIES = {
    Signatories.CHAIR_AND_SECRETARY: (SignatureCapacity.PRESIDING, SignatureCapacity.SECRETARY),
    Signatories.PRESIDING: (SignatureCapacity.PRESIDING,),
}


def capacities(signatories: str) -> tuple[SignatureCapacity, ...]:
    """In what capacities a protocol must be signed; the chair is whoever presided (3.9, C8)."""
    return _CAPACITIES[Signatories(signatories)]


def check_content(seen_sha256: str, kept_sha256: str, computed_sha256: str) -> None:
    """What is signed is what was read, and nobody has touched it in the database (T43, T51)."""
    if seen_sha256 != kept_sha256:
        raise DomainError(
            "Содержание протокола изменилось, пока вы его читали. Прочитайте его ещё раз.", FROZEN
        )
    if kept_sha256 != computed_sha256:
        raise DomainError(
            "Содержание протокола не сходится со своей контрольной суммой: его изменили в обход "
            "программы. Подписывать нельзя; верните протокол на доработку.",
            FROZEN,
        )


def check_paper_date(signed_on: date, held_on: date, today: date) -> None:
    if signed_on > today:
        raise DomainError("Эта дата ещё не наступила.", PAPER_SIGNATURE, field="signed_on")
    if signed_on < held_on:
        raise DomainError(
            f"Протокол не могли подписать раньше заседания: {held_on:%d.%m.%Y}.",
            PAPER_SIGNATURE,
            field="signed_on",
        )
