"""Links of rules and clauses: who made them, what a new edition does to them (R34, T6)."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from wagtail.log_actions import registry as log_registry

from documents.coverage import operations
from documents.coverage.choices import Standing
from documents.coverage.models import Coverage
from documents.coverage.rules import LINKED
from home.rulebook import DomainError, all_rules, find_rule
from tests.coverage.conftest import CHAIR, JANUARY, WEDNESDAYS
from tests.factories.regulations import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def logged(row) -> list[tuple[str, dict]]:
    entries = log_registry.get_logs_for_instance(row).order_by("pk")
    return [(entry.action, entry.data) for entry in entries]


def clause_of(edition, anchor):
    return edition.clauses.get(anchor=anchor)


def waiting(edition) -> list[tuple]:
    rows = edition.coverage.standing().waiting().of_rules().select_related("clause", "former")
    return [
        (row.rule_code, row.clause and row.clause.anchor, row.former.anchor, row.standing)
        for row in rows.exclude(former=None)
    ]


def test_link_says_who_made_it_and_is_logged(linked, editor, now):
    row = linked["p-1.2"]
    assert (row.linked_by, row.confirmed_at, row.standing, row.sentence) == (
        editor,
        now,
        Standing.STANDS,
        "Программа не примет другой день.",
    )
    facts = {"rule": WEDNESDAYS.code, "anchor": "p-1.2", "manner": "enforced"}
    assert logged(row) == [("coverage.link_rule", facts)]


def refused(act) -> DomainError:
    before = Coverage.objects.count()
    with pytest.raises(DomainError) as refusal:
        act()
    assert (refusal.value.rule, Coverage.objects.count()) == (LINKED, before)
    return refusal.value


def test_draft_is_linked_nowhere(page, editor, now):
    draft = EditionFactory(page=page)
    clause = clause_of(draft, "p-1.2")
    error = refused(
        lambda: operations.link_rule(CHAIR.code, clause, manner="enforced", by=editor, at=now)
    )
    assert (error.message, error.rule) == (
        "С проектом редакции правила не связывают: сначала примите её.",
        LINKED,
    )


def test_edition_that_was_replaced_keeps_its_links(linked, amended, edition, editor, now):
    clause = clause_of(edition, "app-a")
    error = refused(
        lambda: operations.link_rule(CHAIR.code, clause, manner="enforced", by=editor, at=now)
    )
    assert "уже не действует" in error.message
    refused(lambda: operations.unlink(linked["p-1.2"], by=editor, at=now))


@pytest.mark.parametrize(
    ("code", "manner", "field"),
    [("test.unknown", "enforced", "rule"), (CHAIR.code, "informational", "manner")],
)
def test_link_needs_a_rule_and_a_manner(edition, editor, now, code, manner, field):
    clause = clause_of(edition, "p-1.2")
    error = refused(lambda: operations.link_rule(code, clause, manner=manner, by=editor, at=now))
    assert error.field == field


def test_link_is_made_once(linked, edition, editor, now):
    clause = clause_of(edition, "p-1.2")
    error = refused(
        lambda: operations.link_rule(WEDNESDAYS.code, clause, manner="assisted", by=editor, at=now)
    )
    assert error.message == "Это правило с этим пунктом уже связано."


def test_unlinked_rule_stays_in_the_history_and_may_be_linked_again(linked, edition, editor, now):
    row = linked["p-1.2"]
    operations.unlink(row, by=editor, at=now)
    row.refresh_from_db()
    assert (row.removed_at, row.removed_by) == (now, editor)
    assert [action for action, _ in logged(row)] == ["coverage.link_rule", "coverage.unlink"]
    refused(lambda: operations.unlink(row, by=editor, at=now))
    operations.link_rule(
        WEDNESDAYS.code, clause_of(edition, "p-1.2"), manner="assisted", by=editor, at=now
    )
    assert edition.coverage.standing().filter(clause__anchor="p-1.2").count() == 1


def test_note_says_why_and_gives_way_to_a_rule(edition, editor, now):
    clause = clause_of(edition, "p-1.2")
    refused(lambda: operations.mark_informational(clause, "  ", by=editor, at=now))
    note = operations.mark_informational(clause, "Цель кружка.", by=editor, at=now)
    assert (note.sentence, note.rule, logged(note)) == (
        "Цель кружка.",
        None,
        [("coverage.mark_informational", {"rule": "", "anchor": "p-1.2"})],
    )
    refused(lambda: operations.mark_informational(clause, "Ещё раз.", by=editor, at=now))
    operations.link_rule(CHAIR.code, clause, manner="enforced", by=editor, at=now)
    note.refresh_from_db()
    assert note.removed_at == now
    refused(lambda: operations.mark_informational(clause, "Цель.", by=editor, at=now))


def test_database_keeps_what_must_never_be_false(linked, edition, now):
    clause = clause_of(edition, "p-2.1")
    kept = {"edition": edition, "linked_at": now}
    for name, fields in {
        "coverage_is_a_rule_or_a_note": {"clause": clause, "manner": "informational"},
        "coverage_without_clause_waits": {"manner": "enforced", "rule_code": "test.x"},
        "coverage_once_a_clause": {
            "clause": clause,
            "manner": "enforced",
            "rule_code": CHAIR.code,
        },
    }.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            Coverage.objects.create(**kept, **fields)
        assert name in {each.name for each in Coverage._meta.constraints}


# --- A new edition


def test_new_edition_follows_what_says_the_same_and_asks_about_the_rest(
    linked, amended, editor, now
):
    followed = amended.coverage.standing().get(rule_code=CHAIR.code)
    assert (followed.clause.anchor, followed.standing, followed.confirmed_by) == (
        "p-2.2",
        Standing.STANDS,
        editor,
    )
    assert logged(followed) == [
        ("coverage.follow_clause", {"rule": CHAIR.code, "anchor": "p-2.2", "former": "p-2.1"})
    ]
    assert sorted(waiting(amended), key=str) == sorted(
        [
            (WEDNESDAYS.code, "p-1.2", "p-1.2", Standing.CHANGED),
            (WEDNESDAYS.code, None, "p-2.1-2", Standing.LOST),
        ],
        key=str,
    )


def test_links_of_the_edition_before_are_not_touched(linked, amended, edition):
    rows = edition.coverage.standing().filter(rule_code__startswith="test.")
    assert {row.clause.anchor: row.standing for row in rows} == dict.fromkeys(
        linked, Standing.STANDS
    )


def test_changed_link_is_confirmed_and_a_lost_one_is_not(linked, amended, secretary, now):
    rows = amended.coverage.waiting().filter(rule_code=WEDNESDAYS.code).select_related("edition")
    changed, lost = rows.exclude(clause=None), rows.filter(clause=None)
    with pytest.raises(DomainError, match="больше нет"):
        operations.confirm_links([*changed, *lost], by=secretary, at=now)
    assert changed.count() == 1
    assert operations.confirm_links(changed, by=secretary, at=now) == 1
    assert [row[1] for row in waiting(amended)] == [None]


def test_lost_link_is_led_to_another_clause(linked, amended, secretary, now):
    lost = amended.coverage.waiting().get(clause=None)
    row = operations.move_link(lost, clause_of(amended, "p-2.1"), by=secretary, at=now)
    assert (row.clause.anchor, row.standing, row.confirmed_by) == (
        "p-2.1",
        Standing.STANDS,
        secretary,
    )
    assert logged(row)[-1] == (
        "coverage.move_link",
        {"rule": WEDNESDAYS.code, "anchor": "p-2.1", "former": "p-2.1-2"},
    )


def test_link_is_moved_within_its_own_edition(linked, amended, edition, secretary, now):
    lost = amended.coverage.waiting().get(clause=None)
    with pytest.raises(DomainError, match="той же редакции"):
        operations.move_link(lost, clause_of(edition, "p-2.1"), by=secretary, at=now)
    with pytest.raises(DomainError, match="уже связано"):
        operations.move_link(lost, clause_of(amended, "p-1.2"), by=secretary, at=now)


def test_link_waits_through_a_third_edition_until_somebody_looks(linked, amended, page):
    third = EditionFactory(
        page=page,
        text="Положение о кружке\n\n1. Общие положения\n\n1.2. Кружок закрыт.",
        adopted_on=JANUARY,
        effective_from=datetime.date(2026, 5, 1),
    )
    assert (WEDNESDAYS.code, "p-1.2", "p-1.2", Standing.CHANGED) in waiting(third)
    kept = third.coverage.get(rule_code=WEDNESDAYS.code, former__anchor="p-1.2")
    # Compared with the words that somebody confirmed last, those of the first edition.
    assert kept.former.edition.number == 1


def test_link_reaches_an_edition_that_is_still_to_come(page, edition, editor, now):
    tomorrow = now.date() + datetime.timedelta(days=30)
    coming = EditionFactory(page=page, adopted_on=JANUARY, effective_from=tomorrow)
    row = operations.link_rule(
        CHAIR.code, clause_of(edition, "p-2.1"), manner="enforced", by=editor, at=now
    )
    there = coming.coverage.standing().get(rule_code=CHAIR.code)
    assert (there.clause.anchor, there.standing) == ("p-2.1", Standing.STANDS)
    operations.unlink(row, by=editor, at=now)
    assert not coming.coverage.standing().filter(rule_code=CHAIR.code).exists()


# --- Rules that cite


@pytest.fixture
def cited(monkeypatch):
    """The rules of the house are many; here the program has two, which cite the association's regulation."""
    kept = {
        code: find_rule(code)
        for code in ("membership.free_of_charge", "membership.basis_candidate")
    }
    monkeypatch.setattr("home.rulebook.registry._rules", kept)
    assert {rule.code for rule in all_rules()} == set(kept)


