"""«Отчёт об исполнении решений»: its figures against a second counter, its files (R144, R73, T29), its place on an agenda."""

import csv
import datetime
import io
import random

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from association.bodies.choices import OfficeKind
from association.meetings import papers
from association.meetings.choices import Execution, MeetingState, Standing
from association.meetings.models import ItemFile
from association.meetings.operations.reporting import attach_report, levels_open_to
from association.meetings.queries.decisions import overdue, report_on
from association.meetings.rules import decisions as rules
from association.meetings.rules.decisions import Course, days_overdue, standing_on
from documents.records.choices import Level
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.decisions import NOW, TODAY, DecisionFactory
from tests.factories.exports import told_of_exports
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

DAY = datetime.timedelta(days=1)


def day(number):
    return None if number is None else TODAY + number * DAY


@pytest.mark.parametrize(
    ("due", "reported", "accepted", "standing", "late"),
    [
        (None, None, None, Standing.UNDER_WAY, 0),
        (None, -2, -1, Standing.IN_TIME, 0),
        (0, None, None, Standing.UNDER_WAY, 0),
        (-1, None, None, Standing.OVERDUE, 1),
        (-5, -5, None, Standing.UNDER_WAY, 0),
        (-5, -4, None, Standing.OVERDUE, 1),
        (-5, -5, -1, Standing.IN_TIME, 0),
        (-5, -3, -1, Standing.LATE, 2),
        (-5, 1, 2, Standing.OVERDUE, 5),
        (5, 1, 2, Standing.UNDER_WAY, 0),
        (-5, -5, 2, Standing.UNDER_WAY, 0),
    ],
)
def test_decision_stands_on_a_day_as_its_days_say(due, reported, accepted, standing, late):
    """Numbers are days from the day asked about; whoever waits for the acceptance is not late by it."""
    course = Course(day(due), day(reported), day(accepted))
    assert standing_on(course, TODAY) == standing
    assert days_overdue(course, TODAY) == late


def second_counter(decisions, since, until):
    """Every day of every decision looked at in turn, without the rules of the room."""
    counts = dict.fromkeys(Standing, 0)
    for each in decisions:
        accepted = each.accepted_on if each.accepted_on and each.accepted_on <= until else None
        if each.adopted_on > until or (each.accepted_on and each.accepted_on < since):
            continue
        last = each.adopted_on
        while last < until and last != each.reported_on:
            last += DAY
        late = bool(each.due_on) and last > each.due_on
        if accepted:
            counts[Standing.LATE if late else Standing.IN_TIME] += 1
        else:
            counts[Standing.OVERDUE if late else Standing.UNDER_WAY] += 1
    return counts


@pytest.mark.django_db
def test_figures_agree_with_a_second_counter():
    dice = random.Random(23)
    meeting = MeetingFactory(state=MeetingState.CLOSED, starts_at=NOW)
    made = []
    for _ in range(60):
        adopted = day(dice.randint(-40, 5))
        reported = dice.choice([None, adopted + dice.randint(0, 30) * DAY])
        accepted = reported and dice.choice([None, reported + dice.randint(0, 9) * DAY])
        state = (
            Execution.DONE if accepted else Execution.REPORTED if reported else Execution.ASSIGNED
        )
        made.append(
            DecisionFactory(
                meeting=meeting,
                adopted_on=adopted,
                due_on=dice.choice([None, adopted + dice.randint(0, 25) * DAY]),
                reported_on=reported,
                accepted_on=accepted,
                execution=state,
            )
        )
    DecisionFactory(meeting=meeting, for_nobody=True)
    DecisionFactory()
    for since, until in ((-30, 0), (-60, -20), (-5, 40), (0, 0)):
        report = report_on(meeting.body, day(since), day(until))
        assert report.counts == second_counter(made, day(since), day(until))
        assert sum(report.counts.values()) == report.total
    on = day(60)
    listed = meeting.decisions.filter(overdue(on))
    expected = {
        row.decision
        for row in report_on(meeting.body, day(-60), on).rows
        if row.standing == Standing.OVERDUE
    }
    assert set(listed) == expected


