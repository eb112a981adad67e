"""What is known of an organisation today is true since its registration: the first row of its history."""

from django.db import migrations
from django.utils import timezone

COPIED = (
    "full_name",
    "short_name",
    "kpp",
    "legal_address",
    "postal_address",
    "territory_id",
    "branch_id",
    "head_id",
    "head_position",
)


def begin_history(apps, schema_editor):
    organisations = apps.get_model("organisations", "Organisation").objects
    particulars = apps.get_model("organisations", "Particulars").objects
    particulars.bulk_create(
        particulars.model(
            organisation=organisation,
            since=timezone.localdate(organisation.registered_at),
            at=organisation.registered_at,
            **{name: getattr(organisation, name) for name in COPIED},
        )
        for organisation in organisations.iterator()
    )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_people_history_and_qms")]

    operations = [migrations.RunPython(begin_history, migrations.RunPython.noop)]
