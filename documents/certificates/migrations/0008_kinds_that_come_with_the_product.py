"""Kinds that an association needs from its first day, beside membership: each with a draft of its template.

No paper of a draft is issued: the names of the association, the words and the signatories are looked through and an
order approves them (R188). A kind of an installation that has its code or its pattern of numbers already stays as it is.
"""

import re

from django.db import migrations

ASSOCIATION = "Ассоциация образовательных организаций"
TEMPLATE = {"version": 1, "state": "draft", "association": ASSOCIATION, "signatures": 1}
KINDS = [
    (
        {
            "code": "gratitude",
            "title": "Благодарность наставнику",
            "number_pattern": "БН-{year}-{number:04}",
        },
        {
            "layout": "landscape",
            "heading": "БЛАГОДАРНОСТЬ",
            "attestation": "Ассоциация выражает благодарность наставнику:",
            "statement": "за наставничество {term}: с этой помощью организация ({candidate}) создала систему менеджмента качества и получила сертификат соответствия",
        },
    ),
    (
        {
            "code": "participation",
            "title": "Сертификат участника",
            "number_pattern": "У-{year}-{number:04}",
        },
        {
            "layout": "landscape",
            "heading": "СЕРТИФИКАТ УЧАСТНИКА",
            "attestation": "Настоящий сертификат удостоверяет, что",
            "statement": "участвовал(а) в мероприятии: {occasion}",
        },
    ),
    (
        {
            "code": "qualification",
            "title": "Удостоверение о повышении квалификации",
            "number_pattern": "УПК-{year}-{number:04}",
        },
        {
            "layout": "portrait",
            "heading": "УДОСТОВЕРЕНИЕ",
            "attestation": "Настоящее удостоверение свидетельствует о том, что",
            "statement": "прошёл(прошла) повышение квалификации по программе: {occasion}",
        },
    ),
]


def add_kinds(apps, schema_editor):
    kinds = apps.get_model("certificates", "CertificateKind").objects
    patterns = {_bare(kind.number_pattern) for kind in kinds.all()}
    for kind, template in KINDS:
        is_taken = kinds.filter(code=kind["code"]).exists()
        if not is_taken and _bare(kind["number_pattern"]) not in patterns:
            kinds.create(**kind).templates.create(**TEMPLATE, **template)


def _bare(pattern: str) -> str:
    """Numbers are told apart by letters and digits alone."""
    return re.sub(r":0\d|[^\w{}]", "", pattern)


def take_away_unused(apps, schema_editor):
    """Whatever was approved or issued since stays."""
    for kind, _ in KINDS:
        unused = apps.get_model("certificates", "CertificateKind").objects.filter(
            code=kind["code"], certificates=None, batches=None, signatories=None, books=None
        )
        for each in unused.exclude(templates__version__gt=1).exclude(templates__state="approved"):
            each.templates.all().delete()
            each.delete()


class Migration(migrations.Migration):
    dependencies = [("certificates", "0007_files_of_books_and_lists")]

    operations = [migrations.RunPython(add_kinds, take_away_unused)]
