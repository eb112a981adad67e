"""The kind that приложение Б asks for. The names of the authority and of the association are for the
administrator to fill in: the wording below is neutral and can be printed as it stands."""

from django.db import migrations

KIND = {
    "code": "membership",
    "title": "Сертификат члена Ассоциации",
    "number_pattern": "{year}-{number:04}",
    "layout": "membership",
    "signatures": 2,
    "authority": "Орган управления образованием края",
    "association": "Ассоциация образовательных организаций",
    "heading": "СЕРТИФИКАТ",
    "attestation": "Настоящий сертификат удостоверяет:",
    "statement": "является членом Ассоциации образовательных организаций",
}


def add_kind(apps, schema_editor):
    kinds = apps.get_model("certificates", "CertificateKind").objects
    kinds.get_or_create(code=KIND["code"], defaults=KIND)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_register_of_certificates")]

    operations = [migrations.RunPython(add_kind, migrations.RunPython.noop)]