TEXT = "Положение\n\n1. Общее\n\n1.6. Платы нет.\n\n3. Порядок\n\n3.2. Кандидат приносит бумаги."


def test_first_adoption_proposes_links_for_the_rules_that_cite(association, cited, now):
    edition = EditionFactory(page=association, text=TEXT, adopted_on=JANUARY)
    rows = edition.coverage.standing().order_by("clause__order")
    assert [(row.rule_code, row.clause.anchor, row.standing, row.linked_by) for row in rows] == [
        ("membership.free_of_charge", "p-1.6", Standing.PROPOSED, None),
        ("membership.basis_candidate", "p-3.2", Standing.PROPOSED, None),
    ]
    facts = {"rule": "membership.free_of_charge", "anchor": "p-1.6"}
    assert logged(rows[0]) == [("coverage.propose_link", facts)]
    assert operations.propose_everywhere(by=None, at=now) == 0


def test_what_was_taken_away_is_not_proposed_again(association, cited, editor, now):
    edition = EditionFactory(page=association, text=TEXT, adopted_on=JANUARY)
    operations.unlink(edition.coverage.get(clause__anchor="p-1.6"), by=editor, at=now)
    assert operations.propose_everywhere(by=None, at=now) == 0


def test_new_version_of_the_program_proposes_its_new_rules(association, cited, monkeypatch, now):
    edition = EditionFactory(page=association, text=TEXT, adopted_on=JANUARY)
    rules = [*all_rules(), find_rule("membership.free_of_charge")]
    new = type(rules[-1])("test.new", "Новое", rules[-1].citations)
    monkeypatch.setattr("documents.coverage.operations.carrying.all_rules", lambda: [*rules, new])
    assert operations.propose_everywhere(by=None, at=now) == 1
    assert edition.coverage.get(rule_code="test.new").clause.anchor == "p-1.6"


def test_regulation_without_a_key_is_cited_by_nobody(cited):
    edition = EditionFactory(text=TEXT, adopted_on=JANUARY)
    assert edition.coverage.count() == 0
