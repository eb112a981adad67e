"""Certificates of the QMS that counted until now count on: whoever entered them is their witness."""

from django.db import migrations
from django.db.models import F


def confirm(apps, schema_editor):
    certificates = apps.get_model("organisations", "QmsCertificate").objects
    certificates.filter(confirmed_at=None).update(confirmed_at=F("at"), confirmed_by=F("by"))


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_centres_and_confirmed_certificates")]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
