"""What an installation begins with; the administrator changes it as the association needs."""

from django.db import migrations

# The four kinds of help that 3.16 names, one stage or two each; days are ours.
STAGES = [
    ("Политика в области качества", "Разработать и утвердить политику; довести её до всех.", 45),
    (
        "Совет по качеству",
        "Создать совет приказом, составить план его работы, провести первые заседания.",
        75,
    ),
    (
        "Группа внутренних аудиторов",
        "Назначить и обучить аудиторов, составить программу аудитов, провести первый.",
        150,
    ),
    (
        "Анализ результативности и эффективности",
        "Собрать показатели процессов и рассмотреть их на анализе со стороны руководства.",
        210,
    ),
    (
        "Корректирующие и предупреждающие действия",
        "Составить план по итогам аудитов и анализа, назначить ответственных, проверить выполнение.",
        270,
    ),
]


def add_stages(apps, schema_editor):
    stages = apps.get_model("mentoring", "StageTemplate").objects
    stages.bulk_create(
        stages.model(title=title, about=about, days=days, order=10 * place)
        for place, (title, about, days) in enumerate(STAGES, start=1)
    )


def add_settings(apps, schema_editor):
    """The one row, at which those wait who take a number at the same moment."""
    apps.get_model("mentoring", "MentoringSettings").objects.create()


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_mentors_and_pairs")]

    operations = [
        migrations.RunPython(add_stages, migrations.RunPython.noop),
        migrations.RunPython(add_settings, migrations.RunPython.noop),
    ]
