"""R34, R87: an edition is adopted once and never changes."""

import datetime

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from documents.regulations.choices import EditionStatus
from documents.regulations.importer import read_text
from documents.regulations.models import Clause, Edition
from documents.regulations.operations import adopt_edition, draft_edition
from home.pages.cache import GENERATION
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.regulations import TEXT, EditionFactory, RegulationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADOPTED_ON = datetime.date(2026, 11, 10)
EFFECTIVE_FROM = datetime.date(2026, 12, 1)


def log_actions() -> list[tuple[str, str]]:
    entries = ModelLogEntry.objects.filter(action__startswith="regulations.").order_by("pk")
    return [(entry.action, entry.object_id) for entry in entries]


def test_draft_keeps_the_tree_of_the_outline(now):
    page = RegulationPageFactory()
    edition = draft_edition(
        page, read_text(TEXT), source=b"x", source_name="a.txt", by=UserFactory(), at=now
    )
    rows = edition.clauses.values_list("order", "depth", "kind", "anchor", "parent__anchor")
    assert list(rows)[:5] == [
        (1, 0, "section", "s-1", None),
        (2, 1, "clause", "p-1.1", "s-1"),
        (3, 2, "item", "p-1.1-abz2", "p-1.1"),
        (4, 2, "item", "p-1.1-abz3", "p-1.1"),
        (5, 1, "clause", "p-1.2", "s-1"),
    ]
    assert (edition.number, edition.status, edition.title) == (1, "draft", "Положение о кружке")
    assert log_actions() == [("regulations.draft_edition", str(edition.pk))]


def test_drafts_are_numbered_on_and_leave_what_stands():
    first = EditionFactory(adopted_on=ADOPTED_ON)
    second = EditionFactory(page=first.page)
    assert (second.number, second.status) == (2, "draft")
    first.refresh_from_db()
    assert first.status == EditionStatus.ADOPTED


def test_draft_is_saved_with_the_same_number_of_queries_whatever_its_length(now):
    page = RegulationPageFactory()
    long = "Устав\n1. Общее\n" + "\n".join(f"1.{n}. Пункт." for n in range(1, 61))
    short = "Устав\n1. Общее\n1.1. Пункт."
    counts = []
    for text in (short, long):
        with CaptureQueriesContext(connection) as queries:
            draft_edition(page, read_text(text), source=b"", source_name="", by=None, at=now)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_adoption_freezes_the_edition_and_empties_the_caches(
    now, django_capture_on_commit_callbacks
):
    edition = EditionFactory(page__key="association")
    secretary = UserFactory()
    cache.set(GENERATION, "before", None)
    with django_capture_on_commit_callbacks(execute=True):
        adopt_edition(
            edition,
            effective_from=EFFECTIVE_FROM,
            adopted_on=ADOPTED_ON,
            adopted_by="приказ № 7",
            by=secretary,
            at=now,
        )
    edition.refresh_from_db()
    assert (edition.status, edition.adopted_on, edition.effective_from, edition.adopted_by) == (
        "adopted",
        ADOPTED_ON,
        EFFECTIVE_FROM,
        "приказ № 7",
    )
    assert log_actions() == [
        ("regulations.draft_edition", str(edition.pk)),
        ("regulations.adopt_edition", str(edition.pk)),
    ]
    assert cache.get(GENERATION) != "before"


def test_adopted_edition_is_not_adopted_again(now):
    edition = EditionFactory(adopted_on=ADOPTED_ON)
    with pytest.raises(DomainError) as refusal:
        adopt_edition(
            edition, effective_from=EFFECTIVE_FROM, adopted_on=ADOPTED_ON, by=None, at=now
        )
    assert refusal.value.rule.code == "regulations.edition_frozen"


def test_refused_adoption_leaves_no_trace(now):
    standing = EditionFactory(adopted_on=ADOPTED_ON, effective_from=EFFECTIVE_FROM)
    draft = EditionFactory(page=standing.page)
    before = log_actions()
    with pytest.raises(DomainError) as refusal:
        adopt_edition(draft, effective_from=EFFECTIVE_FROM, adopted_on=ADOPTED_ON, by=None, at=now)
    assert (refusal.value.rule.code, refusal.value.field) == (
        "regulations.edition_adoption",
        "effective_from",
    )
    draft.refresh_from_db()
    assert (draft.status, draft.effective_from) == ("draft", None)
    assert log_actions() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda edition: Edition.objects.filter(pk=edition.pk).update(title="Другое"),
        lambda edition: Clause.objects.filter(edition=edition).update(text="Другое"),
        lambda edition: connection.cursor().execute(
            "UPDATE regulations_clause SET text = 'Другое' WHERE edition_id = %s", [edition.pk]
        ),
    ],
    ids=["edition", "clauses", "bare SQL"],
)
def test_adopted_text_cannot_be_updated_by_anybody(change):
    edition = EditionFactory(adopted_on=ADOPTED_ON)
    with (
        pytest.raises(IntegrityError, match="an adopted edition does not change"),
        transaction.atomic(),
    ):
        change(edition)


def test_draft_may_still_be_corrected():
    edition = EditionFactory()
    assert Clause.objects.filter(edition=edition).update(text="Другое") == 10


def test_two_editions_never_begin_on_one_day():
    standing = EditionFactory(adopted_on=ADOPTED_ON)
    draft = Edition.objects.filter(pk=EditionFactory(page=standing.page).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.update(status="adopted", adopted_on=ADOPTED_ON, effective_from=ADOPTED_ON)
