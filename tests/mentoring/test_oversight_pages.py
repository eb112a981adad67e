"""All pairs before the chair: progress, silence, filters, the table; the report of a period; the register of pairs."""

import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from association.bodies.choices import OfficeKind
from association.mentoring.choices import Contact, Shown, Side
from association.mentoring.models import Entry, HelpCall, Stage
from association.mentoring.queries.report import report_on
from association.mentoring.registrations.oversight import all_pairs_card, report_card
from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from association.organisations.registry import participation_of
from documents.papers import pdf
from home.accounts.choices import Role
from home.registers.models import Export
from home.workdays.queries import today
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.exports import told_of_exports
from tests.factories.mentoring import (
    NOW,
    TODAY,
    candidate,
    certify,
    pair,
    presidium_body,
    speaks_for,
)
from tests.factories.organisations import TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BEGAN = TODAY - datetime.timedelta(100)
LIST, TABLE = "/cabinet/mentoring/pairs/", "/cabinet/mentoring/pairs/table.xlsx"
REPORT = "/cabinet/mentoring/report"
PERIOD = {"since": "01.01.2026", "until": "31.12.2026"}


@pytest.fixture
def chair(client):
    user = UserFactory()
    OfficeFactory(body=presidium_body(), person=user.person, kind=OfficeKind.CHAIR)
    return log_in(client, user)


def entry(made, minutes=90, on=TODAY, **fields):
    made.last_entry_at = NOW
    made.save(update_fields=["last_entry_at"])
    return Entry.objects.create(
        pair=made,
        kind=Contact.VISIT,
        held_on=on,
        minutes=minutes,
        text="Встретились.",
        side=Side.MENTOR,
        by=UserFactory(),
        at=NOW,
        **fields,
    )


def stage(made, title="Политика", *, is_passed=True):
    by = UserFactory()
    confirmed = {"mentor_at": NOW, "mentor_by": by, "candidate_at": NOW, "candidate_by": by}
    return Stage.objects.create(
        pair=made, title=title, due_on=TODAY, **(confirmed if is_passed else {})
    )


def names_on(page, *pairs) -> list[bool]:
    text = page.content.decode()
    return [each.candidate.short_name in text for each in pairs]


