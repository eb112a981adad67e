"""Old protocols into the archive: all at once or not at all, once (T26, T27, T31, T34, T57)."""

import datetime
import io
import zipfile
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from documents.records.choices import ImportState, RowFate
from documents.records.models import ImportBatch, Record, RecordClass
from documents.records.operations.importing import (
    Given,
    ask_to_carry_out,
    carry_out_import,
    check_again,
    check_import,
    start_import,
)
from documents.records.reading import read_table
from documents.records.rules.names import IMPORT
from documents.records.rules.table import Known, read_heading, read_row
from documents.uploads.models import StoredFile
from home.rulebook import DomainError
from home.rulebook.text import fold_text
from home.search.queries import find_groups
from home.search.rules import read_query
from tests.factories.accounts import UserFactory, log_in
from tests.factories.records import NOW, OTHERS, PRESIDIUM, TODAY, record
from tests.factories.uploads import checked_text, pdf, pdf_with
from tests.races import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEADING = "номер;дата;орган;файл;подписан;участники"
BODY = "Президиум Ассоциации"


def line(number: int, **fields) -> str:
    cells = {
        "number": number, "date": "05.03.2023", "body": BODY, "file": f"{number}.pdf",
        "signed": "07.03.2023", "people": "Совина А. А.",
    } | fields  # fmt: skip
    return ";".join(str(cell) for cell in cells.values())


@cache
def paper(number: int) -> bytes:
    """The same bytes each time: a PDF made anew has another moment in it."""
    return pdf(f"Protokol nomer{number}")


def papers(*numbers: int) -> list[Given]:
    return [Given(f"{number}.pdf", paper(number)) for number in numbers]


@pytest.fixture
def keeper(seats):
    return seats.keeper(UserFactory())


@pytest.fixture
def load(keeper):
    """`load(lines, files)`: a batch that has been checked."""

    def make(lines, files) -> ImportBatch:
        table = checked_text("\n".join([HEADING, *lines]), "таблица.csv")
        kind = RecordClass.objects.get(code="presidium_protocols")
        batch = start_import(table, files, record_class=kind, by=keeper, at=NOW)
        check_import.func(batch.pk)
        batch.refresh_from_db()
        return batch

    return make


def taken(batch, by) -> ImportBatch:
    ask_to_carry_out(batch, by=by, at=NOW)
    carry_out_import.func(batch.pk)
    batch.refresh_from_db()
    return batch


def test_protocols_are_taken_over_and_found_by_their_words(load, keeper):
    batch = load([line(1), line(2, level="")], papers(1, 2))
    assert (batch.state, batch.done, batch.total) == (ImportState.READY, 2, 2)
    assert not Record.objects.exists()
    batch = taken(batch, keeper)
    assert batch.state == ImportState.DONE
    first = Record.objects.get(number="1")
    assert (first.imported, first.body_key, first.body_name) == (True, PRESIDIUM, BODY)
    assert first.retained_until == datetime.date(2026, 3, 7)
    assert first.files.get().text == "Protokol nomer1"
    assert first.people.get().name == "Совина А. А."
    (group,) = find_groups(read_query("nomer1"), keeper)
    assert [entry.title for entry in group.results] == ["1.pdf"]
    assert find_groups(read_query("nomer1"), UserFactory()) == []
    actions = ModelLogEntry.objects.filter(action__startswith="records.").values_list(
        "action", flat=True
    )
    assert sorted(actions) == [
        "records.carry_out_import", "records.file", "records.file", "records.start_import",
    ]  # fmt: skip


def test_one_wrong_row_keeps_all_of_them_out(load, keeper):
    """T26."""
    batch = load([line(1), line(2, date="30.02.2023"), line(3)], papers(1, 2))
    assert batch.state == ImportState.REFUSED
    fates = {row.line: row.fate for row in batch.rows.all()}
    assert fates == {2: RowFate.NEW, 3: RowFate.WRONG, 4: RowFate.WRONG}
    with pytest.raises(DomainError) as refusal:
        ask_to_carry_out(batch, by=keeper, at=NOW)
    assert refusal.value.rule is IMPORT
    carry_out_import.func(batch.pk)
    assert not Record.objects.exists()


