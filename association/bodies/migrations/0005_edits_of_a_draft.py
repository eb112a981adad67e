from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bodies", "0004_terms_and_purposes")]

    operations = [
        migrations.AddField(
            model_name="ruleset",
            name="edits",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
