"""Members and processes with none, help of a period: page, PDF, XLSX (3.17, R49, R50)."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from association.organisations.models import StandingChange
from association.processes import papers as papers
from association.processes.choices import Support
from association.processes.models import Process
from association.processes.queries.report import report_on
from association.processes.rules import names
from home.accounts.choices import Role
from home.registers.models import Export
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.mentoring import NOW, TODAY, speaks_for
from tests.factories.processes import assignment, member, support

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PAGE = reverse("processes:process_report")
PERIOD = {"since": "01.11.2026", "until": "18.11.2026"}


@pytest.fixture
def told():
    """One member answers for audits and has helped twice, once long ago; another has no process."""
    lyceum, idle = member(short_name="Лицей"), member(short_name="Школа без процесса")
    held = assignment(lyceum, "audit", since=TODAY - 60 * DAY)
    support(held, to=idle, kind=Support.AUDIT, title="=Аудит столовой")
    support(held, to=idle, on=TODAY - 50 * DAY)
    support(held, to=idle, struck_at=NOW, struck_why="ошибка", struck_by=UserFactory())
    return report_on(TODAY - 17 * DAY, TODAY, TODAY)


def test_report_names_those_with_none_and_counts_help_of_the_period(told):
    assert (told.members, [each.short_name for each in told.without]) == (2, ["Школа без процесса"])
    assert sum(not row.responsible for row in told.rows) == Process.objects.count() - 1
    row = next(row for row in told.rows if row.name == "Внутренний аудит")
    assert (row.responsible, row.given) == (
        1,
        {Support.PROCEDURE: 0, Support.INSTRUCTION: 0, Support.AUDIT: 1},
    )
    assert (told.total, told.support.count()) == (1, 1)
    assert told.given[-1] == ("внутренний аудит процесса", 1)


def test_who_answers_is_told_as_of_the_last_day():
    lyceum = member()
    StandingChange.objects.update(on=TODAY - 90 * DAY)
    assignment(lyceum, since=TODAY - 60 * DAY, until=TODAY - 9 * DAY, end_reason="снято")
    assert report_on(TODAY - 80 * DAY, TODAY - 10 * DAY, TODAY).without.count() == 0
    assert report_on(TODAY - 80 * DAY, TODAY + 9 * DAY, TODAY).without.count() == 1


def test_table_has_three_sheets_and_no_formula(told):
    """T29."""
    book = load_workbook(io.BytesIO(papers.report_table(told)))
    assert book.sheetnames == ["Процессы", "Без процесса", "Помощь"]
    assert book["Без процесса"]["A2"].value == "Школа без процесса"
    assert [cell.value for cell in book["Помощь"][2]][:6] == [
        "18.11.2026",
        "Лицей",
        "Внутренний аудит",
        "Школа без процесса",
        "внутренний аудит процесса",
        "'=Аудит столовой",
    ]


def test_paper_names_both_and_a_long_one_is_refused(told, monkeypatch):
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(papers.printed_report(told))).pages
    )
    for words in ("Школа без процесса", "Лицей", "Аудит столовой"):
        assert words in text.replace("\n", " ")
    monkeypatch.setattr(papers, "LONGEST_PAPER", 1)
    with pytest.raises(DomainError, match="скачайте таблицу") as refusal:
        papers.printed_report(told)
    assert refusal.value.rule is names.RESPONSIBILITY


def test_table_too_long_to_wait_for_is_refused_on_the_page(client, told, monkeypatch):
    monkeypatch.setattr(papers, "LONGEST_TABLE", 1)
    log_in(client, UserFactory(role=Role.SECRETARY))
    answer = client.get(reverse("processes:process_report_xlsx"), PERIOD, follow=True)
    assert answer.redirect_chain[0][0].startswith(PAGE)
    assert "возьмите период короче" in answer.content.decode()
    assert not Export.objects.exists()


def test_report_opens_to_the_office_and_the_authority_alone(client, told):
    addresses = [PAGE, *(reverse(f"processes:process_report_{kind}") for kind in ("pdf", "xlsx"))]
    client.force_login(speaks_for(member()))
    assert [client.get(each, PERIOD).status_code for each in addresses] == [404] * 3
    log_in(client, UserFactory(role=Role.AUTHORITY_SUPPORT))
    assert client.get(PAGE, PERIOD).status_code == 200
    file = client.get(reverse("processes:process_report_xlsx"), PERIOD)
    assert file["Cache-Control"] == "private, no-store"
    assert load_workbook(io.BytesIO(file.content)).sheetnames[0] == "Процессы"
    left = Export.objects.get()
    assert (left.label, left.file, left.rows) == ("Ответственность за процессы", "XLSX", 3)


@pytest.mark.parametrize(
    ("since", "until"), [("вчера", "18.11.2026"), ("18.11.2026", "01.11.2026"), ("", "")]
)
def test_period_that_is_none_is_said(client, since, until):
    log_in(client, UserFactory(role=Role.SECRETARY))
    asked = {"since": since, "until": until}
    assert client.get(PAGE, asked).status_code == 400
    assert client.get(reverse("processes:process_report_pdf"), asked).status_code == 404
    assert client.get(PAGE).status_code == 200


def test_page_costs_the_same_for_any_number(client, django_assert_num_queries, told):
    log_in(client, UserFactory(role=Role.SECRETARY))
    client.get(PAGE, PERIOD)
    with django_assert_num_queries(18):
        client.get(PAGE, PERIOD)
    for _ in range(6):
        support()
        member()
    with django_assert_num_queries(18):
        client.get(PAGE, PERIOD)
