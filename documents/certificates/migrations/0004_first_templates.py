"""What the kinds said becomes the first version of their templates; the certificate of membership stands in приложение Б."""

from django.db import migrations

MOVED = (
    "layout",
    "authority",
    "association",
    "heading",
    "attestation",
    "statement",
    "signatures",
)
APPENDIX = "Приложение Б к Положению об Ассоциации"


def move_wording(apps, schema_editor):
    kinds = apps.get_model("certificates", "CertificateKind").objects
    templates = apps.get_model("certificates", "CertificateTemplate").objects
    certificates = apps.get_model("certificates", "Certificate").objects
    for kind in kinds.all():
        # A kind that issued nothing and is not the regulation's own has to be approved first (R188).
        used = kind.code == "membership" or certificates.filter(kind=kind).exists()
        template = templates.create(
            kind=kind,
            version=1,
            state="approved" if used else "draft",
            approval=APPENDIX if used else "",
            **{name: getattr(kind, name) for name in MOVED},
        )
        certificates.filter(kind=kind).update(template=template)


def move_back(apps, schema_editor):
    kinds = apps.get_model("certificates", "CertificateKind").objects
    for kind in kinds.all():
        template = kind.templates.order_by("-version").first()
        for name in MOVED:
            setattr(kind, name, getattr(template, name))
        kind.save()


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_templates_batches_and_hand_overs")]

    operations = [migrations.RunPython(move_wording, move_back)]
