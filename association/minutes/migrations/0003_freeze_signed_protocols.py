"""Triggers: what a signed protocol says cannot be updated, nor can a signature (T43, T51).

The one way on is the write-off of the archive, which empties what was said and leaves the hash. SQLite drops triggers
with the table when a later migration remakes it; such a migration runs `freeze` again (tests/minutes/test_models.py
tells).
"""

from django.db import migrations

MESSAGE = "a signed protocol does not change"
KEPT = (
    "meeting_id",
    "body_id",
    "year",
    "number",
    "content_sha256",
    "signed_at",
)
PROSE = ("content", "preamble", "ending")
"""Goes with the write-off, and never otherwise."""
SIGNATURE_KEPT = (
    "protocol_id",
    "capacity",
    "person_id",
    "office_title",
    "method",
    "content_sha256",
    "agreement_text_id",
    "signed_on",
    "entered_at",
)


def _changed(columns, differ: str) -> str:
    return " OR ".join(f"OLD.{column} {differ} NEW.{column}" for column in columns)


def _conditions(differ: str) -> dict[str, str]:
    """By table; `differ` is how the engine compares with NULL."""
    written_off = "(OLD.state = 'signed' AND NEW.state = 'written_off')"
    return {
        "minutes_protocol": (
            f"OLD.state IN ('signed', 'written_off') AND ({_changed(KEPT, differ)} OR (NOT {written_off}"
            f" AND ({_changed(PROSE, differ)} OR OLD.state {differ} NEW.state)))"
        ),
        "minutes_signature": _changed(SIGNATURE_KEPT, differ),
    }


def freeze(apps, schema_editor):
    unfreeze(apps, schema_editor)
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table, condition in _conditions("IS NOT" if is_sqlite else "IS DISTINCT FROM").items():
        if is_sqlite:
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
    for table in _conditions(""):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_frozen()")


class Migration(migrations.Migration):
    dependencies = [("minutes", "0002_papers_and_write_off")]

    operations = [migrations.RunPython(freeze, unfreeze)]
