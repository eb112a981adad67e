"""Certificates for tests: issued by the real operation, so every row has its number and its entry."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from documents.certificates.choices import TemplateState
from documents.certificates.models import CertificateKind, CertificateTemplate, Signatory
from documents.certificates.operations import issue_certificate
from documents.certificates.rules import Holder
from tests.factories.accounts import PersonFactory

ISSUED_ON = datetime.date(2026, 11, 18)
ISSUED_AT = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())


WORDING = {
    "state": TemplateState.APPROVED,
    "approval": "Приложение Б",
    "layout": "membership",
    "authority": "Управление образования Белогорского края",
    "association": "Ассоциация школ Белогорского края",
    "attestation": "Настоящий сертификат удостоверяет:",
    "statement": "является членом Ассоциации школ Белогорского края",
}


class CertificateKindFactory(DjangoModelFactory):
    class Meta:
        model = CertificateKind
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = "membership"
    title = "Сертификат члена Ассоциации"
    number_pattern = "{year}-{number:04}"

    @factory.post_generation
    def template(self, create, extracted, **kwargs):
        """An approved one, unless `template=False`; `template__heading="…"` says something else on it."""
        if create and extracted is not False:
            template = self.templates.filter(state=TemplateState.APPROVED).first()
            if template is None or kwargs:
                template = template or CertificateTemplate(kind=self, version=1)
                for name, value in (WORDING | kwargs).items():
                    setattr(template, name, value)
                template.save()


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = Signatory
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    position = "Председатель Президиума Ассоциации"
    order = 1
    since = datetime.date(2020, 1, 1)

    @factory.post_generation
    def kinds(self, create, extracted, **kwargs):
        if create:
            self.kinds.set(extracted or [CertificateKindFactory()])


def two_signatories(kind: CertificateKind | None = None) -> list[Signatory]:
    """The two whom приложение Б asks for; made once, found again later."""
    kind = kind or CertificateKindFactory()
    if found := list(Signatory.objects.in_office(kind, ISSUED_ON)):
        return found
    return [
        SignatoryFactory(order=1, position="Начальник Управления образования", kinds=[kind]),
        SignatoryFactory(order=2, kinds=[kind]),
    ]


def issued_certificate(
    *,
    name="Гимназия № 5",
    address="г. Белогорск, ул. Садовая, д. 1",
    is_organisation=True,
    source=None,
    kind=None,
    issued_on=ISSUED_ON,
    at=ISSUED_AT,
):
    """A certificate in the register; its source is a new Person unless one is given."""
    kind = kind or CertificateKindFactory()
    two_signatories(kind)
    return issue_certificate(
        kind.code,
        holder=Holder(name, address, is_organisation),
        source=source or PersonFactory(),
        issued_on=issued_on,
        by=None,
        at=at,
    )
