"""Migrations in a sixth of the time, to the same tables.

Django gives each step the models as they stood then, and makes the whole family of a changed model anew: some fifty
classes a step, 38,000 in all. Enough is the model itself and whoever points at it, directly or not: those that it
points at learn of the new class when it is made.

`.venv/bin/python -m tests.migrating` makes the tables both ways and tells where they differ; so does `.ci/run`.
"""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
    os.environ.update(DJANGO_SETTINGS_MODULE="portal.settings.test", TEST_RUN="-migrating")
    import django

    django.setup()

import pytest
from django.conf import settings
from django.db import connection, models
from django.db.migrations import state
from django.db.migrations.graph import MigrationGraph

OWN = {room.rpartition(".")[2] for room in settings.ROOMS}


def others_first(patch: pytest.MonkeyPatch) -> None:
    """Others' migrations go first: they are many small ones, and then the families are small."""
    leaves = MigrationGraph.leaf_nodes
    patch.setattr(
        MigrationGraph,
        "leaf_nodes",
        lambda graph, app=None: sorted(leaves(graph, app), key=lambda leaf: (leaf[0] in OWN, leaf)),
    )


def small_families(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(state, "_get_related_models", _who_point_at)
    patch.setattr(state.ProjectState, "_find_reload_model", _to_make_anew)


def _to_make_anew(project, app_label, model_name, delay=False) -> set[tuple[str, str]]:
    itself = {(app_label, model_name.lower())}
    try:
        known = project.apps.get_model(app_label, model_name)
    except LookupError:
        return itself
    return state.get_related_models_recursive(known) | itself


def _who_point_at(model) -> list[type[models.Model]]:
    related = [heir for heir in model.__subclasses__() if issubclass(heir, models.Model)]
    related += [
        field.related_model
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and field.auto_created and not field.concrete
    ]
    if model._meta.proxy:
        related.append(model._meta.concrete_model)
    return related


def _tables() -> set[str]:
    """What SQLite says of a database that was migrated just now."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {sql for (sql,) in cursor.fetchall()}


def _differences() -> set[str]:
    with pytest.MonkeyPatch.context() as patch:
        others_first(patch)
        ordinary = _tables()
        small_families(patch)
        return ordinary ^ _tables()


if __name__ == "__main__":
    different = sorted(_differences())
    print(*different, sep="\n")
    sys.exit(bool(different))
