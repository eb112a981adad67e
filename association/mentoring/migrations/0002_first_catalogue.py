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
PROCESSES = [
    ("planning", "Стратегическое планирование и цели в области качества"),
    ("documents", "Управление документами и записями"),
    ("audit", "Внутренний аудит"),
    ("review", "Анализ со стороны руководства"),
    ("corrective", "Несоответствия и корректирующие действия"),
    ("risks", "Риски и возможности"),
    ("programmes", "Проектирование образовательных программ"),
    ("teaching", "Образовательный процесс"),
    ("assessment", "Оценка результатов обучения"),
    ("satisfaction", "Удовлетворённость обучающихся, родителей и работодателей"),
    ("staff", "Персонал и повышение квалификации"),
    ("resources", "Инфраструктура, закупки и производственная среда"),
]


def add_catalogue(apps, schema_editor):
    stages = apps.get_model("mentoring", "StageTemplate").objects
    stages.bulk_create(
        stages.model(title=title, about=about, days=days, order=10 * place)
        for place, (title, about, days) in enumerate(STAGES, start=1)
    )
    processes = apps.get_model("mentoring", "Process").objects
    processes.bulk_create(
        processes.model(code=code, name=name, order=10 * place)
        for place, (code, name) in enumerate(PROCESSES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_mentors_pairs_and_processes")]

    operations = [migrations.RunPython(add_catalogue, migrations.RunPython.noop)]
