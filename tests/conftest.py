"""What every test may ask for."""

import datetime

import pytest
from django.utils import timezone


@pytest.fixture
def now():
    """A working Wednesday noon in Moscow."""
    return datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def _empty_cache(settings):
    from django.core.cache import cache

    cache.clear()
