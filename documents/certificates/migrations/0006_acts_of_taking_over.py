from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0005_wording_in_templates")]

    operations = [
        migrations.AlterField(
            model_name="bookentry",
            name="act",
            field=models.CharField(
                choices=[
                    ("issued", "Выдан"),
                    ("taken", "Перенесён"),
                    ("revoked", "Аннулирован"),
                    ("replaced", "Заменён"),
                    ("voided", "Номер признан недействительным"),
                ],
                max_length=10,
                verbose_name="действие",
            ),
        ),
    ]
