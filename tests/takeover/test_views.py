"""The pages of a take-over in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association.organisations.models import Organisation
from association.takeover import progress
from association.takeover.choices import TakeoverState
from association.takeover.models import RegisterExport, Takeover
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.exports import told_of_exports
from tests.factories.takeover import organisation_row, representative_row, workbook


@pytest.fixture
def office(client, secretary):
    log_in(client, secretary)
    return client


def address(name, *args) -> str:
    return reverse(f"takeover_admin:{name}", args=args)


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.AUTHORITY_SUPPORT])
@pytest.mark.django_db
def test_nobody_else_comes_in(client, role):
    log_in(client, UserFactory(role=role))

    for name in ("takeovers", "start", "sample", "export"):
        assert client.get(address(name)).status_code in (302, 403)


def test_book_goes_from_upload_to_the_registers(office, lists, django_capture_on_commit_callbacks):
    file = SimpleUploadedFile("учёт.xlsx", workbook([organisation_row()], [representative_row()]))
    with django_capture_on_commit_callbacks(execute=True):
        office.post(address("start"), {"workbook": file})
    takeover = Takeover.objects.get()
    assert "Перенести строк: 2" in office.get(takeover.get_absolute_url()).content.decode()
    assert "организации&nbsp;— 1" in office.get(address("carry_out", takeover.pk)).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        office.post(address("carry_out", takeover.pk))

    assert Organisation.objects.count() == 1
    assert "Перенесены: 2" in office.get(takeover.get_absolute_url()).content.decode()


def test_faults_stand_beside_their_rows(office, started):
    takeover = started(workbook([organisation_row(inn="1")]))

    page = office.get(takeover.get_absolute_url()).content.decode()

    assert "<b>ИНН.</b> В ИНН организации 10 цифр." in page
    assert "С ошибками: 1" in page


def test_what_is_no_workbook_is_told_at_the_field(office, lists):
    file = SimpleUploadedFile("учёт.xlsx", b"%PDF-1.7 no book")

    shown = office.post(address("start"), {"workbook": file})

    assert shown.status_code == 422
    assert not Takeover.objects.exists()


def test_progress_is_shown_while_rows_are_on_their_way(office, started):
    takeover = started(workbook([organisation_row()]))
    Takeover.objects.update(state=TakeoverState.TAKING)
    progress.tell(takeover.pk, 40, 200, takeover.at)

    page = office.get(takeover.get_absolute_url()).content.decode()

    assert "строка 40 из&nbsp;200" in page
    assert 'hx-trigger="every 2s"' in page


def test_page_asks_as_much_for_thirty_rows_as_for_one(office, started):
    asked = []
    for rows in (1, 30):
        takeover = started(workbook([organisation_row(n) for n in range(1, rows + 1)]))
        office.get(takeover.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            office.get(takeover.get_absolute_url())
        asked.append(len(captured))

    assert asked[0] == asked[1] <= 15


def test_register_is_made_by_the_queue_and_taken_by_who_asked(
    office, client, started, django_capture_on_commit_callbacks
):
    """T1: the file of another is as if it were not there; a new one takes the place of the former."""
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            office.post(address("export"))
    export = RegisterExport.objects.get()
    assert "Скачать" in office.get(export.get_absolute_url()).content.decode()
    answer = office.get(address("download_export", export.pk))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert told_of_exports() == [("Организации", "XLSX", Organisation.objects.count())]

    log_in(client, UserFactory(role=Role.ADMINISTRATOR))

    assert client.get(address("download_export", export.pk)).status_code == 404


def test_sample_is_a_workbook(office, lists):
    assert office.get(address("sample")).content[:2] == b"PK"
