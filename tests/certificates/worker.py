"""A worker of the task queue on the database of a test: a process that can really be killed.

`python -m tests.certificates.worker` works off what waits and goes; settings are the tests' own but for the queue.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"


def main() -> None:
    import django
    from django.conf import settings

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    # Each process of a test run has a database of its own.
    settings.DATABASES["default"]["NAME"] = os.environ["WORKS_ON"]
    django.setup()
    from documents.certificates.operations import batches, rendering

    batches.TOGETHER = 5

    # Papers are not what is proved here, and they would take longer than all the rest.
    rendering.papers.printed = lambda certificates: [b"%PDF-" for _ in certificates]
    from django.core.management import call_command

    call_command("db_worker", batch=True, interval=0, verbosity=0)


if __name__ == "__main__":
    main()
