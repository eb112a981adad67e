import pytest

from tests.factories import records


@pytest.fixture
def seats():
    with records.seats() as told:
        yield told
