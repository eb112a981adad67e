"""Answers that belong to no room: health, errors."""

import sys

from django.core.cache import cache
from django.db import Error as AnyDatabaseError
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult


@never_cache
def healthz(request):
    """JSON for the monitor: 200 when all is well, 503 with the ailing part named otherwise (T81).

    {"status": "ok"|"ailing", "database": bool, "cache": bool, "unapplied_migrations": int|null,
    "oldest_waiting_task_seconds": int|null}
    """
    health = {
        "database": False,
        "cache": _cache_answers(),
        "unapplied_migrations": None,
        "oldest_waiting_task_seconds": None,
    }
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        health["unapplied_migrations"] = len(plan)
        health["database"] = True
        if not plan:
            health["oldest_waiting_task_seconds"] = _oldest_waiting_task()
    except AnyDatabaseError:
        pass
    well = health["database"] and health["cache"] and health["unapplied_migrations"] == 0
    return JsonResponse(
        {"status": "ok" if well else "ailing", **health}, status=200 if well else 503
    )


def _cache_answers() -> bool:
    try:
        cache.set("healthz", "1", 5)
        return cache.get("healthz") == "1"
    except Exception:  # every cache backend has errors of its own
        return False


def _oldest_waiting_task() -> int | None:
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    return int((timezone.now() - waiting.enqueued_at).total_seconds()) if waiting else None


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """500 without a detail; 503 while the database does not answer, whatever layer has noticed it (T58).

    Neither page asks the database, the session or the cache for anything.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        content = render_to_string("503.html")
        return HttpResponse(
            content, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"}
        )
    return HttpResponse(
        render_to_string("500.html"), status=500, headers={"Cache-Control": "no-store"}
    )
