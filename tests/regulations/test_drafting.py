"""R224, T27: a draft is corrected without retyping, by two editors, and each correction can be taken back."""

import dataclasses

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from documents.regulations import operations
from documents.regulations.choices import ClauseKind, ReadingState
from documents.regulations.drafts import flat_of, outline_of, version_of
from documents.regulations.importer import read_text
from documents.regulations.importer.proof import prove_nothing_lost
from documents.regulations.models import Clause, Edition, RegulationPage, SourceReading
from documents.regulations.operations import Destination
from documents.uploads.models import StoredFile
from documents.uploads.operations import remove_orphans
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.regulations import TEXT, EditionFactory, RegulationPageFactory
from tests.factories.uploads import checked_text
from tests.races import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Rows of the factory's text, from 0.
CLAUSE_1_1, ITEM_1, ITEM_2, CLAUSE_1_2, SECTION_2, CLAUSE_2_1, SECOND_2_1 = 1, 2, 3, 4, 5, 6, 7


@pytest.fixture
def editor():
    return UserFactory()


def anchors(edition: Edition) -> list[str]:
    return list(edition.clauses.order_by("order").values_list("anchor", flat=True))


def entries(edition: Edition) -> list[tuple[str, dict]]:
    found = ModelLogEntry.objects.filter(object_id=str(edition.pk), content_type__model="edition")
    return [(entry.action, entry.data) for entry in found.order_by("pk")][1:]


def snapshot(edition: Edition) -> tuple:
    edition.refresh_from_db()
    clauses = Clause.objects.filter(edition=edition).order_by("order")
    return (
        edition.title,
        edition.status,
        edition.text_sha256,
        edition.findings,
        list(clauses.values_list("pk", "kind", "marker", "label", "title", "text", "depth")),
        edition.corrections.count(),
        len(entries(edition)),
    )


def test_correction_gives_new_rows_anchors_warnings_and_an_entry(now, editor):
    edition = EditionFactory()
    assert [fault["code"] for fault in edition.findings["warnings"]] == ["duplicate-number"]
    row = operations.join_row(edition, SECOND_2_1, seen=0, by=editor, at=now)
    edition.refresh_from_db()
    assert row == CLAUSE_2_1
    assert anchors(edition)[5:8] == ["s-2", "p-2.1", "app-a"]
    assert edition.clauses.get(anchor="p-2.1").text == (
        "Заседание ведёт староста. 2.1. Протокол ведёт секретарь."
    )
    assert edition.findings["warnings"] == []
    assert edition.text_sha256 != EditionFactory().text_sha256
    assert entries(edition) == [
        (
            "regulations.correct_draft",
            {"number": 1, "correction": "Пункт 2.1: соединена с предыдущей строкой"},
        )
    ]


def test_corrected_draft_still_says_what_the_file_says(now, editor):
    edition = EditionFactory()
    operations.split_row(edition, CLAUSE_2_1, 2, seen=0, by=editor, at=now)
    operations.shift_row(edition, ITEM_1, -1, seen=1, by=editor, at=now)
    operations.restate_row(
        edition, CLAUSE_1_2, kind="paragraph", marker="", label="", seen=2, by=editor, at=now
    )
    operations.untitle_draft(edition, seen=3, by=editor, at=now)
    edition.refresh_from_db()
    outline = outline_of(edition, flat_of(edition))
    prove_nothing_lost(edition.source_text, outline)
    assert (outline.title, edition.title) == ("", edition.page.title)
    operations.join_row(edition, 0, seen=4, by=editor, at=now)
    edition.refresh_from_db()
    assert edition.title == "Положение о кружке"


def test_corrections_are_taken_back_one_by_one(now, editor):
    edition = EditionFactory()
    before = flat_of(edition)
    operations.join_row(edition, 0, seen=0, by=editor, at=now)
    operations.join_row(edition, ITEM_2, seen=1, by=editor, at=now)
    operations.undo_correction(edition, seen=2, by=editor, at=now)
    operations.undo_correction(edition, seen=3, by=editor, at=now)
    edition.refresh_from_db()
    assert flat_of(edition) == before
    assert [fault["code"] for fault in edition.findings["warnings"]] == ["duplicate-number"]
    assert version_of(edition) == 4
    with pytest.raises(DomainError, match="Отменять нечего"):
        operations.undo_correction(edition, seen=4, by=editor, at=now)


