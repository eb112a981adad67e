"""Followers and readers, made as the acts of the room make them."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from documents.readers.models import Follower, FollowRequest
from documents.readers.queries import consent_text
from documents.readers.tokens import hash_of
from tests.factories.regulations import RegulationPageFactory

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())

BEFORE = """Положение о кружке

1. Общие положения

1.1. Кружок открыт для всех, кто:

умеет читать;

любит книги.

1.2. Кружок собирается по средам.

2. Порядок работы

2.1. Заседание ведёт староста.

2.2. Протокол ведёт секретарь.
"""
AFTER = """Положение о кружке

1. Общие положения

1.1. Кружок открыт для всех, кто:

умеет читать;

любит книги.

1.2. Кружок собирается по пятницам.

2. Порядок работы

2.1. Заседание ведёт староста.

2.2. Протокол ведёт секретарь.

2.3. Чай заваривает дежурный.
"""


class FollowRequestFactory(DjangoModelFactory):
    """`secret` is what the letter would hold."""

    class Meta:
        model = FollowRequest

    class Params:
        secret = factory.Sequence(lambda n: f"secret-{n}")

    page = factory.SubFactory(RegulationPageFactory)
    email = factory.Sequence(lambda n: f"reader{n}@example.org")
    text = factory.LazyFunction(consent_text)
    text_sha256 = factory.SelfAttribute("text.sha256")
    asked_at = NOW
    token_sha256 = factory.LazyAttribute(lambda request: hash_of(request.secret))


class FollowerFactory(DjangoModelFactory):
    class Meta:
        model = Follower

    page = factory.SubFactory(RegulationPageFactory)
    email = factory.Sequence(lambda n: f"follower{n}@example.org")
    text = factory.LazyFunction(consent_text)
    text_sha256 = factory.SelfAttribute("text.sha256")
    asked_at = NOW
    confirmed_at = NOW
