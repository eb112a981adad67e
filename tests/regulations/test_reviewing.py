"""R224: draft → review → back with a remark, or adopted; what is told to whom."""

import pytest
from wagtail.models import ModelLogEntry

from documents.regulations import operations
from documents.regulations.choices import EditionStatus
from documents.regulations.registrations import review_tasks
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.regulations import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

REMARK = "Раздел 2 должен быть главой."


def sent(now, **values):
    return operations.send_to_review(
        EditionFactory(**values), acknowledged=True, seen=0, by=None, at=now
    )


def last_entry() -> tuple[str, dict]:
    entry = ModelLogEntry.objects.filter(action__startswith="regulations.").latest("pk")
    return (entry.action, entry.data)


def test_draft_with_warnings_needs_them_acknowledged(now):
    edition = EditionFactory()
    with pytest.raises(DomainError) as refusal:
        operations.send_to_review(edition, acknowledged=False, seen=0, by=None, at=now)
    assert (refusal.value.rule.code, refusal.value.field) == (
        "regulations.edition_review",
        "acknowledged",
    )
    edition = operations.send_to_review(edition, acknowledged=True, seen=0, by=None, at=now)
    assert (edition.status, edition.sent_to_review_at) == (EditionStatus.REVIEW, now)
    assert last_entry() == ("regulations.send_to_review", {"warnings": 1})


def test_draft_without_warnings_needs_no_word(now):
    edition = EditionFactory(text="Устав\n\n1. Первый.\n\n2. Второй.")
    edition = operations.send_to_review(edition, acknowledged=False, seen=0, by=None, at=now)
    assert edition.status == EditionStatus.REVIEW


def test_empty_draft_is_not_sent(now):
    edition = EditionFactory()
    edition.clauses.all().delete()
    with pytest.raises(DomainError, match="проверять нечего"):
        operations.send_to_review(edition, acknowledged=True, seen=0, by=None, at=now)


def test_draft_that_another_has_corrected_is_not_sent_unread(now):
    edition = EditionFactory()
    operations.join_row(edition, 2, seen=0, by=UserFactory(), at=now)
    with pytest.raises(DomainError) as refusal:
        operations.send_to_review(edition, acknowledged=True, seen=0, by=None, at=now)
    assert refusal.value.rule.code == "regulations.draft_unchanged"


def test_returned_draft_writes_to_everybody_who_worked_at_it(
    now, django_capture_on_commit_callbacks, mailoutbox
):
    author, corrector, secretary = UserFactory(), UserFactory(), UserFactory()
    edition = EditionFactory()
    type(edition).objects.filter(pk=edition.pk).update(created_by=author)
    operations.join_row(edition, 2, seen=0, by=corrector, at=now)
    operations.join_row(edition, 2, seen=1, by=secretary, at=now)
    operations.send_to_review(edition, acknowledged=True, seen=2, by=author, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        operations.return_draft(edition, remark=REMARK, by=secretary, at=now)
    edition.refresh_from_db()
    assert (edition.status, edition.review_remark) == (EditionStatus.DRAFT, REMARK)
    assert sorted(letter.to[0] for letter in mailoutbox) == sorted([author.email, corrector.email])
    letter = Letter.objects.get(person=author.person)
    assert letter.kind == "regulations.draft_returned"
    assert REMARK in letter.text
    assert last_entry() == ("regulations.return_draft", {"remark": REMARK})


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda now: EditionFactory(), "regulations.edition_review"),
        (lambda now: EditionFactory(adopted_on=now.date()), "regulations.edition_frozen"),
    ],
    ids=["draft", "adopted"],
)
def test_only_what_is_under_review_is_returned(now, make, rule):
    edition = make(now)
    before = last_entry()
    with pytest.raises(DomainError) as refusal:
        operations.return_draft(edition, remark=REMARK, by=None, at=now)
    assert refusal.value.rule.code == rule
    assert last_entry() == before
    assert Letter.objects.count() == 0


def test_sending_again_takes_the_remark_away(now):
    edition = sent(now)
    operations.return_draft(edition, remark=REMARK, by=None, at=now)
    edition = operations.send_to_review(edition, acknowledged=True, seen=0, by=None, at=now)
    assert edition.review_remark == ""


def test_desk_of_the_secretary_and_of_the_author(now, django_assert_num_queries):
    secretary, author = UserFactory(role=Role.SECRETARY), UserFactory(role=Role.EDITOR)
    edition = sent(now)
    type(edition).objects.filter(pk=edition.pk).update(created_by=author)
    tasks = [(task.title, task.rule.code) for task in review_tasks(secretary, now.date())]
    assert tasks == [("Проверьте проект редакции", "regulations.edition_review")]
    assert list(review_tasks(author, now.date())) == []
    operations.return_draft(edition, remark=REMARK, by=secretary, at=now)
    assert list(review_tasks(secretary, now.date())) == []
    assert [task.title for task in review_tasks(author, now.date())] == [
        "Исправьте проект редакции по\xa0замечанию"
    ]
    for _ in range(3):
        sent(now)
    with django_assert_num_queries(2):
        list(review_tasks(secretary, now.date()))