def test_second_editor_is_told_and_nothing_of_the_first_is_lost(now, editor):
    edition = EditionFactory()
    operations.join_row(edition, ITEM_2, seen=0, by=editor, at=now)
    before = snapshot(edition)
    with pytest.raises(DomainError) as refusal:
        operations.join_row(edition, SECOND_2_1, seen=0, by=UserFactory(), at=now)
    assert refusal.value.rule.code == "regulations.draft_unchanged"
    assert str(editor) in refusal.value.message
    assert snapshot(edition) == before


@pytest.mark.parametrize("row", [-1, 10, 10**12])
def test_row_that_is_not_there_is_refused(now, editor, row):
    edition = EditionFactory()
    before = snapshot(edition)
    with pytest.raises(DomainError):
        operations.join_row(edition, row, seen=0, by=editor, at=now)
    assert snapshot(edition) == before


@pytest.mark.parametrize(
    ("prepare", "rule"),
    [
        (lambda now: EditionFactory(adopted_on=now.date()), "regulations.edition_frozen"),
        (
            lambda now: operations.send_to_review(
                EditionFactory(), acknowledged=True, seen=0, by=None, at=now
            ),
            "regulations.edition_review",
        ),
    ],
    ids=["adopted", "under review"],
)
@pytest.mark.parametrize(
    "act",
    [
        lambda edition, **by: operations.join_row(edition, 2, seen=0, **by),
        lambda edition, **by: operations.undo_correction(edition, seen=0, **by),
        lambda edition, **by: operations.delete_draft(edition, **by),
        lambda edition, **by: operations.save_details(
            edition,
            act_kind="order",
            act_number="1",
            adopted_by="",
            adopted_on=None,
            effective_from=None,
            **by,
        ),
        lambda edition, **by: operations.upload_draft(
            checked_text("Устав\n\n1. Иное."),
            read_text("Устав\n\n1. Иное."),
            Destination(replaces=edition, seen=0),
            **by,
        ),
    ],
    ids=["correct", "undo", "delete", "details", "replace"],
)
def test_adopted_and_reviewed_editions_refuse_and_keep_no_trace(now, editor, prepare, rule, act):
    edition = prepare(now)
    before = snapshot(edition)
    with pytest.raises(DomainError) as refusal:
        act(edition, by=editor, at=now)
    assert refusal.value.rule.code == rule
    assert snapshot(edition) == before
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_one_moment_make_one_and_a_refusal(now):
    edition = EditionFactory()
    first, second = UserFactory(), UserFactory()
    answers = at_once(
        lambda: operations.join_row(edition, ITEM_2, seen=0, by=first, at=now),
        lambda: operations.join_row(edition, SECOND_2_1, seen=0, by=second, at=now),
    )
    refusals = [answer for answer in answers if isinstance(answer, DomainError)]
    assert [refusal.rule.code for refusal in refusals] == ["regulations.draft_unchanged"]
    assert edition.corrections.count() == 1
    assert edition.clauses.count() == 9


def test_correction_costs_the_same_queries_whatever_the_length(now, editor):
    counts = []
    for many in (3, 60):
        text = "Устав\n1. Общее\n" + "\n".join(f"1.{n}. Пункт." for n in range(1, many))
        edition = EditionFactory(text=text)
        with CaptureQueriesContext(connection) as queries:
            operations.join_row(edition, 2, seen=0, by=editor, at=now)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_details_are_kept_until_the_adoption(now, editor):
    edition = EditionFactory()
    operations.save_details(
        edition,
        title="Не из файла",
        act_kind="order",
        act_number="7",
        adopted_by="Главного управления",
        adopted_on=now.date(),
        effective_from=None,
        by=editor,
        at=now,
    )
    edition.refresh_from_db()
    assert (edition.act_number, edition.adopted_on, edition.title) == (
        "7",
        now.date(),
        "Положение о кружке",
    )
    assert str(edition) == "Редакция 1 (проект)"


