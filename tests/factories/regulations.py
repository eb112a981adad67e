import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from documents.regulations.importer import read_text
from documents.regulations.models import Edition, RegulationPage
from documents.regulations.operations import adopt_edition, draft_edition, regulation_index

TEXT = """Положение о кружке

1. Общие положения

1.1. Кружок открыт для всех, кто:

умеет читать;

любит книги.

1.2. Кружок собирается по средам.

2. Порядок работы

2.1. Заседание ведёт староста.

2.1. Протокол ведёт секретарь.

Приложение А

Заявление _____
"""


class RegulationPageFactory(DjangoModelFactory):
    """A published page under /regulations/; `key` is what rules cite it by."""

    class Meta:
        model = RegulationPage

    title = factory.Sequence(lambda n: f"Положение о кружке {n}")
    slug = factory.Sequence(lambda n: f"kruzhok-{n}")
    short_name = "Положение о кружке"
    key = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return regulation_index().add_child(instance=model_class(**kwargs))


class EditionFactory(DjangoModelFactory):
    """A draft with the clauses of `text`; `adopted_on` adopts it, `effective_from` says since when."""

    class Meta:
        model = Edition

    page = factory.SubFactory(RegulationPageFactory)
    text = TEXT
    adopted_on = None
    effective_from = None

    @classmethod
    def _create(cls, model_class, *args, page, text, adopted_on, effective_from):
        at = timezone.now() - datetime.timedelta(days=1)
        edition = draft_edition(
            page,
            read_text(text),
            source=text.encode(),
            source_name="kruzhok.txt",
            by=None,
            at=at,
        )
        if adopted_on is None:
            return edition
        return adopt_edition(
            edition,
            adopted_on=adopted_on,
            effective_from=effective_from or adopted_on,
            by=None,
            at=at,
        )
