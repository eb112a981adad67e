"""The place of a question is unique at once: SQLite makes no deferred constraint, and moves go through free places."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_inviting")]

    operations = [
        migrations.RemoveConstraint(model_name="agendaitem", name="item_position_once"),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=["meeting", "position"], name="item_position_once"
            ),
        ),
    ]
