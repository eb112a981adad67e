"""Files of editions as readers get them: who may, under which name, and what they see while they wait (T6, T32, T57)."""

import datetime
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.papers.pdf import PaperError
from documents.regulations.choices import DownloadFormat
from documents.regulations.models import EditionFile
from documents.regulations.offers import offers_for
from documents.regulations.operations import downloads
from documents.regulations.operations.notes import correct_misprint
from documents.uploads import making
from documents.uploads.models import StoredFile
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import TEXT, EditionFactory, RegulationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

JANUARY = datetime.date(2026, 1, 10)
MARCH = datetime.date(2026, 3, 1)
BASE = "/regulations/kruzhok"
PDF = f"{BASE}/2026-01-10/text.pdf"


@pytest.fixture
def page():
    return RegulationPageFactory(slug="kruzhok", short_name="Положение о кружке")


@pytest.fixture
def edition(page):
    return EditionFactory(page=page, adopted_on=JANUARY)


@pytest.fixture
def printer(monkeypatch):
    """The writers, told by the test to fail."""
    broken = []

    def write(edition, format):
        if broken:
            raise PaperError("the press stopped")
        return b"%PDF-1.7 " + str(edition.pk).encode()

    monkeypatch.setattr(downloads.downloads, "write", write)
    return broken


@pytest.mark.parametrize("format", DownloadFormat.values)
def test_current_text_leads_to_the_dated_file(client, edition, format):
    response = client.get(f"{BASE}/text.{format}")
    assert (response.status_code, response["Location"]) == (302, f"{BASE}/2026-01-10/text.{format}")


