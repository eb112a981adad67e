"""Wording of the certificate and its signatories, for the demo."""

import datetime

from home.accounts.models import Person

from .models import CertificateKind, Signatory

SINCE = datetime.date(2025, 9, 15)


def load(*, authority: str, association: str, genitive: str, chair: Person) -> CertificateKind:
    """The kind "membership" speaks of the demo's association; two people sign (прил. Б)."""
    kind = CertificateKind.objects.get(code="membership")
    kind.authority = authority
    kind.association = association
    kind.statement = f"является членом {genitive}"
    kind.save()
    head, _ = Person.objects.get_or_create(surname="Полянин", name="Игнат", patronymic="Борисович")
    _signatory(kind, head, f"Начальник\n{_genitive(authority)}", 1)
    _signatory(kind, chair, "Председатель Президиума\nАссоциации", 2)
    return kind


def _genitive(authority: str) -> str:
    return authority.replace("Главное управление", "Главного управления")


def _signatory(kind, person: Person, position: str, order: int) -> None:
    signatory, _ = Signatory.objects.get_or_create(
        person=person, defaults={"position": position, "order": order, "since": SINCE}
    )
    signatory.kinds.add(kind)
