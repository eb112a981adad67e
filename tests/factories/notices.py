import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from home.notices.choices import LetterStatus
from home.notices.models import Letter, Mailing
from tests.factories.accounts import PersonFactory, UserFactory

NOON = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = Letter

    person = factory.SubFactory(PersonFactory)
    address = factory.SelfAttribute("person.email")
    kind = "notices.proba"
    about = factory.Sequence(lambda n: f"проба {n}")
    subject = factory.Sequence(lambda n: f"Проба {n}")
    text = "Здравствуйте!\n\nЭто проба.\n"
    status = LetterStatus.QUEUED
    created_at = NOON


class MailingFactory(DjangoModelFactory):
    class Meta:
        model = Mailing

    audience = "test.everyone"
    audience_title = "Все, кто в проверке"
    subject = "Собрание перенесено"
    text = "Собрание переносится.\n"
    author = factory.SubFactory(UserFactory)
    created_at = NOON
