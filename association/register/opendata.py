"""The register for machines: the same fields for ever, nothing of people (152-FZ), new fields only at the end."""

import csv
import io
import json
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from home.notices.emails import absolute
from home.registers.exports import BYTE_ORDER_MARK, guarded
from home.workdays.queries import today

from . import queries
from .rules.names import LICENCE

FORMAT = "collegium.members/1"

FIELDS = {
    "inn": "ИНН, 10 цифр",
    "kpp": "КПП; вместе с ИНН называет организацию однозначно",
    "ogrn": "ОГРН, 13 цифр",
    "full_name": "полное наименование",
    "short_name": "краткое наименование",
    "territory": "территория",
    "branch": "отрасль",
    "standing": "member — член Ассоциации, candidate — кандидат",
    "standing_since": "с какого дня, ГГГГ-ММ-ДД",
    "qms_certified": "действует ли сегодня сертификат СМК: true или false",
    "legal_address": "юридический адрес",
    "website": "сайт; пусто, если не указан",
    "url": "страница в этом реестре",
}


def rows() -> list[dict]:
    return [_row(organisation) for organisation in queries.belonging(today())]


def _row(organisation) -> dict:
    since = organisation.standing_since
    return {
        "inn": organisation.inn,
        "kpp": organisation.kpp,
        "ogrn": organisation.ogrn,
        "full_name": organisation.full_name,
        "short_name": organisation.short_name,
        "territory": organisation.territory.name,
        "branch": organisation.branch.name,
        "standing": organisation.standing,
        "standing_since": since.isoformat() if since else "",
        "qms_certified": organisation.is_certified,
        "legal_address": organisation.legal_address,
        "website": organisation.website,
        "url": absolute(reverse("register:member", args=[organisation.pk])),
    }


def write_json(publisher: str, at: datetime) -> bytes:
    members = rows()
    whole = {
        "format": FORMAT,
        "title": "Члены и кандидаты Ассоциации",
        "publisher": publisher,
        "licence": LICENCE,
        "documentation": absolute(reverse("register:open_data")),
        "generated_at": timezone.localtime(at).isoformat(timespec="seconds"),
        "count": len(members),
        "members": members,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def write_csv() -> bytes:
    """UTF-8 with its mark and semicolons, as a Russian Excel opens it; no cell becomes a formula (T29)."""
    out = io.StringIO(BYTE_ORDER_MARK)
    out.seek(0, io.SEEK_END)
    writer = csv.DictWriter(out, fieldnames=list(FIELDS), delimiter=";")
    writer.writeheader()
    for row in rows():
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(str(value))