def test_title_is_typed_where_the_file_has_none_and_survives_corrections(now, editor):
    edition = EditionFactory(text="1. Первый.\n\n2. Второй.")
    details = dict.fromkeys(("act_kind", "act_number", "adopted_by"), "")
    dates = dict.fromkeys(("adopted_on", "effective_from"))
    operations.save_details(edition, title="Устав", **details, **dates, by=editor, at=now)
    operations.join_row(edition, 1, seen=0, by=editor, at=now)
    edition.refresh_from_db()
    assert edition.title == "Устав"


def test_deleted_draft_leaves_its_entry_and_no_file(now, editor, settings):
    upload = checked_text("Устав\n\n1. Первый.")
    outline = read_text("Устав\n\n1. Первый.")
    destination = Destination(page=RegulationPageFactory())
    edition = operations.upload_draft(upload, outline, destination, by=editor, at=now)
    operations.join_row(edition, 0, seen=0, by=editor, at=now)
    name = edition.source_file.file.name
    pk = edition.pk
    operations.delete_draft(edition, by=editor, at=now)
    assert not Edition.objects.filter(pk=pk).exists()
    assert StoredFile.objects.count() == 0
    entry = ModelLogEntry.objects.get(action="regulations.delete_draft", object_id=str(pk))
    assert (entry.deleted, entry.data["source"]) == (True, "устав.txt")
    later = now.replace(year=2036)
    assert name in remove_orphans(at=later)
    assert not storages["private"].exists(name)


def test_same_file_is_uploaded_once(now, editor):
    upload, outline = checked_text(TEXT), read_text(TEXT)
    page = RegulationPageFactory()
    operations.upload_draft(upload, outline, Destination(page=page), by=editor, at=now)
    with pytest.raises(DomainError) as refusal:
        operations.upload_draft(upload, outline, Destination(title="Другое"), by=editor, at=now)
    assert (refusal.value.rule.code, refusal.value.field) == ("regulations.source_once", "file")
    assert (Edition.objects.count(), StoredFile.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_with_one_file_make_one_draft(now):
    page, editor = RegulationPageFactory(), UserFactory()
    upload, outline = checked_text(TEXT), read_text(TEXT)
    act = lambda: operations.upload_draft(  # noqa: E731
        upload, outline, Destination(page=page), by=editor, at=now
    )
    answers = at_once(act, act)
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Edition"]
    assert Edition.objects.count() == 1


def test_new_page_takes_its_names_from_the_text_and_waits_for_the_adoption(now, editor):
    edition = operations.upload_draft(
        checked_text(TEXT), read_text(TEXT), Destination(), by=editor, at=now
    )
    page = edition.page
    assert (page.title, page.short_name, page.slug, page.live) == (
        "Положение о кружке",
        "Положение о кружке",
        "polozhenie-o-kruzhke",
        False,
    )
    operations.adopt_edition(
        edition, effective_from=now.date(), adopted_on=now.date(), by=editor, at=now
    )
    assert RegulationPage.objects.get(pk=page.pk).live


def test_page_taken_away_by_hand_stays_away(now, editor):
    page = RegulationPageFactory()
    page.save_revision().publish()
    RegulationPage.objects.get(pk=page.pk).unpublish()
    edition = EditionFactory(page=RegulationPage.objects.get(pk=page.pk))
    operations.adopt_edition(
        edition, effective_from=now.date(), adopted_on=now.date(), by=editor, at=now
    )
    assert not RegulationPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    ("text", "destination", "field"),
    [
        ("1. Первый.\n\n2. Второй.", Destination(), "title"),
        ("Устав " * 60 + "\n\n1. Первый.", Destination(), "title"),
        ("Устав\n\n1. Первый.", Destination(slug="taken"), "slug"),
    ],
)
def test_refused_upload_leaves_no_page_no_file_no_draft(now, editor, text, destination, field):
    RegulationPageFactory(slug="taken")
    with pytest.raises(DomainError) as refusal:
        operations.upload_draft(checked_text(text), read_text(text), destination, by=editor, at=now)
    assert refusal.value.field == field
    assert (RegulationPage.objects.count(), Edition.objects.count()) == (1, 0)
    assert StoredFile.objects.count() == 0


