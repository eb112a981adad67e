import pytest

from home.accounts import mail
from home.accounts.models import ConsentText


@pytest.fixture
def letters():
    """Every letter that the accounts send, in the order of sending."""
    sent = []
    former = mail._sender
    mail.register_sender(sent.append)
    yield sent
    mail.register_sender(former)


@pytest.fixture
def text(db):
    return ConsentText.objects.get(purpose="personal-data", version=1)
