"""Keeping and serving files (T4, T22, T32, T59, T63)."""

import datetime
import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import override_settings

from documents.uploads.inspection import KINDS, CheckedUpload
from documents.uploads.models import StoredFile, own_name
from documents.uploads.operations import remove_orphans, store_upload
from documents.uploads.views import serve
from home.rulebook import DomainError
from tests.factories import uploads as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def names_in(storage) -> list[str]:
    if not storage.exists("uploads"):
        return []
    return [
        f"uploads/{folder}/{name}"
        for folder in storage.listdir("uploads")[0]
        for name in storage.listdir(f"uploads/{folder}")[1]
    ]


@pytest.fixture(autouse=True)
def storage(tmp_path, monkeypatch):
    """A folder on a real disk."""
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(StoredFile.file.field, "storage", storage)
    return storage


def test_file_is_kept_under_a_name_of_our_own(now, storage):
    user = UserFactory()
    stored = store_upload(make.checked("../Приказ\r\n.pdf"), by=user, at=now)
    assert stored.file.name == own_name(stored, "") == names_in(storage)[0]
    assert stored.pk.hex in stored.file.name
    assert (stored.original_name, stored.extension, stored.uploaded_by) == (
        "Приказ.pdf",
        "pdf",
        user,
    )
    assert (stored.size, len(stored.sha256)) == (stored.file.size, 64)


def test_full_disk_leaves_neither_row_nor_file(now, storage, monkeypatch):
    def fill(self, name, content):
        super_save(self, name, content)
        raise OSError(errno.ENOSPC, "No space left on device")

    super_save = FileSystemStorage._save
    monkeypatch.setattr(FileSystemStorage, "_save", fill)
    with pytest.raises(DomainError, match="на сервере нет места"):
        store_upload(make.checked(), by=None, at=now)
    assert (StoredFile.objects.count(), names_in(storage)) == (0, [])


def test_failed_row_leaves_no_file(now, storage):
    empty = CheckedUpload("a.pdf", KINDS["pdf"], b"")
    with pytest.raises(IntegrityError, match="stored_file_is_not_empty"):
        store_upload(empty, by=None, at=now)
    assert (StoredFile.objects.count(), names_in(storage)) == (0, [])


def test_orphans_of_a_rolled_back_act_are_removed_after_a_day(now, storage):
    kept = store_upload(make.checked(), by=None, at=now)
    with transaction.atomic():
        lost = store_upload(make.checked(), by=None, at=now)
        transaction.set_rollback(True)
    today = datetime.datetime.now(datetime.UTC)
    assert remove_orphans(at=today) == []
    assert remove_orphans(at=today + datetime.timedelta(days=2)) == [lost.file.name]
    assert names_in(storage) == [kept.file.name]


def test_command_counts_what_it_removed(capsys):
    call_command("remove_orphan_files")
    assert capsys.readouterr().out == "Удалено файлов без записи: 0\n"


def test_file_leaves_as_an_attachment_that_nothing_runs(now):
    checked = make.checked("Доверенность № 5.pdf")
    response = serve(store_upload(checked, by=None, at=now))
    assert b"".join(response.streaming_content) == checked.content
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%94%D0%BE%D0%B2%D0%B5%D1%80%D0%B5%D0%BD%D0%BD%D0%BE"
        "%D1%81%D1%82%D1%8C%20%E2%84%96%205.pdf"
    )
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "content", "disposition"),
    [("a.png", make.image("PNG"), "inline"), ("a.pdf", make.pdf(), "attachment")],
)
def test_only_pictures_are_shown_in_place(now, name, content, disposition):
    stored = store_upload(make.checked(name, content), by=None, at=now)
    response = serve(stored, inline=True)
    assert response["Content-Disposition"] == f'{disposition}; filename="{name}"'


def test_lost_bytes_are_404_and_logged(now, storage, caplog):
    stored = store_upload(make.checked(), by=None, at=now)
    storage.delete(stored.file.name)
    with pytest.raises(Http404):
        serve(stored)
    assert f"the bytes of stored file {stored.pk} are gone" in caplog.text


def test_private_files_have_no_address(now, client):
    stored = store_upload(make.checked(), by=None, at=now)
    for address in (stored.file.url, f"/files/{stored.pk}/a.pdf"):
        assert client.get(address).status_code == 404


@override_settings(ROOT_URLCONF="tests.uploads.huge_files")
def test_huge_file_is_read_away_and_the_form_keeps_its_answers(client, monkeypatch):
    monkeypatch.setattr("documents.uploads.handlers.MAX_SIZE", 100_000)
    huge = SimpleUploadedFile("скан.pdf", make.pdf() + b"\0" * 11 * 1024 * 1024)
    response = client.post("/", {"title": "Заявление", "paper": huge})
    assert response.json() == {
        "title": "Заявление",
        "errors": {"paper": ["Файл слишком велик: 11\xa0МБ. Допустимо не больше 10\xa0МБ."]},
    }