def test_import_twice_makes_no_doubles(load, keeper):
    """T27: the same table with one row more brings that row alone."""
    taken(load([line(1)], papers(1)), keeper)
    again = load([line(1), line(2)], papers(1, 2))
    assert [row.fate for row in again.rows.all()] == [RowFate.KNOWN, RowFate.NEW]
    taken(again, keeper)
    assert list(Record.objects.order_by("number").values_list("number", flat=True)) == ["1", "2"]


def test_known_number_with_another_file_is_a_fault(load, keeper):
    taken(load([line(1)], papers(1)), keeper)
    batch = load([line(1)], [Given("1.pdf", pdf("drugoy"))])
    assert batch.rows.get().errors == ["Запись с этим номером уже в архиве, но с другим файлом."]


def test_archive_that_has_changed_since_the_preview_stops_the_whole(load, keeper):
    batch = load([line(1), line(2)], papers(1, 2))
    record("2", date=datetime.date(2023, 6, 1))
    batch = taken(batch, keeper)
    assert batch.state == ImportState.REFUSED
    assert "уже в архиве" in batch.flaw
    assert Record.objects.count() == 1


def test_who_keeps_the_body_no_more_takes_nothing_over(load, keeper, seats):
    """T5."""
    batch = load([line(1)], papers(1))
    seats.leave(keeper)
    assert taken(batch, keeper).state == ImportState.REFUSED
    assert not Record.objects.exists()


def test_body_of_another_is_not_known(load):
    batch = load([line(1, body="Рабочая группа колледжа")], papers(1))
    (error,) = batch.rows.get().errors
    assert error.startswith("Органа «Рабочая группа колледжа» нет среди тех")


def test_refused_files_are_told_by_row(load):
    """T23, T24."""
    files = [
        Given("1.pdf", pdf_with(b"/OpenAction << /S /JavaScript >>")),
        Given("2.pdf", None),
        Given("3.pdf", b"text"),
    ]
    batch = load([line(n) for n in (1, 2, 3)], files)
    errors = [row.errors for row in batch.rows.all()]
    assert [each[0].partition(": ")[0] for each in errors] == [
        "Файл «1.pdf»",
        "Файл «2.pdf»",
        "Файл «3.pdf»",
    ]
    assert "сценарии" in errors[0][0]
    assert "слишком велик" in errors[1][0]


def test_scan_without_text_is_taken_with_a_note(load, keeper):
    batch = load([line(1)], [Given("1.pdf", pdf(""))])
    assert batch.rows.get().notes[0].startswith("В файле нет текста")
    assert taken(batch, keeper).state == ImportState.DONE


@pytest.mark.parametrize("lines", [[], ["12;;;"]])
def test_table_without_rows_or_with_empty_ones(load, lines):
    assert load(lines, papers(1)).state == ImportState.REFUSED


def test_check_and_carrying_out_are_safe_to_repeat(load, keeper):
    """T57: a task that runs twice, or after its worker was killed."""
    batch = load([line(1)], papers(1))
    check_import.func(batch.pk)
    ask_to_carry_out(batch, by=keeper, at=NOW)
    ask_to_carry_out(batch, by=keeper, at=NOW)
    for _ in range(2):
        carry_out_import.func(batch.pk)
    assert Record.objects.count() == 1
    assert batch.rows.count() == 1


