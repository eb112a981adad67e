"""Wording of the certificate and its signatories, for the demo."""

import datetime

from home.accounts.models import Person

from .models import CertificateKind, Signatory

SINCE = datetime.date(2025, 9, 15)


def load(details: dict[str, str], *, chair: Person) -> CertificateKind:
    """The kind "membership" speaks of the association of `details`; two people sign (прил. Б)."""
    kind = CertificateKind.objects.get(code="membership")
    kind.templates.filter(version=1).update(
        authority=details["authority"],
        association=details["name"],
        statement=f"является членом {details['name_genitive']}",
    )
    _signatory(kind, None, f"Начальник\n{details['authority_genitive']}", 1)
    _signatory(kind, chair, "Председатель Президиума\nАссоциации", 2)
    return kind


def _signatory(kind, person: Person | None, position: str, order: int) -> None:
    """Without a person, the head of the authority, who is nobody else on the site."""
    signatory = Signatory.objects.filter(kinds=kind, order=order).first()
    if signatory is None:
        person = person or Person.objects.create(
            surname="Полянин", name="Игнат", patronymic="Борисович"
        )
        signatory = Signatory.objects.create(
            person=person, position=position, order=order, since=SINCE
        )
        signatory.kinds.add(kind)
