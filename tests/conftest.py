"""What every test may ask for."""

import datetime
import gc
import os
from pathlib import Path

import hypothesis
import pytest
from django.core.management.commands import flush
from django.utils import timezone

from tests import migrating, rows, sleeping

# The same examples on every machine, so that whoever lands a change is not told of another's: new ones are looked
# for with HYPOTHESIS_PROFILE=default.
hypothesis.settings.register_profile("landing", derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "landing"))


HERE = Path(__file__).parent


def pytest_collection_finish():
    """A million objects of the site and of the tests live to the end: nobody need look through them for rubbish."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _log_trusts_its_rows():
    with pytest.MonkeyPatch.context() as patch:
        sleeping.look_ups_of_the_log(patch)
        yield


@pytest.fixture(autouse=True)
def _indexes_sleep(request, monkeypatch):
    """Where no test looks for anything."""
    if request.path.relative_to(HERE).parts[0] in sleeping.ROOMS_THAT_FIND_NOTHING:
        sleeping.indexes(monkeypatch)


@pytest.fixture(scope="session", autouse=True)
def _flush_is_quiet():
    """Tables are emptied after each test with real transactions: `_rows_are_there` fills them, nobody else need to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", lambda *args, **kwargs: None)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Before the database of the tests is made."""
    with pytest.MonkeyPatch.context() as patch:
        migrating.others_first(patch)
        migrating.small_families(patch)
        yield


@pytest.fixture(scope="session")
def _rows_of_migrations(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return rows.take()


@pytest.fixture(autouse=True)
def _rows_are_there(request):
    """A test with real transactions leaves the tables empty; the next one finds again what migrations wrote."""
    marker = request.node.get_closest_marker("django_db")
    real = {"transactional_db", "live_server"} & set(request.fixturenames)
    if real or (marker and marker.kwargs.get("transaction")):
        kept = request.getfixturevalue("_rows_of_migrations")
        request.getfixturevalue("transactional_db")
        rows.put_back(kept)


@pytest.fixture
def now():
    """A working Wednesday noon in Moscow."""
    return datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def _empty_cache(settings):
    from django.core.cache import cache

    cache.clear()
