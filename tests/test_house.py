"""The walls: what import-linter cannot see."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

HOUSES = ["home", "documents", "association", "programs"]
# Rooms from the lowest to the highest; one line holds rooms that know nothing of each other.
FLOORS = [
    {"rulebook", "registers"},
    {"accounts", "workdays"},
    {"notices"},
    {"search"},
    {"desk", "pages"},
    {"papers", "uploads"},
    {"regulations"},
    {"certificates", "coverage", "readers", "records"},
    {"organisations"},
    {"bodies", "register"},
    {"meetings", "inquiries"},
    {"minutes", "processes"},
    {"membership", "mentoring"},
    {"takeover"},
    {"catalogue"},
]
FLOOR = {label: level for level, labels in enumerate(FLOORS) for label in labels}


def test_site_is_a_drawer_and_never_a_package():
    assert not (settings.BASE_DIR / "site" / "__init__.py").exists()


def test_every_room_stands_on_a_floor():
    rooms = {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in HOUSES}
    assert rooms == set(FLOOR)


def _foreign_keys():
    for label in sorted(FLOOR):
        for model in apps.get_app_config(label).get_models():
            if model._meta.proxy:  # its fields stand in a table of another room
                continue
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model:
                    target = field.related_model._meta.app_label
                    if target in FLOOR and target != label:
                        yield pytest.param(
                            label, target, id=f"{model._meta.label}.{field.name}->{target}"
                        )


@pytest.mark.parametrize(("room", "target"), list(_foreign_keys()))
def test_foreign_key_points_to_a_lower_floor(room, target):
    assert FLOOR[room] > FLOOR[target]


@pytest.mark.parametrize("house", HOUSES)
def test_python_file_is_not_too_long(house):
    long = [
        f"{path.relative_to(settings.BASE_DIR)}: {count}"
        for path in Path(settings.BASE_DIR, house).rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text().splitlines())) > 450
    ]
    assert long == []
