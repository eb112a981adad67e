"""What an installation begins with; the administrator changes it as the association needs."""

from django.db import migrations

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


def add_processes(apps, schema_editor):
    processes = apps.get_model("processes", "Process").objects
    processes.bulk_create(
        processes.model(code=code, name=name, order=10 * place)
        for place, (code, name) in enumerate(PROCESSES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_processes_and_who_answers_for_them")]

    operations = [migrations.RunPython(add_processes, migrations.RunPython.noop)]
