"""Who sent an application had read the edition that it names: the same as submit_application keeps now (R87)."""

from django.db import migrations


def keep_acquaintances(apps, schema_editor):
    Acquaintance = apps.get_model("readers", "Acquaintance")
    submissions = apps.get_model("membership", "Submission").objects.exclude(
        submitted_by__person=None
    )
    for submission in submissions.order_by("submitted_at", "pk").select_related("submitted_by"):
        Acquaintance.objects.get_or_create(
            person_id=submission.submitted_by.person_id,
            edition_id=submission.edition_id,
            defaults={"at": submission.submitted_at, "manner": "full"},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0001_applications"),
        ("readers", "0001_followers_and_acquaintances"),
    ]

    # Reversed, they stay: they are true, and readers/0001 takes them away with their table.
    operations = [migrations.RunPython(keep_acquaintances, migrations.RunPython.noop)]
