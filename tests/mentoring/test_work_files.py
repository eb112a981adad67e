"""Documents of a pair: shared, opened by the two alone, withdrawn with their bytes, destroyed in time (T1, T4, T68)."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from association.mentoring.choices import EndGround
from association.mentoring.models import MentoringSettings, SharedFile
from association.mentoring.operations.working_files import (
    destroy_old_files,
    share_file,
    withdraw_file,
)
from association.mentoring.rules import names
from documents.uploads.models import StoredFile
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import log_in
from tests.factories.mentoring import NOW, TODAY, acts_logged, decision_of_presidium, room
from tests.factories.uploads import checked, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def here():
    return room()


def share(here, name: str = "План.pdf", **changes) -> SharedFile:
    return share_file(here.pair, checked(name), "", **(here.mentor | changes))


def test_withdrawn_document_leaves_its_name_and_no_bytes(here, django_capture_on_commit_callbacks):
    shared = share(here)
    stored = shared.file.file
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_file(shared, **here.mentor)
    shared.refresh_from_db()
    assert (shared.title, shared.file, shared.withdrawn_at) == ("План.pdf", None, NOW)
    assert (StoredFile.objects.count(), stored.storage.exists(stored.name)) == (0, False)
    with pytest.raises(DomainError):
        withdraw_file(shared, **here.mentor)
    assert acts_logged(here.pair) == ["share_file", "withdraw_file"]


def test_other_side_withdraws_nothing(here):
    shared = share(here)
    with pytest.raises(DomainError) as refusal:
        withdraw_file(shared, **here.candidate)
    assert refusal.value.rule == names.PAIR_FILES
    assert StoredFile.objects.count() == 1


def test_same_file_is_not_shared_twice(here):
    upload = checked()
    share_file(here.pair, upload, "", **here.mentor)
    with pytest.raises(DomainError) as refusal:
        share_file(here.pair, upload, "Он же", **here.candidate)
    assert refusal.value.field == "file"


def test_document_goes_round_in_the_browser(client, here):
    log_in(client, here.users["mentor"])
    url = reverse("mentoring:share_file", args=[here.pair.pk])
    file = SimpleUploadedFile("план.pdf", pdf(), "application/pdf")
    assert client.post(url, {"file": file, "title": "План аудитов"}).status_code == 302
    wrong = SimpleUploadedFile("план.exe", b"MZ\x90\x00\x03", "application/pdf")
    assert client.post(url, {"file": wrong}).status_code == 200

    log_in(client, here.users["candidate"])
    shared = SharedFile.objects.get()
    opened = client.get(reverse("mentoring:open_file", args=[here.pair.pk, shared.pk]))
    assert b"".join(opened.streaming_content).startswith(b"%PDF")
    assert opened["Cache-Control"] == "private, no-store"
    page = client.get(reverse("mentoring:documents", args=[here.pair.pk])).text
    assert ("План аудитов" in page, "Убрать и" in page) == (True, False)


def test_document_of_another_pair_is_not_opened_through_ones_own(client, here):
    foreign = share(room())
    log_in(client, here.users["mentor"])
    for name, call in (("open_file", client.get), ("withdraw_file", client.post)):
        assert (
            call(reverse(f"mentoring:{name}", args=[here.pair.pk, foreign.pk])).status_code == 404
        )


def end(pair, on: datetime.date) -> None:
    pair.begins_on, pair.ended_on, pair.ended_at = on, on, NOW
    pair.end_ground, pair.end_decision = EndGround.DECISION, decision_of_presidium()
    pair.save()


@pytest.mark.parametrize(
    ("days_ago", "is_kept", "letters"),
    [(334, True, 0), (335, True, 2), (364, True, 2), (365, False, 0)],
)
def test_documents_are_destroyed_when_their_term_is_over(
    here, django_capture_on_commit_callbacks, days_ago, is_kept, letters
):
    """A month ahead both are told, once; afterwards the names stay."""
    shared = share(here)
    stored = shared.file.file
    end(here.pair, TODAY - datetime.timedelta(days=days_ago))
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_old_files(NOW) == letters
        assert destroy_old_files(NOW) == 0
    shared.refresh_from_db()
    assert (shared.file is not None, stored.storage.exists(stored.name)) == (is_kept, is_kept)
    assert Letter.objects.filter(kind="mentoring.work_files_leave").count() == letters
    assert ("destroy_files" in acts_logged(here.pair)) is not is_kept


def test_term_of_documents_is_data(here):
    settings = MentoringSettings.load()
    settings.files_days = 10
    settings.save()
    shared = share(here)
    end(here.pair, TODAY - datetime.timedelta(days=10))
    destroy_old_files(NOW)
    shared.refresh_from_db()
    assert shared.file is None
