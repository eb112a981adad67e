"""`make bench`: all figures; `make bench ARGS=pages` those of one module.

On SQLite; `.ci/on-postgres make bench ARGS=search` asks PostgreSQL. Each report names its database.
"""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
# The crowds of the last four stay in the database: they come last.
MODULES = [
    "pages", "certificates", "suggestion", "regulations", "minutes", "growth", "search", "records", "registers",
]  # fmt: skip


def main(names: list[str]) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["TEST_RUN"] = "-bench"
    import django

    django.setup()

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import (
        get_runner,
        setup_databases,
        setup_test_environment,
        teardown_databases,
    )

    from .report import print_rows

    assert get_runner(settings)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    print(f"  database: {connection.vendor}\n")
    all_well = True
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.DEMO_ACCOUNTS_FILE = Path(folder, "accounts.json")
            call_command("demo", verbosity=0)
            for name in names or MODULES:
                for title, rows in import_module(f"bench.{name}").run():
                    print_rows(title, rows)
                    all_well &= all(row.ok is not False for row in rows)
    finally:
        teardown_databases(databases, verbosity=0)
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
