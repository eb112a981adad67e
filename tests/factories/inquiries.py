"""Requests for help and information requests, as their acts leave them."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from association.bodies.choices import OfficeKind
from association.inquiries.choices import Circle, HelpState, HelpTopic
from association.inquiries.models import (
    Addressee,
    Answer,
    AnswerFile,
    HelpRequest,
    InformationRequest,
    RequestFile,
)
from association.inquiries.queries.help import consent_text
from association.organisations.choices import Standing
from tests.factories.accounts import UserFactory
from tests.factories.bodies import officer, presidium
from tests.factories.organisations import OrganisationFactory

DUE = datetime.date(2026, 12, 10)


class HelpRequestFactory(DjangoModelFactory):
    class Meta:
        model = HelpRequest

    year = 2026
    number = factory.Sequence(lambda n: n + 1)
    topic = HelpTopic.START
    organisation_name = "Школа у моста"
    contact_name = "Вера Обратная"
    email = factory.Sequence(lambda n: f"asking{n}@example.org")
    phone = "+7 (000) 111-22-33"
    text = "С чего начать?"
    consent_text = factory.LazyFunction(consent_text)
    consent_sha256 = factory.SelfAttribute("consent_text.sha256")
    asked_at = factory.LazyFunction(timezone.now)


class InformationRequestFactory(DjangoModelFactory):
    class Meta:
        model = InformationRequest

    year = 2026
    number = factory.Sequence(lambda n: n + 1)
    title = "План внутренних аудитов"
    text = "Пришлите план на год."
    due_on = DUE
    circle = Circle.MEMBERS
    sent_by = factory.SubFactory(UserFactory)
    sent_as = "Председатель Президиума"
    sent_at = factory.LazyFunction(timezone.now)


class AddresseeFactory(DjangoModelFactory):
    class Meta:
        model = Addressee

    request = factory.SubFactory(InformationRequestFactory)
    organisation = factory.SubFactory(OrganisationFactory, standing=Standing.MEMBER)


def routed_to(person) -> HelpRequest:
    return HelpRequestFactory(state=HelpState.ROUTED, executor=person, routed_at=timezone.now())


def chair():
    """A user who presides over the Presidium."""
    return officer(presidium(0), OfficeKind.CHAIR)


def inquiries_of(owner, organisation, paper) -> None:
    """`owner` answers a request for help and speaks for a member that was asked; `paper()` gives stored files."""
    helped = routed_to(owner.person)
    helped.answer_file = paper()
    helped.save()
    addressee = AddresseeFactory(organisation=organisation)
    RequestFile.objects.create(request=addressee.request, file=paper())
    answer = Answer.objects.create(addressee=addressee, text="Да", by=owner, at=timezone.now())
    AnswerFile.objects.create(answer=answer, file=paper())
