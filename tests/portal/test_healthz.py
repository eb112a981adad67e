"""/healthz tells the monitor which part ails (T81)."""

import datetime

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WELL = {
    "status": "ok",
    "database": True,
    "cache": True,
    "unapplied_migrations": 0,
    "oldest_waiting_task_seconds": None,
}


def test_healthz_is_well(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, WELL)
    assert "no-store" in response["Cache-Control"]


def test_healthz_counts_unapplied_migrations(client):
    MigrationRecorder.Migration.objects.filter(app="accounts").delete()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["unapplied_migrations"] > 0


def test_healthz_tells_the_age_of_the_oldest_waiting_task(client):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="home.notices.operations.deliver_letter",
        backend_name="default",
        queue_name="default",
        run_after=timezone.now(),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(
        enqueued_at=timezone.now() - datetime.timedelta(seconds=90)
    )
    assert client.get("/healthz").json()["oldest_waiting_task_seconds"] == pytest.approx(90, abs=5)


def test_healthz_says_when_the_cache_is_lost(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (
        503,
        WELL | {"status": "ailing", "cache": False},
    )
