"""Errata and interpretations: beside a frozen text, never in it (C20, C32; R224)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from documents.regulations.beside import beside, with_errata
from documents.regulations.models import Erratum, Interpretation
from documents.regulations.operations.notes import (
    correct_misprint,
    withdraw_interpretation,
    write_interpretation,
)
from home.accounts.choices import Role
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import TEXT, EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

JANUARY = datetime.date(2026, 1, 10)
MISPRINT = {"wrong": "по средам", "right": "по четвергам", "ground": "приказ № 8"}


@pytest.fixture
def edition():
    return EditionFactory(adopted_on=JANUARY)


@pytest.fixture
def clause(edition):
    return edition.clauses.get(anchor="p-1.2")


def correct(clause, **changes):
    answers = MISPRINT | {"made_on": JANUARY} | changes
    return correct_misprint(clause, **answers, by=None, at=timezone.now())


def interpret(clause, **changes):
    answers = {"text": "Читать так.", "written_on": JANUARY} | changes
    return write_interpretation(clause, **answers, by=None, at=timezone.now())


def test_misprint_is_corrected_beside_the_frozen_text(edition, clause):
    erratum = correct(clause)
    clause.refresh_from_db()
    assert clause.text == "Кружок собирается по средам."
    assert with_errata(clause.text, [erratum]) == "Кружок собирается по четвергам."
    assert [e.pk for e in beside(edition)["p-1.2"].errata] == [erratum.pk]
    entry = ModelLogEntry.objects.get(action="regulations.correct_misprint")
    assert entry.data == {"anchor": "p-1.2", "wrong": "по средам", "right": "по четвергам"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"wrong": "по пятницам"}, "wrong"),
        ({"wrong": "с"}, "wrong"),
        ({"right": "по средам"}, "right"),
        ({"made_on": datetime.date(2026, 1, 9)}, "made_on"),
        ({"made_on": datetime.date(2100, 1, 1)}, "made_on"),
    ],
)
def test_refused_correction_leaves_no_trace(clause, changes, field):
    with pytest.raises(DomainError) as refusal:
        correct(clause, **changes)
    assert refusal.value.field == field
    assert not Erratum.objects.exists()
    assert not ModelLogEntry.objects.filter(action="regulations.correct_misprint").exists()


def test_place_is_corrected_once(clause):
    correct(clause)
    with pytest.raises(DomainError):
        correct(clause, right="по вторникам")


def test_draft_takes_no_notes():
    clause = EditionFactory().clauses.get(anchor="p-1.2")
    for act in (correct, interpret):
        with pytest.raises(DomainError, match="Проект правят прямо в тексте"):
            act(clause)


def test_interpretation_follows_its_clause_while_the_words_are_the_same(edition, clause):
    note = interpret(clause)
    other = interpret(edition.clauses.get(anchor="p-2.1"))
    later = EditionFactory(
        page=edition.page,
        text=TEXT.replace("Заседание ведёт староста", "Заседание ведёт наставник"),
        adopted_on=datetime.date(2026, 2, 1),
    )
    shown = {anchor: notes.interpretations for anchor, notes in beside(later).items()}
    assert shown == {"p-1.2": [note]}
    assert beside(edition)["p-2.1"].interpretations == [other]


def test_withdrawn_interpretation_is_kept_but_not_shown(edition, clause):
    note = interpret(clause)
    withdraw_interpretation(note, by=None, at=timezone.now())
    assert beside(edition) == {}
    assert Interpretation.objects.count() == 1
    with pytest.raises(DomainError):
        withdraw_interpretation(note, by=None, at=timezone.now())


def test_notes_cost_the_same_queries_for_one_and_thirty(edition, django_assert_num_queries):
    clauses = list(edition.clauses.exclude(anchor="p-1.2"))
    interpret(edition.clauses.get(anchor="p-1.2"))
    with django_assert_num_queries(3):
        beside(edition)
    for at in range(30):
        interpret(clauses[at % len(clauses)])
    with django_assert_num_queries(3):
        beside(edition)


@pytest.mark.parametrize(
    ("role", "reads", "corrects", "interprets"),
    [
        (Role.SECRETARY, 200, 200, 200),
        (Role.EDITOR, 200, 302, 200),
        (Role.AUTHORITY_SUPPORT, 200, 302, 302),
    ],
)
def test_who_may_write_notes(client, edition, role, reads, corrects, interprets):
    log_in(client, UserFactory(role=role))
    names = ("show_notes", "correct_misprint", "write_interpretation")
    pages = [reverse(f"regulations_notes:{name}", args=[edition.pk]) for name in names]
    assert [client.get(page).status_code for page in pages] == [reads, corrects, interprets]


def test_secretary_corrects_a_misprint_by_the_number_of_its_clause(client, edition):
    log_in(client, UserFactory(role=Role.SECRETARY))
    page = reverse("regulations_notes:correct_misprint", args=[edition.pk])
    answer = MISPRINT | {"clause": "п. 1.2.", "made_on": "2026-01-10"}
    assert client.post(page, answer).status_code == 302
    assert Erratum.objects.get().clause.anchor == "p-1.2"


@pytest.mark.parametrize(
    ("number", "anchor"),
    [
        ("2.1", "p-2.1"),
        ("2.1 (второй)", "p-2.1-2"),
        ("прил. А", "app-a"),
        ("p-1.1-abz2", "p-1.1-abz2"),
    ],
)
def test_clause_is_named_as_people_cite_it(client, edition, number, anchor):
    log_in(client, UserFactory(role=Role.EDITOR))
    page = reverse("regulations_notes:write_interpretation", args=[edition.pk])
    client.post(page, {"clause": number, "text": "Так.", "written_on": "2026-01-10"})
    assert Interpretation.objects.get().clause.anchor == anchor


def test_unknown_clause_is_refused_at_its_field_and_keeps_what_was_typed(client, edition):
    log_in(client, UserFactory(role=Role.EDITOR))
    page = reverse("regulations_notes:write_interpretation", args=[edition.pk])
    response = client.post(page, {"clause": "9.9", "text": "Так.", "written_on": "2026-01-10"})
    assert response.context["form"].errors == {"clause": ["Такого пункта в этой редакции нет."]}
    assert "Так." in response.content.decode()