def test_another_file_takes_the_place_of_the_first_in_the_same_draft(now, editor):
    page = RegulationPageFactory()
    first = checked_text("Устав\n\n1. Первый.")
    edition = operations.upload_draft(
        first, read_text("Устав\n\n1. Первый."), Destination(page=page), by=editor, at=now
    )
    operations.join_row(edition, 0, seen=0, by=editor, at=now)
    text = "Устав\n\n1. Первый.\n\n2. Второй."
    same = operations.upload_draft(
        checked_text(text, "новый.txt"),
        read_text(text),
        Destination(replaces=edition, seen=1),
        by=editor,
        at=now,
    )
    assert (same.pk, same.number, same.source_name, same.clauses.count()) == (
        edition.pk,
        1,
        "новый.txt",
        2,
    )
    assert StoredFile.objects.get() == same.source_file
    with pytest.raises(DomainError, match="Отменять нечего"):
        operations.undo_correction(same, seen=2, by=editor, at=now)
    assert entries(edition)[-1] == (
        "regulations.replace_source",
        {"before": "устав.txt", "source": "новый.txt"},
    )


def test_queue_reads_a_file_into_a_draft_once(now, editor, django_capture_on_commit_callbacks):
    page = RegulationPageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        reading = operations.start_reading(
            checked_text(TEXT), Destination(page=page), by=editor, at=now
        )
    reading.refresh_from_db()
    assert (reading.state, reading.edition.clauses.count()) == (ReadingState.READ, 10)
    assert reading.edition.source_file == reading.stored_file
    operations.read_source_file.call(reading.pk)
    assert Edition.objects.count() == 1


def test_queue_keeps_the_refusal_and_what_was_typed(
    now, editor, django_capture_on_commit_callbacks
):
    text = "1. Первый.\n\n2. Второй."
    destination = Destination(short_name="Кружок", slug="kruzhok")
    with django_capture_on_commit_callbacks(execute=True):
        reading = operations.start_reading(checked_text(text), destination, by=editor, at=now)
    reading.refresh_from_db()
    assert (reading.state, reading.refused_field) == (ReadingState.REFUSED, "title")
    assert reading.refusal.startswith("Заголовка в\xa0тексте нет")
    assert reading.answers == {
        "title": "",
        "short_name": "Кружок",
        "slug": "kruzhok",
        "seen": None,
    }
    again = dataclasses.replace(destination, title="Кружок")
    with django_capture_on_commit_callbacks(execute=True):
        operations.start_reading(checked_text(text), again, by=editor, at=now)
    assert SourceReading.objects.get().state == ReadingState.READ
    assert StoredFile.objects.count() == 1


def test_file_that_waits_is_not_taken_again(now, editor):
    upload, destination = checked_text(TEXT), Destination(page=RegulationPageFactory())
    operations.start_reading(upload, destination, by=editor, at=now)
    with pytest.raises(DomainError, match="уже читается"):
        operations.start_reading(upload, destination, by=UserFactory(), at=now)


def test_reading_whose_worker_was_killed_begins_again(
    now, editor, django_capture_on_commit_callbacks
):
    destination = Destination(page=RegulationPageFactory())
    reading = operations.start_reading(checked_text(TEXT), destination, by=editor, at=now)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        operations.read_again(reading, at=now)
    assert callbacks == []
    with django_capture_on_commit_callbacks(execute=True):
        operations.read_again(reading, at=now + operations.uploading.READ_AGAIN_AFTER)
    assert Edition.objects.get().clauses.count() == 10


def test_file_that_breaks_the_reader_is_refused_in_words(
    now, editor, django_capture_on_commit_callbacks
):
    destination = Destination(page=RegulationPageFactory())
    reading = operations.start_reading(checked_text(TEXT), destination, by=editor, at=now)
    reading.stored_file.file.storage.delete(reading.stored_file.file.name)
    operations.read_source_file.call(reading.pk)
    reading.refresh_from_db()
    assert (reading.state, reading.edition) == (ReadingState.REFUSED, None)
    assert reading.refusal.startswith("Файл прочитать не\xa0удалось")


def test_kind_of_a_row_is_corrected_with_its_number(now, editor):
    edition = EditionFactory()
    operations.restate_row(
        edition,
        CLAUSE_2_1,
        kind=ClauseKind.CLAUSE,
        marker="2.1.",
        label="2.1а",
        seen=0,
        by=editor,
        at=now,
    )
    assert anchors(edition)[5:9] == ["s-2", "p-2.1a", "p-2.1", "app-a"]