class TestList:
    def test_chair_sees_how_far_and_how_busy_a_pair_is(self, client, chair):
        made = pair(begins_on=BEGAN)
        stage(made)
        stage(made, "Совет", is_passed=False)
        entry(made)
        entry(made, struck_at=NOW, struck_why="Ошибка")
        text = client.get(LIST).content.decode()
        assert "Пройден 1 из\xa02\xa0этапов" in text
        assert "1\xa0ч\xa030\xa0мин" in text
        assert "просрочено:\xa01" in text

    def test_filters_show_what_needs_the_chair(self, client, chair):
        calm, silent = pair(begins_on=today()), pair(begins_on=BEGAN)
        asking, troubled = pair(begins_on=today()), pair(begins_on=today())
        HelpCall.objects.create(
            pair=asking, text="Помогите.", side=Side.MENTOR, by=UserFactory(), at=NOW
        )
        change_standing(troubled.mentor, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
        over = pair(begins_on=BEGAN)
        certify(over.candidate)
        pairs = (calm, silent, asking, troubled, over)
        shown = {one: names_on(client.get(LIST, {"shown": one.value}), *pairs) for one in Shown}
        assert shown == {
            Shown.WORKING: [True, True, True, True, False],
            Shown.TROUBLED: [False, False, False, True, False],
            Shown.SILENT: [False, True, False, False, False],
            Shown.ASKING: [False, False, True, False, False],
            Shown.ENDED: [False, False, False, False, True],
            Shown.ALL: [True] * 5,
        }
        (card,) = all_pairs_card(chair, today())
        assert card.text.startswith("Работают: 4, молчат: 1, просят помощи: 1")

    def test_found_by_name_and_territory(self, client, chair):
        lake = TerritoryFactory(name="Приозёрный район")
        ours, other = pair(candidate_=candidate(territory=lake)), pair()
        assert names_on(client.get(LIST, {"territory": lake.pk}), ours, other) == [True, False]
        found = client.get(LIST, {"words": other.mentor.inn})
        assert names_on(found, ours, other) == [False, True]
        # Whatever is no filter is passed over (T72).
        assert client.get(LIST, {"territory": "x", "shown": "y", "page": "z"}).status_code == 200

    def test_thirty_rows_ask_as_much_as_one(self, client, chair, django_assert_max_num_queries):
        pair(begins_on=BEGAN)
        client.get(LIST)
        with django_assert_max_num_queries(15) as few:
            client.get(LIST)
        for _ in range(9):
            stage(pair(begins_on=BEGAN))
        with django_assert_max_num_queries(len(few)):
            client.get(LIST)

    def test_table_has_every_row_and_no_formula(self, client, chair):
        """T29."""
        made = pair(candidate_=candidate(short_name="=1+1"))
        entry(made, minutes=60)
        answer = client.get(TABLE)
        assert answer["Cache-Control"] == "private, no-store"
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        head, row = list(book.active.iter_rows(values_only=True))
        cells = dict(zip(head, row, strict=True))
        assert (cells["Кандидат"], cells["Часов"]) == ("'=1+1", "1\xa0ч")

    def test_table_that_leaves_is_written_down_with_its_filter(self, client, chair):
        """T76."""
        made = pair()
        pair()
        asked = {"words": made.mentor.inn, "shown": Shown.ALL.value}
        client.get(TABLE, asked)
        (left,) = Export.objects.all()
        assert (left.label, left.file, left.rows) == ("Все пары", "XLSX", 1)
        assert left.asked == f"Название или ИНН: {made.mentor.inn}; Какие пары: все"

    @pytest.mark.parametrize("address", [LIST, TABLE])
    def test_closed_to_members(self, client, address):
        """T1: how others get on is not a member's to see."""
        log_in(client, speaks_for(pair().mentor))
        assert client.get(address).status_code == 404

    def test_secretary_looks_on_without_a_way_to_end(self, client):
        made = pair()
        change_standing(made.mentor, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
        log_in(client, UserFactory(role=Role.SECRETARY))
        text = client.get(LIST).content.decode()
        assert made.candidate.short_name in text
        assert reverse("mentoring:propose_end", args=[made.pk]) not in text


class TestReport:
    @pytest.fixture
    def pairs(self):
        reached = pair(begins_on=BEGAN)
        stage(reached)
        entry(reached)
        entry(reached, minutes=600, on=TODAY.replace(year=2025))
        certify(reached.candidate)
        return reached, pair(begins_on=TODAY)

    def test_counts_the_period_alone(self, pairs):
        report = report_on(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
        total = report.total
        assert (total.formed, total.working, total.ended, total.certified) == (2, 1, 1, 1)
        assert (total.stages, total.minutes, report.length.longest) == (1, 90, 100)
        assert [(row.times, row.minutes) for row in report.work] == [(1, 90)]
        assert [row.candidate for row in report.reached] == [pairs[0].candidate.short_name]
        later = report_on(datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
        assert (later.total.formed, later.total.working, later.reached) == (0, 1, [])

    def test_same_number_of_queries_for_any_number(self, pairs, django_assert_num_queries):
        with django_assert_num_queries(5):
            report_on(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))

    def test_page_paper_and_table_agree(self, client, pairs):
        log_in(client, UserFactory(role=Role.AUTHORITY_SUPPORT))
        assert "Образовано пар" in client.get(f"{REPORT}/", PERIOD).content.decode()
        paper = client.get(f"{REPORT}.pdf", PERIOD)
        assert paper.content.startswith(b"%PDF")
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"{REPORT}.xlsx", PERIOD).content))
        places = list(book["По территориям"].iter_rows(values_only=True))
        assert places[-1] == ("Всего", 2, 1, 1, 1, 1, 1.5)
        assert book["Получили сертификат"].max_row == 2
        title = "Пары наставников 2026-01-01–2026-12-31"
        assert told_of_exports() == [(title, "XLSX", 6), (title, "PDF", 6)]

    def test_period_that_is_none_is_refused(self, client, chair):
        wrong = {"since": "31.12.2026", "until": "01.01.2026"}
        assert client.get(f"{REPORT}/", wrong).status_code == 400
        assert client.get(f"{REPORT}.pdf", wrong).status_code == 404

    def test_paper_that_does_not_print_is_told(self, client, chair, monkeypatch):
        def broken(*args):
            raise pdf.PaperError("no paper")

        monkeypatch.setattr(pdf, "render", broken)
        answer = client.get(f"{REPORT}.pdf", PERIOD, follow=True)
        assert "не\xa0напечатался" in answer.content.decode()

    def test_closed_to_members(self, client):
        user = log_in(client, speaks_for(pair().mentor))
        for end in ("/", ".pdf", ".xlsx"):
            assert client.get(f"{REPORT}{end}", PERIOD).status_code == 404
        assert list(report_card(user, TODAY)) == list(all_pairs_card(user, TODAY)) == []


def test_work_as_a_mentor_counts_as_taking_part():
    """R77."""
    made, idle = pair(begins_on=BEGAN), pair(begins_on=BEGAN)
    entry(made)
    (taken,) = participation_of(made.mentor, BEGAN, TODAY)["Наставничество"]
    assert (taken.counts, taken.outcome) == (True, "1\xa0запись, 1\xa0ч\xa030\xa0мин")
    (not_taken,) = participation_of(idle.mentor, BEGAN, TODAY)["Наставничество"]
    assert (not_taken.counts, not_taken.outcome) == (False, "записей о\xa0работе нет")


def test_register_of_pairs_is_only_read(client):
    """R46, R68: no hand enters, changes or deletes a pair, the administrator's least of all."""
    made = pair()
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    register = "/admin/mentoring/pairs/"
    assert made.candidate.short_name in client.get(register, {"q": "Школа"}).content.decode()
    assert client.get(f"{register}inspect/{made.pk}/").status_code == 200
    for act in ("create/", f"edit/{made.pk}/", f"delete/{made.pk}/"):
        assert client.get(f"{register}{act}").status_code in (302, 403, 404)
        client.post(f"{register}{act}", {"mentor": made.mentor_id})
    made.refresh_from_db()
    assert type(made).objects.count() == 1