def test_lost_check_is_started_again(load):
    batch = load([line(1)], papers(1))
    ImportBatch.objects.update(state=ImportState.CHECKING, touched_at=NOW)
    with pytest.raises(DomainError, match="ещё идёт"):
        check_again(batch, at=NOW + datetime.timedelta(minutes=9))
    check_again(batch, at=NOW + datetime.timedelta(minutes=11))
    check_import.func(batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportState.READY


def test_lost_taking_over_sets_out_again(load, keeper, client):
    """T57: the worker was killed with everything undone; the page offers to go on."""
    batch = load([line(1)], papers(1))
    now = timezone.now()
    ImportBatch.objects.update(
        state=ImportState.TAKING, touched_at=now - datetime.timedelta(minutes=11)
    )
    log_in(client, keeper)
    assert "Перенести ещё раз" in client.get(batch.get_absolute_url()).content.decode()
    ask_to_carry_out(batch, by=keeper, at=now)
    assert "Перенести ещё раз" not in client.get(batch.get_absolute_url()).content.decode()
    carry_out_import.func(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, Record.objects.count()) == (ImportState.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_one_batch_over_once(load, keeper):
    batch = load([line(1), line(2)], papers(1, 2))
    ImportBatch.objects.update(state=ImportState.TAKING)
    at_once(*[lambda: carry_out_import.func(batch.pk)] * 2)
    assert Record.objects.count() == 2


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.pdf", content)
    return target.getvalue()


def posted(table: str, *files, kind="presidium_protocols") -> dict:
    return {
        "table": SimpleUploadedFile("таблица.csv", table.encode("cp1251")),
        "files": list(files),
        "record_class": RecordClass.objects.get(code=kind).pk,
    }


def test_keeper_walks_an_import_through_its_pages(
    client, keeper, django_capture_on_commit_callbacks
):
    log_in(client, keeper)
    packed = zipped(**{str(n): pdf(f"nomer{n}") for n in (1, 2)})
    data = posted(f"{HEADING}\n{line(1)}\n{line(2)}\n{line(3)}",
                  SimpleUploadedFile("а.zip", packed), SimpleUploadedFile("3.pdf", pdf("nomer3")))  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("records:upload_import"), data)
    batch = ImportBatch.objects.get()
    assert response["Location"] == batch.get_absolute_url()
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "Новых: 3" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("records:carry_out_import", args=[batch.pk]))
    assert "Перенесена" in client.get(batch.get_absolute_url()).content.decode()
    assert Record.objects.filter(imported=True).count() == 3


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ([], "Выберите файлы протоколов."),
        ([("1.pdf", b"")], "в нём 0 байт"),
        ([("1.pdf", pdf()), ("1.pdf", pdf())], "загружен дважды"),
        ([("а.zip", zipped(a=pdf())[:-25])], "не открывается"),
    ],
    ids=["none", "empty", "twice", "cut off"],
)
def test_upload_that_will_not_do_is_refused_in_words(client, keeper, files, error):
    """T31; a cut-off archive is no archive and no PDF: its row tells."""
    log_in(client, keeper)
    uploads = [SimpleUploadedFile(*file) for file in files]
    response = client.post(reverse("records:upload_import"), posted(HEADING, *uploads))
    if response.status_code == 200:
        assert error in response.content.decode()
        assert not StoredFile.objects.exists()
    else:
        assert error in ImportBatch.objects.get().files.get().flaw


def test_import_is_its_keepers_own(client, load, seats):
    """T1: another keeper of the same body finds nothing."""
    batch = load([line(1)], papers(1))
    log_in(client, seats.keeper(UserFactory(), PRESIDIUM, OTHERS))
    assert client.get(batch.get_absolute_url()).status_code == 404
    for name in ("carry_out_import", "check_again"):
        assert client.post(reverse(f"records:{name}", args=[batch.pk])).status_code == 404


def test_sample_table_passes_its_own_check(client, keeper):
    log_in(client, keeper)
    content = client.get(reverse("records:import_sample")).content
    (_, head), (place, cells) = read_table(content, "csv")
    places, errors = read_heading(head)
    known = Known(
        {fold_text(BODY): PRESIDIUM}, {"": "protocols"}, frozenset(), {"протокол-12.pdf": ""}
    )
    assert errors == []
    assert read_row(place, cells, places, known, TODAY).errors == []
