"""Lists keep their number of queries; what their readers see."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.records import registry
from documents.records.choices import Level
from documents.records.models import Record, RecordClass
from documents.records.operations import PersonNamed, place_hold
from documents.records.registrations import archive_tasks
from documents.records.rules import names
from tests.factories.accounts import UserFactory, log_in
from tests.factories.records import (
    NOW,
    OTHERS,
    PRESIDIUM,
    TODAY,
    filed_file,
    old_record,
    part,
    record,
)
from tests.factories.uploads import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def keeper(client, seats):
    return log_in(client, seats.keeper(UserFactory(), PRESIDIUM, OTHERS))


def queries(act) -> int:
    act()
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def many(number: int, *, first: int = 0) -> None:
    for count in range(first, number):
        record(
            f"{count}-н",
            publishes=True,
            parts=(part("1", "О сове", "Сова.", "Сова.", level=Level.PUBLIC),),
            people=(PersonNamed("Совина А. А."),),
        )
        old_record(f"{count}-с")


LISTS = [
    "/cabinet/archive/", "/cabinet/archive/?q=сова&person=совина&year=2026&body=bodies:1",
    "/cabinet/archive/due/", "/cabinet/archive/completeness/", "/decisions/?body=bodies:1",
]  # fmt: skip


def test_lists_ask_the_same_for_one_and_for_thirty(client, keeper):
    """SPEED.md: at most 15 queries in the cabinet, 10 on a public page."""
    many(1)
    few = {address: queries(lambda a=address: client.get(a)) for address in LISTS}
    many(30, first=1)
    assert {address: queries(lambda a=address: client.get(a)) for address in LISTS} == few
    assert max(few.values()) <= 15


def test_page_of_a_record_asks_the_same_for_one_and_for_thirty_pieces(client, keeper):
    few = record("1", files=(filed_file(),), people=(PersonNamed("Совина А. А."),))
    more = record(
        "2",
        parts=tuple(part(str(n)) for n in range(1, 31)),
        files=tuple(filed_file() for _ in range(30)),
        people=tuple(PersonNamed(f"Совина {n}") for n in range(30)),
    )
    asked = [queries(lambda r=each: client.get(r.get_absolute_url())) for each in (few, more)]
    assert asked[0] == asked[1] <= 15


def test_desk_asks_nothing_for_who_reads_no_archive(seats, django_assert_num_queries):
    """What the rooms say of a user they keep on the user."""
    user = UserFactory()
    registry.readers_for_page(user)
    with django_assert_num_queries(0):
        assert list(archive_tasks(user, TODAY)) == []


def test_desk_tells_the_keeper_what_is_due(seats):
    """R67: one task a body; what is held is not counted (names.WRITE_OFF)."""
    keeper = seats.keeper(UserFactory(), PRESIDIUM, OTHERS)
    old_record("1")
    place_hold(old_record("2"), reason="проверка", by=None, at=NOW)
    record("3")
    (task,) = archive_tasks(keeper, TODAY)
    assert task.title == "Спишите записи, срок хранения которых вышел: Президиум Ассоциации"
    assert task.about == "Срок вышел у\xa01\xa0записи, у первой — 01.03.2026."
    assert (task.rule, task.url) == (names.WRITE_OFF, "/cabinet/archive/due/")


def test_completeness_says_what_is_missing(client, keeper):
    """R84 (names.CLASSES): every class of the year; expected and absent ones stand out."""
    record("1")
    response = client.get("/cabinet/archive/completeness/?year=2026")
    lines = {line.record_class.code: line for line in response.context["lines"]}
    assert set(lines) == set(RecordClass.objects.values_list("code", flat=True))
    assert (lines["presidium_protocols"].count, lines["presidium_protocols"].is_missing) == (
        1,
        False,
    )
    assert (lines["annual_report"].count, lines["annual_report"].is_missing) == (0, True)
    assert not lines["orders"].is_missing
    assert names.CLASSES.clause == "п.\xa07.2 Положения"


def test_record_is_filed_by_hand(client, keeper):
    page = reverse("records:file_by_hand")
    report = RecordClass.objects.get(code="annual_report")
    fields = {
        "record_class": report.pk, "body": OTHERS, "number": "1", "title": "Годовой отчёт за 2025 год",
        "date": "2026-02-01", "level": "members", "people": "Совина А. А.\n\nФилинова Б. Б.\nСовина А. А.",
        "file": SimpleUploadedFile("отчёт.pdf", pdf("Otchet nomer odin")),
    }  # fmt: skip
    response = client.post(page, fields)
    kept = Record.objects.get()
    assert response["Location"] == kept.get_absolute_url()
    assert (kept.body_key, kept.body_name, kept.retained_until) == (
        OTHERS,
        "Рабочая группа колледжа",
        None,
    )
    assert kept.files.get().text == "Otchet nomer odin"
    assert [each.name for each in kept.people.all()] == ["Совина А. А.", "Филинова Б. Б."]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"body": "bodies:99"}, "bodies:99"),
        ({"date": "2026-02-30"}, "Такой даты нет"),
        ({"date": "2027-02-01"}, "Дата ещё не наступила"),
        ({"number": "\u200b"}, "Укажите номер."),
        ({"record_class": ""}, "Выберите вид записи."),
        ({"file": ""}, "Выберите файл"),
    ],
)
def test_hand_filing_refuses_in_words(client, keeper, change, error):
    report = RecordClass.objects.get(code="annual_report")
    fields = {
        "record_class": report.pk, "body": PRESIDIUM, "number": "1", "title": "Отчёт",
        "date": "2026-02-01", "level": "members", "file": SimpleUploadedFile("отчёт.pdf", pdf()),
    }  # fmt: skip
    response = client.post(reverse("records:file_by_hand"), fields | change)
    assert response.status_code == 200
    assert error in response.content.decode()
    assert not Record.objects.exists()


def test_hold_and_publication_by_their_pages(client, keeper):
    kept = record("1", parts=(part(level=Level.PUBLIC, public_text="Решили."),))
    for name, answer in (
        ("hold", {"reason": "проверка"}),
        ("lift_hold", {"reason": "закончена"}),
        ("publication", {}),
    ):
        response = client.post(reverse(f"records:{name}", args=[kept.pk]), answer)
        assert (name, response["Location"]) == (name, kept.get_absolute_url())
    kept.refresh_from_db()
    assert kept.is_published
    assert kept.holds.get().lift_reason == "закончена"
    page = client.post(reverse("records:publication", args=[kept.pk]), {"reason": ""})
    assert "Укажите причину." in page.content.decode()
    kept.refresh_from_db()
    assert kept.is_published


def test_decisions_are_sifted_by_body_and_year(client):
    public = {"publishes": True}
    record("1", parts=(part("1", "О сове", "-", "Сова.", level=Level.PUBLIC),), **public)
    record("2", body_key=OTHERS, body_name="Другой орган", date=datetime.date(2025, 5, 5),
           parts=(part("1", "О филине", "-", "Филин.", level=Level.PUBLIC),), **public)  # fmt: skip

    def titles(query):
        return [
            each.title for each in client.get(f"/decisions/?{query}").context["page_of_decisions"]
        ]

    assert titles("") == ["О сове", "О филине"]
    assert titles("body=bodies:2") == ["О филине"]
    assert titles("year=2026") == ["О сове"]
    assert titles("year=2025&body=bodies:1") == []
