"""Remove the two groups that Wagtail makes as a sample: the roles of the house take their place."""

from django.db import migrations

SAMPLES = ("Moderators", "Editors")


def remove_empty_samples(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.filter(name__in=SAMPLES, user=None)
    groups.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_first_consent_text"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(remove_empty_samples, migrations.RunPython.noop)]
