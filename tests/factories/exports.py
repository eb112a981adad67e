"""What was written down of tables that left the site."""

from home.registers.models import Export


def told_of_exports() -> list[tuple[str, str, int]]:
    """(title, format, rows) of each, the latest first."""
    return [(each.label, each.file, each.rows) for each in Export.objects.all()]
