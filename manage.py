#!/usr/bin/env python
"""Django's command line. `site/` is a drawer on the path, never a package."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    if sys.argv[1:2] == ["import_regulation"] and "--dry-run" in sys.argv:
        # Reading a file asks nothing of the applications, and loading them takes longer than reading.
        from documents.regulations.management.commands.import_regulation import Command

        Command().run_from_argv(sys.argv)
        return
    if sys.argv[1:2] == ["suggest_pairs"] and any(word.startswith("--from") for word in sys.argv):
        # A list of pairs from a file neither: the solver itself is what may take time.
        from association.mentoring.management.commands.suggest_pairs import Command

        Command().run_from_argv(sys.argv)
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
