import datetime

import pytest

from documents.coverage.operations import link_rule
from documents.regulations.models import Edition
from home.accounts.choices import Role
from home.rulebook import ASSOCIATION, rule
from tests.factories.accounts import UserFactory
from tests.factories.regulations import EditionFactory, RegulationPageFactory

JANUARY = datetime.date(2026, 1, 10)
MARCH = datetime.date(2026, 3, 1)
CHANGED = """Положение о кружке

1. Общие положения

1.1. Кружок открыт для всех, кто:

умеет читать;

любит книги.

1.2. Кружок собирается по средам и субботам.

2. Порядок работы

2.1. Заседание открывает секретарь и объявляет повестку, если она есть.

2.2. Заседание ведёт староста.
"""
"""1.2 says more; a new 2.1; the first 2.1 is 2.2 now; the second 2.1 and the appendix are gone."""

WEDNESDAYS = rule(
    "test.coverage_wednesdays",
    title="Кружок собирается по средам",
    source="nowhere",
    cites="1.2",
    does="Программа не примет другой день.",
)
CHAIR = rule("test.coverage_chair", title="Заседание ведёт староста", source="nowhere", cites="2.1")


@pytest.fixture
def page(db):
    return RegulationPageFactory(key="kruzhok", slug="kruzhok")


@pytest.fixture
def association(db):
    """The regulation that the rules of the house cite."""
    return RegulationPageFactory(
        key=ASSOCIATION, slug="association", short_name="Положение об Ассоциации"
    )


@pytest.fixture
def edition(page) -> Edition:
    return EditionFactory(page=page, adopted_on=JANUARY)


@pytest.fixture
def editor(db):
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def secretary(db):
    return UserFactory(role=Role.SECRETARY)


@pytest.fixture
def linked(edition, editor, now):
    """1.2 and both clauses 2.1 of the edition in force, linked by the editor."""

    def link(made, anchor):
        clause = edition.clauses.get(anchor=anchor)
        return link_rule(made.code, clause, manner="enforced", by=editor, at=now)

    return {
        "p-1.2": link(WEDNESDAYS, "p-1.2"),
        "p-2.1": link(CHAIR, "p-2.1"),
        "p-2.1-2": link(WEDNESDAYS, "p-2.1-2"),
    }


@pytest.fixture
def amended(page, linked) -> Edition:
    return EditionFactory(page=page, text=CHANGED, adopted_on=JANUARY, effective_from=MARCH)
