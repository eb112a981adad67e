"""Members in the site's search: by their names in any form, and by INN; nobody else of the register."""

from collections.abc import Iterator

from django.urls import reverse

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from home.search.registry import Entry


def members() -> list[int]:
    return list(_members().order_by("pk").values_list("pk", flat=True))


def member_entries(owners: list[str]) -> Iterator[Entry]:
    organisations = _members().filter(pk__in=owners).select_related("territory", "branch")
    for organisation in organisations:
        about = (organisation.full_name, organisation.territory.name, organisation.branch.name)
        yield Entry(
            owner=str(organisation.pk),
            key=str(organisation.pk),
            title=organisation.short_name,
            url=reverse("register:member", args=[organisation.pk]),
            body=" · ".join(about),
            number=organisation.inn,
            kind="член Ассоциации",
        )


def number_meant(query: str) -> str:
    digits = query.casefold().removeprefix("инн").strip(" :")
    return digits if digits.isdecimal() and len(digits) == 10 else ""


def _members():
    return Organisation.objects.filter(standing=Standing.MEMBER)
