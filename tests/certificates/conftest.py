import pytest
from django.test import Client

from tests.factories.accounts import UserFactory, log_in


@pytest.fixture
def staff_client():
    """`staff_client(Role.SECRETARY)`: a client logged in, a moment ago, as somebody with that role."""

    def make(role) -> Client:
        client = Client()
        client.user = UserFactory(role=role)
        log_in(client, client.user)
        return client

    return make
