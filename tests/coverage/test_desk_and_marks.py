"""What comes to the desk when a clause changed, and what stands beside the clauses for a reader (R34)."""

import pytest
from django.urls import reverse

from documents.coverage import registrations
from documents.coverage.marks import personal_marks, public_marks
from documents.coverage.models import Coverage
from documents.coverage.operations import link_rule, mark_informational
from documents.regulations.registry import Mark
from home.accounts.choices import Role
from home.desk import registry as desk
from home.desk.registry import Task
from home.rulebook import LiveState, live
from home.workdays.queries import today
from tests.coverage.conftest import CHAIR, WEDNESDAYS
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

COVERAGE = "/regulations/kruzhok/coverage/"


def tasks(source, user):
    return [(task.title, task.about.replace("\xa0", " ")) for task in source(user, today())]


def test_changed_clauses_come_to_the_desk(linked, amended, secretary):
    assert sorted(tasks(registrations.changed_clauses, secretary)) == [
        (
            "Проверьте правило «Кружок собирается по средам»",
            "Положение о кружке: п. 1.2 в редакции № 2 изменился",
        ),
        (
            "Проверьте правило «Кружок собирается по средам»",
            "Положение о кружке: п. 2.1 (второй) в редакции № 2 больше нет",
        ),
    ]


@pytest.mark.parametrize("role", [None, Role.AUTHORITY_SUPPORT])
def test_desk_of_others_stays_empty(linked, amended, role):
    user = UserFactory(role=role)
    assert tasks(registrations.changed_clauses, user) == []
    assert tasks(registrations.proposed_links, user) == []


def test_many_changed_clauses_are_one_task(linked, amended, secretary, monkeypatch):
    monkeypatch.setattr(registrations, "SHOWN_APART", 1)
    assert tasks(registrations.changed_clauses, secretary) == [
        ("Проверьте связи правил с пунктами", "Пункты изменились, правил: 2")
    ]


def test_proposals_are_one_task(linked, editor):
    Coverage.objects.update(confirmed_at=None, confirmed_by=None)
    assert tasks(registrations.proposed_links, editor) == [
        ("Подтвердите связи, которые предложила программа", "Связей: 3.")
    ]
    task = next(iter(registrations.proposed_links(editor, today())))
    assert (task.url, task.rule.code) == (reverse("coverage_admin:review"), "coverage.linked")


def test_clause_says_to_everybody_what_the_program_does(linked, edition, editor, now):
    link_rule(CHAIR.code, edition.clauses.get(anchor="p-1.2"), manner="enforced", by=editor, at=now)
    mark_informational(edition.clauses.get(anchor="p-1.1-abz2"), "Пожелание.", by=editor, at=now)
    assert list(public_marks(edition)) == [
        Mark(
            "p-1.2",
            "Исполняется программой",
            "Заседание ведёт староста Программа не примет другой день.",
            f"{COVERAGE}#p-1.2",
        ),
        Mark("p-2.1", "Исполняется программой", "Заседание ведёт староста", f"{COVERAGE}#p-2.1"),
        Mark(
            "p-2.1-2",
            "Исполняется программой",
            "Программа не примет другой день.",
            f"{COVERAGE}#p-2.1-2",
        ),
    ]


def test_reader_sees_their_own_affairs_at_the_clauses(linked, edition, monkeypatch):
    monkeypatch.setattr(desk, "_sources", {})
    monkeypatch.setattr(live, "_sources", [])
    desk.register_tasks(lambda user, on: [Task("Придите", "/there/", CHAIR, on, "Кружок")])
    live.register_live_states(
        lambda user, on: [LiveState(WEDNESDAYS, f"Вы записаны: {user.email}", "/me/")]
    )
    user = UserFactory()
    marks = [
        (m.anchor, m.title, m.text.partition(",")[0], m.url) for m in personal_marks(edition, user)
    ]
    assert marks == [
        ("p-2.1", "Ждёт вас", "Придите: Кружок", "/there/"),
        ("p-1.2", "У вас сейчас", f"Вы записаны: {user.email}", "/me/"),
        ("p-2.1-2", "У вас сейчас", f"Вы записаны: {user.email}", "/me/"),
    ]


def test_many_tasks_of_a_rule_are_told_by_their_number(linked, edition, monkeypatch):
    monkeypatch.setattr(desk, "_sources", {})
    desk.register_tasks(
        lambda user, on: [Task("Придите", f"/{n}/", CHAIR, about=f"Раз {n}") for n in range(1, 4)]
    )
    texts = [
        mark.text for mark in personal_marks(edition, UserFactory()) if mark.title == "Ждёт вас"
    ]
    assert texts == ["Придите: Раз 1, и ещё 2\xa0дела"]


def test_marks_reach_the_text_of_the_regulation(client, linked):
    page = client.get("/regulations/kruzhok/").content.decode()
    assert "Программа не примет другой день." in page


def test_edition_without_links_asks_nobody(edition, monkeypatch):
    def fail(*args):
        raise AssertionError

    monkeypatch.setattr("documents.coverage.marks.desk_of", fail)
    assert list(personal_marks(edition, UserFactory())) == []
