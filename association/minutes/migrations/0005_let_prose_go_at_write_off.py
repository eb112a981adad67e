"""What was said goes with a protocol that is written off: the triggers of 0003 as they are now."""

from importlib import import_module

from django.db import migrations

freezing = import_module("association.minutes.migrations.0003_freeze_signed_protocols")


class Migration(migrations.Migration):
    dependencies = [("minutes", "0004_files_for_levels")]

    operations = [migrations.RunPython(freezing.freeze, migrations.RunPython.noop)]
