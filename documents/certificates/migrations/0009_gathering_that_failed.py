from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0008_kinds_that_come_with_the_product")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="gathering_failed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