@pytest.fixture
def watched(db):
    meeting = MeetingFactory(state=MeetingState.CLOSED, starts_at=NOW)
    for number, (text, level) in enumerate(
        [
            ("=1+1", Level.PUBLIC),
            ("Для своих.", Level.MEMBERS),
            ("Тайное дело.", Level.CONFIDENTIAL),
        ]
    ):
        DecisionFactory(meeting=meeting, level=level, vote__question=text, adopted_on=day(number))
    secretary = UserFactory()
    OfficeFactory(body=meeting.body, kind=OfficeKind.SECRETARY, person=secretary.person)
    return meeting.body, secretary


def address(name, body):
    return reverse(f"meetings:{name}", args=[body.pk]) + "?since=01.11.2026&until=30.11.2026"


def test_tables_hold_no_formula_and_nothing_confidential(client, watched):
    """T29, R73."""
    body, secretary = watched
    log_in(client, secretary)
    lines = b"".join(client.get(address("execution_csv", body)).streaming_content)
    rows = list(csv.reader(io.StringIO(lines.decode("utf-8-sig")), delimiter=";"))
    book = load_workbook(io.BytesIO(client.get(address("execution_xlsx", body)).content))
    cells = [[cell.value or "" for cell in row] for row in book.active.iter_rows()]
    assert rows == cells
    report = "Отчёт об исполнении решений с 01.11.2026 по 30.11.2026"
    assert told_of_exports() == [(report, "XLSX", 3), (report, "CSV", 3)]
    assert rows[0] == list(papers.HEADINGS)
    assert [row[3] for row in rows[1:]] == ["'=1+1", "Для своих.", rules.HIDDEN_TEXT]
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }


def test_page_shows_figures_and_all_texts_to_whoever_runs_the_body(client, watched):
    body, secretary = watched
    log_in(client, secretary)
    page = client.get(address("execution_report", body))
    assert page.context["report"].total == 3
    assert "Тайное дело." in page.text


@pytest.mark.parametrize(
    "query", ["since=30.11.2026&until=01.11.2026", "since=x&until=y", "since=&until="]
)
def test_period_that_is_none_is_told(client, watched, query):
    body, secretary = watched
    log_in(client, secretary)
    page = client.get(reverse("meetings:execution_report", args=[body.pk]) + f"?{query}")
    assert (page.status_code, page.context["report"]) == (400, None)
    for name in ("execution_csv", "execution_xlsx", "execution_pdf"):
        other = reverse(f"meetings:{name}", args=[body.pk])
        assert client.get(f"{other}?{query}").status_code == 404


def test_member_has_no_report(client, watched):
    body, _ = watched
    member = UserFactory()
    OfficeFactory(body=body, person=member.person)
    log_in(client, member)
    assert client.get(address("execution_report", body)).status_code == 404


def test_report_is_printed_and_put_onto_an_agenda(client, watched):
    body, secretary = watched
    item = AgendaItemFactory(meeting__body=body, level=Level.PUBLIC)
    log_in(client, secretary)
    assert client.get(address("execution_pdf", body)).content.startswith(b"%PDF")
    answer = client.post(
        reverse("meetings:attach_report", args=[body.pk]),
        {"item": item.pk, "since": "01.11.2026", "until": "30.11.2026"},
    )
    assert answer.url == item.meeting.get_absolute_url()
    kept = ItemFile.objects.get(item=item)
    assert kept.title == "Отчёт об исполнении решений с 01.11.2026 по 30.11.2026"
    assert kept.file.extension == "pdf"


@pytest.mark.parametrize(("level", "count"), [("public", 1), ("members", 2), ("confidential", 3)])
def test_file_of_an_item_says_no_more_than_the_item(level, count):
    """R73, C35."""
    item = AgendaItemFactory.build(meeting=None, level=level)
    assert len(levels_open_to(item)) == count
    assert Level.PUBLIC in levels_open_to(item)


@pytest.mark.django_db
def test_meeting_that_has_begun_takes_no_report():
    item = AgendaItemFactory(meeting__state=MeetingState.OPEN)
    with pytest.raises(DomainError):
        attach_report(item, "Отчёт", "отчёт.pdf", b"", by=None, at=NOW)


@pytest.mark.parametrize(("rows", "refused"), [(300, False), (301, True)])
def test_paper_is_not_endless(rows, refused):
    if refused:
        with pytest.raises(DomainError):
            rules.check_length(rows)
    else:
        assert rules.check_length(rows) is None
