"""The kinds of records that the regulation names (7.2, R84), and protocols of other bodies, which it does not."""

from django.db import migrations

CLASSES = [
    # code, title, named by the regulation, expected every year, years of keeping, clause of the term
    ("orders", "Приказы органа управления", True, False, None, ""),
    ("journals", "Журналы входящих и исходящих документов", True, True, None, ""),
    ("annual_report", "Годовые отчёты", True, True, None, ""),
    ("event_reports", "Отчёты о мероприятиях", True, False, None, ""),
    ("analytics", "Аналитические записки и отчёты по запросам", True, False, None, ""),
    ("work_plan", "Годовые планы работы", True, True, None, ""),
    ("presidium_protocols", "Протоколы Президиума", True, True, 3, "п.\xa04.10"),
    ("event_papers", "Документы мероприятий", True, False, None, ""),
    ("methods", "Методические разработки", True, False, None, ""),
    ("protocols", "Протоколы других органов", False, False, None, ""),
]


def write_classes(apps, schema_editor):
    RecordClass = apps.get_model("records", "RecordClass")
    for order, (code, title, is_named, is_yearly, years, clause) in enumerate(CLASSES, start=1):
        RecordClass.objects.get_or_create(
            code=code,
            defaults={
                "title": title,
                "order": order,
                "clause": "п.\xa07.2" if is_named else "",
                "is_yearly": is_yearly,
                "retention_years": years,
                "retention_clause": clause,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("records", "0001_archive")]

    operations = [migrations.RunPython(write_classes, migrations.RunPython.noop)]
