"""Triggers: an adopted edition and its clauses cannot be updated, whoever asks.

SQLite drops triggers with the table when a later migration remakes it; such a migration runs
`freeze` again (tests/regulations/test_models.py tells).
"""

from django.db import migrations

MESSAGE = "an adopted edition does not change"
TABLES = {
    "regulations_edition": "OLD.status = 'adopted'",
    "regulations_clause": (
        "EXISTS (SELECT 1 FROM regulations_edition"
        " WHERE id = OLD.edition_id AND status = 'adopted')"
    ),
}


def freeze(apps, schema_editor):
    unfreeze(apps, schema_editor)
    for table, condition in TABLES.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {condition}"
                f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {table}_frozen() RETURNS trigger AS $$ BEGIN"
                f" IF {condition} THEN"
                f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';"
                " END IF; RETURN NEW; END $$ LANGUAGE plpgsql"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
            )


def unfreeze(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_frozen()")


class Migration(migrations.Migration):
    dependencies = [("regulations", "0001_editions_and_clauses")]

    operations = [migrations.RunPython(freeze, unfreeze)]
