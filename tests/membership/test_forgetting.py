"""Papers of an application that came to nothing: kept for the term of the settings, then destroyed (T68)."""

import datetime

import pytest
from wagtail.log_actions import registry as log_registry

from association.membership import operations
from association.membership.choices import SignedForm, State
from association.membership.models import ApplicationFile, MembershipSettings, SignedPaper
from association.membership.rules import names
from documents.uploads.models import StoredFile
from tests.factories.accounts import log_in
from tests.factories.meetings import AgendaItemFactory
from tests.factories.membership import NOW, application_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEPT = datetime.timedelta(days=365)
MOMENT = datetime.timedelta(seconds=1)


@pytest.fixture
def refused(applicant, secretary):
    application = application_in(State.REFUSED, applicant, secretary=secretary)
    assert application.files.exists()
    return application


def forgotten(application):
    logs = log_registry.get_logs_for_instance(application)
    return logs.filter(action="membership.forget_papers")


def test_papers_stay_until_the_last_moment_of_the_term(refused):
    operations.forget_papers(refused.closed_at + KEPT)
    assert refused.files.exists()
    assert not forgotten(refused).exists()


def test_papers_go_when_the_term_is_over_and_the_record_stays(
    refused, django_capture_on_commit_callbacks
):
    held = list(StoredFile.objects.all())
    told = {each.sha256 for each in held}
    with django_capture_on_commit_callbacks(execute=True):
        assert operations.forget_papers(refused.closed_at + KEPT + MOMENT) == 0
    refused.refresh_from_db()
    assert not StoredFile.objects.exists()
    assert not any(each.file.storage.exists(each.file.name) for each in held)
    assert not ApplicationFile.objects.exists()
    assert not SignedPaper.objects.filter(form=SignedForm.SCAN).exists()
    assert (refused.state, refused.submissions.count()) == (State.REFUSED, 1)
    record = forgotten(refused).get()
    assert {sha256 for _, sha256 in record.data["files"]} == told
    assert (record.data["kept_elsewhere"], record.data["rule"]) == ([], names.PAPERS_KEPT.code)


def test_papers_are_destroyed_once_and_printed_no_more(refused, django_capture_on_commit_callbacks):
    after = refused.closed_at + KEPT + MOMENT
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            operations.forget_papers(after)
        refused.refresh_from_db()
        operations.print_again(refused)
        operations.print_submission.call(refused.submissions.get().pk)
    assert forgotten(refused).count() == 1
    assert not StoredFile.objects.exists()


def test_term_is_of_the_settings(refused):
    MembershipSettings.objects.update_or_create(defaults={"refused_papers_days": 30})
    operations.forget_papers(refused.closed_at + datetime.timedelta(days=30) + MOMENT)
    assert forgotten(refused).exists()


@pytest.mark.parametrize(
    "state", [State.SUBMITTED, State.RETURNED, State.ADMITTED, State.CONFIRMED]
)
def test_papers_of_what_goes_on_or_led_somewhere_are_evidence(applicant, secretary, state):
    application = application_in(state, applicant, secretary=secretary)
    operations.forget_papers(NOW + 10 * KEPT)
    assert application.files.exists()


def test_what_the_presidium_has_read_is_kept_with_its_meeting(refused):
    shared = refused.files.first().file
    item = AgendaItemFactory()
    item.files.create(title="Приложение", file=shared, added_at=NOW, added_by=None)
    operations.forget_papers(refused.closed_at + KEPT + MOMENT)
    assert list(StoredFile.objects.all()) == [shared]
    assert forgotten(refused).get().data["kept_elsewhere"] == [shared.sha256]


def test_pages_say_when_and_why_the_papers_went(client, refused, applicant, secretary):
    operations.forget_papers(refused.closed_at + KEPT + MOMENT)
    log_in(client, applicant)
    page = client.get(refused.get_absolute_url()).content.decode()
    assert "Документы уничтожены" in page
    assert "Файл готовится" not in page
    log_in(client, secretary)
    page = client.get(f"/admin/membership/membershipapplication/{refused.pk}/").content.decode()
    assert "Документы уничтожены" in page
