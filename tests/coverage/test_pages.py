"""/regulations/…/coverage/ as readers see it: every clause, its state, exports (R34, T6)."""

import csv
import datetime
import io
import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.coverage.operations import link_rule, mark_informational
from home.accounts.choices import Role
from tests.coverage.conftest import CHAIR, CHANGED, JANUARY
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import EditionFactory, RegulationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADDRESS = "/regulations/kruzhok/coverage/"


def html_of(client, address=ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def states(html: str) -> dict[str, str]:
    """State of each counted clause, by its anchor."""
    found = re.findall(r'coverage__line--(\w+)" id="([\w.-]+)"', html)
    return {anchor: state for state, anchor in found}


def test_every_clause_says_how_it_is_carried_out(client, linked, edition, editor, now):
    link_rule(CHAIR.code, edition.clauses.get(anchor="app-a"), manner="assisted", by=editor, at=now)
    mark_informational(edition.clauses.get(anchor="p-1.1-abz2"), "Пожелание.", by=editor, at=now)
    html = html_of(client)
    assert states(html) == {
        "p-1.1-abz2": "informational",
        "p-1.1-abz3": "uncovered",
        "p-1.2": "enforced",
        "p-2.1": "enforced",
        "p-2.1-2": "enforced",
        "app-a-form1": "assisted",
    }
    assert (
        "Из 6 пунктов программа исполняет 3, помогает исполнять ещё 1. Правил не содержат 1" in html
    )
    assert "Программа не примет другой день." in html
    assert "Пожелание." in html


@pytest.mark.parametrize(
    ("state", "anchors"),
    [
        ("enforced", {"p-1.2", "p-2.1", "p-2.1-2"}),
        ("uncovered", {"p-1.1-abz2", "p-1.1-abz3", "app-a-form1"}),
        ("review", set()),
        ("assisted", set()),
    ],
)
def test_states_are_filtered(client, linked, state, anchors):
    assert set(states(html_of(client, f"{ADDRESS}?state={state}"))) == anchors


def test_unknown_state_shows_everything(client, linked):
    assert len(states(html_of(client, f"{ADDRESS}?state=owner__password"))) == 6


def test_changed_clause_says_that_it_waits(client, linked, amended):
    html = html_of(client, f"{ADDRESS}?state=review")
    assert set(states(html)) == {"p-1.2"}
    assert "требует проверки" in html
    assert "После изменения текста ждут проверки 1" in html


def test_past_edition_shows_what_carried_it_out_then(client, linked, amended):
    html = html_of(client, f"{ADDRESS}?on=2026-02-01")
    assert states(html)["p-2.1-2"] == "enforced"
    assert "требует проверки" not in html
    assert client.get(f"{ADDRESS}?on=2025-01-01").status_code == 404
    assert client.get(f"{ADDRESS}?on=31.02").status_code == 404


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_edition_to_come_is_shown_to_whom_drafts_are(client, page, linked, role):
    """T6."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    EditionFactory(page=page, text=CHANGED, adopted_on=JANUARY, effective_from=tomorrow)
    if role:
        log_in(client, UserFactory(role=role))
    response = client.get(f"{ADDRESS}?on={tomorrow}")
    assert response.status_code == (200 if role else 404)
    assert "субботам" not in html_of(client)


def test_draft_alone_has_no_page(client):
    EditionFactory(page=RegulationPageFactory(slug="draft-only"))
    for end in ("coverage/", "coverage.csv", "coverage.json"):
        assert client.get(f"/regulations/draft-only/{end}", follow=True).status_code == 404


def test_tests_are_shown_to_those_who_work_with_texts(client, linked, edition, now):
    clause = edition.clauses.get(anchor="app-a")
    link_rule("coverage.linked", clause, manner="enforced", by=None, at=now)
    proof = "tests/coverage/test_operations.py::test_draft_is_linked_nowhere"
    assert proof not in html_of(client)
    log_in(client, UserFactory(role=Role.AUTHORITY_SUPPORT))
    html = html_of(client)
    assert proof in html
    assert "Изменить связи" not in html
    log_in(client, UserFactory(role=Role.EDITOR))
    assert "Изменить связи" in html_of(client)


def test_page_says_where_tests_are_not_deployed(client, linked, monkeypatch):
    monkeypatch.setattr("documents.coverage.views.public.proofs_of", lambda code: None)
    log_in(client, UserFactory(role=Role.EDITOR))
    assert "Тесты на этом сервере не установлены." in html_of(client)


def test_table_has_a_row_for_each_rule_and_no_formulas(client, page, editor, now):
    text = "Положение о кружке\n\n1. Общее\n\n1.1. =СУММ(А1) и пункт.\n\n1.2. Встречи."
    edition = EditionFactory(page=page, text=text, adopted_on=JANUARY)
    link_rule(CHAIR.code, edition.clauses.get(anchor="p-1.2"), manner="enforced", by=editor, at=now)
    response = client.get("/regulations/kruzhok/coverage.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1:] == [
        [
            "п.\xa01.1",
            "p-1.1",
            "'=СУММ(А1) и пункт.",
            "Программой не исполняется",
            "нет",
            "",
            "",
        ],
        [
            "п.\xa01.2",
            "p-1.2",
            "Встречи.",
            "Исполняется программой",
            "нет",
            "Заседание ведёт староста",
            "Заседание ведёт староста",
        ],
    ]
    assert response["Content-Disposition"] == (
        'attachment; filename="coverage-kruzhok-2026-01-10.csv"'
    )


def test_machines_read_the_same(client, linked, edition):
    answer = json.loads(client.get("/regulations/kruzhok/coverage.json").content)
    assert answer["counts"] == {"enforced": 3, "assisted": 0, "informational": 0, "uncovered": 3}
    found = next(each for each in answer["clauses"] if each["anchor"] == "p-1.2")
    assert found["url"].endswith("/regulations/kruzhok/2026-01-10/#p-1.2")
    assert (found["place"], found["state"], found["rules"]) == (
        "п.\xa01.2",
        "enforced",
        [
            {
                "code": "test.coverage_wednesdays",
                "title": "Кружок собирается по средам",
                "manner": "enforced",
                "text": "Программа не примет другой день.",
            }
        ],
    )


def test_five_hundred_clauses_cost_as_many_queries_as_fifty(client, editor, now):
    counts = []
    for number in (50, 500):
        page = RegulationPageFactory(slug=f"long-{number}", key=f"long-{number}")
        clauses = "\n\n".join(f"1.{n}. Пункт {n}." for n in range(1, number + 1))
        edition = EditionFactory(
            page=page, text=f"Устав\n\n1. Общее\n\n{clauses}", adopted_on=JANUARY
        )
        for clause in edition.clauses.filter(kind="clause")[: number // 10]:
            link_rule(CHAIR.code, clause, manner="enforced", by=editor, at=now)
        client.get(f"/regulations/long-{number}/")
        cache.clear()
        with CaptureQueriesContext(connection) as met:
            assert len(states(html_of(client, f"/regulations/long-{number}/coverage/"))) == number
        counts.append(len(met))
    assert counts[0] == counts[1]
    assert counts[0] <= 10