@pytest.mark.parametrize("format", ["md", "json", "xml"])
def test_light_files_come_at_once_under_a_good_name(client, edition, format):
    response = client.get(f"{BASE}/2026-01-10/text.{format}")
    name = quote(f"Положение о кружке, редакция с 2026-01-10.{format}")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Cache-Control"] == "public, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_unchanged_file_is_not_sent_again(client, edition):
    first = client.get(f"{BASE}/2026-01-10/text.md")
    again = client.get(f"{BASE}/2026-01-10/text.md", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_pdf_is_waited_for_and_then_given(
    client, edition, printer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        waiting = client.get(PDF)
    assert waiting.status_code == 202
    assert waiting["Refresh"] == "2"
    assert waiting["Cache-Control"] == "private, no-store"
    given = client.get(PDF)
    assert b"".join(given.streaming_content) == b"%PDF-1.7 " + str(edition.pk).encode()


def test_file_is_made_once(client, edition, printer, django_capture_on_commit_callbacks):
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            client.get(PDF)
    assert EditionFile.objects.count() == StoredFile.objects.count() == 1


def test_failure_is_told_and_another_attempt_is_made_on_demand(
    client, edition, printer, django_capture_on_commit_callbacks
):
    printer.append(True)
    with django_capture_on_commit_callbacks(execute=True):
        client.get(PDF)
    failed = client.get(PDF)
    assert "Файл пока не получился" in failed.content.decode()
    assert "Refresh" not in failed
    printer.clear()
    with django_capture_on_commit_callbacks(execute=True):
        again = client.post(PDF)
    assert (again.status_code, again["Location"]) == (302, PDF)
    assert client.get(PDF).status_code == 200


def test_file_lost_with_its_worker_is_asked_for_again(
    client, edition, printer, django_capture_on_commit_callbacks
):
    client.get(PDF)
    EditionFile.objects.update(asked_at=timezone.now() - making.LOST_AFTER * 2)
    with django_capture_on_commit_callbacks(execute=True):
        client.get(PDF)
    assert client.get(PDF).status_code == 200


def test_correction_of_a_misprint_makes_the_file_anew(client, edition):
    before = client.get(f"{BASE}/2026-01-10/text.json")
    correct_misprint(
        edition.clauses.get(anchor="p-1.2"),
        wrong="средам",
        right="пятницам",
        made_on=JANUARY,
        ground="приказ № 8",
        by=None,
        at=timezone.now(),
    )
    after = client.get(f"{BASE}/2026-01-10/text.json")
    assert before["ETag"] != after["ETag"]
    assert EditionFile.objects.count() == StoredFile.objects.count() == 1


def test_adoption_makes_all_files(page, printer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edition = EditionFactory(page=page, adopted_on=JANUARY)
    made = edition.files.filter(file__isnull=False).values_list("format", flat=True)
    assert sorted(made) == sorted(DownloadFormat.values)
    assert all(offer.size for offer in offers_for(edition))


def test_failed_file_does_not_hold_up_an_adoption(
    page, printer, django_capture_on_commit_callbacks
):
    printer.append(True)
    with django_capture_on_commit_callbacks(execute=True):
        edition = EditionFactory(page=page, adopted_on=JANUARY)
    edition.refresh_from_db()
    assert edition.is_adopted


@pytest.mark.parametrize(
    "address",
    [
        "/2026-01-10/text.zip",
        "/2025-01-01/text.pdf",
        "/text.exe",
        "/2026-13-01/text.pdf",
    ],
)
def test_what_is_not_there_is_404(client, edition, address):
    assert client.get(f"{BASE}{address}").status_code == 404


def test_day_between_two_editions_leads_to_the_one_in_force(client, edition):
    response = client.get(f"{BASE}/2026-02-01/text.md")
    assert (response.status_code, response["Location"]) == (302, f"{BASE}/2026-01-10/text.md")


def test_coming_edition_is_for_those_who_prepare_it(client, page, edition):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    EditionFactory(page=page, adopted_on=MARCH, effective_from=tomorrow)
    address = f"{BASE}/{tomorrow}/text.md"
    assert client.get(address).status_code == 404
    log_in(client, UserFactory(role=Role.EDITOR))
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")


def test_page_names_formats_and_sizes(client, edition):
    for format in ("md", "json", "xml"):
        client.get(f"{BASE}/2026-01-10/text.{format}")
    offers = {offer.format: offer for offer in offers_for(edition)}
    assert list(offers) == DownloadFormat.values
    assert offers["pdf"].size == 0
    assert offers["md"].size == StoredFile.objects.get(extension="md").size
    html = client.get(f"{BASE}/").content.decode()
    assert f'href="{BASE}/text.pdf"' in html


def test_sizes_cost_the_same_queries_for_one_and_for_ten_editions(page):
    counts = []
    for day in range(1, 11):
        EditionFactory(page=page, adopted_on=datetime.date(2026, 4, day))
        with CaptureQueriesContext(connection) as queries:
            for edition in page.editions.select_related("page"):
                offers_for(edition)
        counts.append(len(queries))
    assert counts[0] >= counts[-1]


class TestComparison:
    ADDRESS = f"{BASE}/compare.pdf?from=2026-01-10&to=2026-03-01"

    @pytest.fixture
    def pair(self, page, edition):
        text = TEXT.replace("по средам", "по пятницам")
        return edition, EditionFactory(page=page, text=text, adopted_on=MARCH)

    def test_pdf_says_what_has_changed(self, client, pair, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.get(self.ADDRESS).status_code == 202
        response = client.get(self.ADDRESS)
        assert response.status_code == 200
        assert b"".join(response.streaming_content).startswith(b"%PDF-")
        name = quote("Положение о кружке, изменения с 2026-01-10 по 2026-03-01.pdf")
        assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"

    def test_it_is_another_file_than_that_of_the_edition(self, client, pair):
        client.get(self.ADDRESS)
        client.get(f"{BASE}/2026-03-01/text.pdf")
        assert EditionFile.objects.count() == 2

    @pytest.mark.parametrize("query", ["", "?from=2026-01-10", "?from=x&to=2026-03-01"])
    def test_bad_values_lead_back_to_the_form(self, client, pair, query):
        response = client.get(f"{BASE}/compare.pdf{query}")
        assert response.status_code == 302
        assert response["Location"].startswith(f"{BASE}/compare/?")

    def test_drafts_are_not_printed(self, client, pair, page):
        draft = EditionFactory(page=page)
        log_in(client, UserFactory(role=Role.EDITOR))
        response = client.get(f"{BASE}/compare.pdf?from=2026-01-10&to=draft-{draft.number}")
        assert response.status_code == 302
        assert not EditionFile.objects.exists()
