"""Certificates in the site's search: by their exact number, and nothing of whose they are (T2, T42)."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from home.rulebook.text import NBSP
from home.search.registry import Entry

from .models import Certificate
from .rules import number_key


def certificates() -> list[int]:
    return list(Certificate.objects.order_by("pk").values_list("pk", flat=True))


def certificate_entries(owners: list[str]) -> Iterator[Entry]:
    for pk, number, key in Certificate.objects.filter(pk__in=owners).values_list(
        "pk", "number", "number_key"
    ):
        yield Entry(
            owner=str(pk),
            key=str(pk),
            title=f"Сертификат №{NBSP}{number}",
            heading="",
            number=key,
            # The page of the number, not of the code: who knows a number has not seen the paper.
            url=f"{reverse('certificates:verify')}?{urlencode({'number': number})}",
            kind="проверка по реестру",
        )


def number_meant(query: str) -> str:
    words = query.split()
    if words and words[0].casefold().startswith("сертификат"):
        words = words[1:]
    return number_key(" ".join(words))
