"""Rows that the open register shows beside the organisation itself."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from association.organisations.models import QmsCertificate
from tests.factories.organisations import OrganisationFactory


class QmsCertificateFactory(DjangoModelFactory):
    class Meta:
        model = QmsCertificate

    organisation = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: f"СМК-{n}")
    issuer = "Орган по сертификации «Пример»"
    issued_on = datetime.date(2026, 1, 12)
    valid_until = datetime.date(2099, 1, 12)
    at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.SelfAttribute("at")
