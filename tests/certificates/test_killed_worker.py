"""A list of holders outlives its worker: the process is really killed in the middle (T57, T38)."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from documents.certificates import lists, operations
from documents.certificates.choices import BatchState
from documents.certificates.models import Certificate
from documents.certificates.operations import batches
from documents.certificates.verification import complaints
from home.rulebook import DomainError
from tests.certificates.test_lists import draft

ROWS = 60
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def database_url() -> str:
    where = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{where['NAME']}"
    place = f"{where['HOST']}:{where['PORT']}" if where["PORT"] else where["HOST"]
    return f"postgres://{where['USER']}:{where['PASSWORD']}@{place}/{where['NAME']}"


def start_worker() -> subprocess.Popen:
    root = Path(settings.BASE_DIR)
    paths = os.pathsep.join([str(root), str(root / "site")])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.certificates.worker"],
        cwd=root,
        env={
            **os.environ,
            "DATABASE_URL": database_url(),
            "WORKS_ON": str(connection.settings_dict["NAME"]),
            "PYTHONPATH": paths,
        },
    )


def wait_for_some(worker: subprocess.Popen) -> None:
    """Until the worker has issued a part; it is killed while it goes on with the rest."""
    until = time.monotonic() + 60
    while not Certificate.objects.exists():
        assert worker.poll() is None, "the worker left before it issued anything"
        assert time.monotonic() < until
        time.sleep(0.01)


def test_killed_worker_leaves_no_double_and_no_gap():
    batch = draft(*(f"Слушатель {place}-й" for place in range(ROWS)))
    with override_settings(TASKS=QUEUE):
        operations.start_batch(batch, by=batch.by, at=timezone.now())
    worker = start_worker()
    try:
        wait_for_some(worker)
    finally:
        worker.kill()
        assert worker.wait() == -9
    issued = Certificate.objects.count()
    assert 0 < issued < ROWS
    batch.refresh_from_db()
    with pytest.raises(DomainError):
        operations.go_on(batch, by=batch.by, at=batch.alive_at)

    with override_settings(TASKS=QUEUE):
        operations.go_on(batch, by=batch.by, at=batch.alive_at + lists.SILENT_AFTER * 2)
        while batches._issue_some(batch.pk):
            pass

    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert batch.items.filter(certificate=None).count() == 0
    rows = Certificate.objects.order_by("sequence")
    assert list(rows.values_list("sequence", "holder_name")) == [
        (place + 1, f"Слушатель {place}-й") for place in range(ROWS)
    ]
    assert list(complaints()) == []
