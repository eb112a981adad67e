"""Papers are given by a right that is asked each time, and made once for each thing they say (T1, T3, T5, T57)."""

import datetime
import hashlib
import io

import pypdfium2
import pytest
from django.urls import reverse
from docx import Document

from association.minutes.models import ProtocolFile
from association.minutes.operations import files
from association.minutes.operations.files import Wanted, ask_for_file
from documents.papers.pdf import PaperError
from documents.records.operations import publish_record, withdraw_record
from documents.records.queries import record_of
from documents.uploads.models import StoredFile
from home.accounts.models import Consent
from home.accounts.operations import give_consent, withdraw_consent
from home.accounts.queries import PUBLICATION, current_text
from tests.factories.accounts import UserFactory, log_in

pytestmark = pytest.mark.django_db


def address(held, level="members", ext="pdf") -> str:
    return reverse("minutes:print_protocol", args=[held.protocol.pk, level, ext])


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\xa0", " ")


@pytest.fixture
def fetched(client, django_capture_on_commit_callbacks):
    """GET until the file is there, the queue at work between the two."""

    def fetch(url: str):
        with django_capture_on_commit_callbacks(execute=True):
            first = client.get(url)
        return client.get(url) if first.status_code == 202 else first

    return fetch


def test_reader_waits_and_gets_the_file(client, presidium, django_capture_on_commit_callbacks):
    log_in(client, presidium.secretary)

    with django_capture_on_commit_callbacks(execute=True):
        waiting = client.get(address(presidium))
    ready = client.get(address(presidium))

    assert (waiting.status_code, waiting["Refresh"]) == (202, "2")
    assert "Файл готовится" in waiting.content.decode()
    assert ready["Content-Type"] == "application/pdf"
    assert ready["Cache-Control"] == "private, no-store"
    assert "Протокол" in ready["Content-Disposition"] or "utf-8''" in ready["Content-Disposition"]
    assert "ПРОЕКТ" in text_of(content_of(ready))


def test_word_file_is_given_too(client, presidium, fetched):
    log_in(client, presidium.secretary)
    document = Document(io.BytesIO(content_of(fetched(address(presidium, ext="docx")))))
    assert "ПРОТОКОЛ" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("name", ["print_protocol", "print_extract", "print_agreement"])
def test_stranger_gets_404(client, presidium, name):
    """T1, T3: neither a file nor a waiting page, and nothing is made."""
    presidium.submit()
    decision = presidium.vote.decision.pk
    args = {
        "print_protocol": ["public", "pdf"],
        "print_extract": [decision, "public", "pdf"],
        "print_agreement": ["pdf"],
    }[name]
    log_in(client, UserFactory())

    response = client.get(reverse(f"minutes:{name}", args=[presidium.protocol.pk, *args]))

    assert response.status_code == 404
    assert not ProtocolFile.objects.exists()


def test_right_is_asked_anew_for_a_file_that_is_there(client, presidium, fetched):
    """T5: who left the body since gets nothing by the old address."""
    presidium.submit()
    member = presidium.members[0]
    log_in(client, member)
    assert fetched(address(presidium)).status_code == 200

    member.person.offices.update(until=datetime.date(2026, 1, 13))
    presidium.meeting.invitations.filter(person=member.person).update(
        withdrawn_at=datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    )

    assert client.get(address(presidium)).status_code == 404


@pytest.mark.parametrize(("level", "ext"), [("secret", "pdf"), ("members", "exe")])
def test_unknown_level_and_format_are_404(client, presidium, level, ext):
    log_in(client, presidium.secretary)
    assert client.get(address(presidium, level, ext)).status_code == 404


def test_guest_reads_the_public_level_and_no_closer_one(client, presidium, fetched):
    guest = presidium.meeting_row.guest(sent_at=presidium.at, position="методист")
    presidium.signed()
    user = UserFactory(person=guest.person)
    log_in(client, user)

    public = fetched(address(presidium, "public"))
    members = client.get(address(presidium, "members"))

    text = text_of(content_of(public))
    assert members.status_code == 404
    assert "ВЫПИСКА ИЗ ПРОТОКОЛА" in text
    assert presidium.chair.person.surname not in text


def test_extract_of_a_decision_out_of_sight_is_404(client, presidium):
    presidium.vote.decision.level = "confidential"
    presidium.vote.decision.save()
    presidium.submit()
    log_in(client, presidium.secretary)
    url = reverse(
        "minutes:print_extract",
        args=[presidium.protocol.pk, presidium.vote.decision.pk, "public", "pdf"],
    )

    assert client.get(url).status_code == 404


def test_extract_says_one_decision(client, presidium, fetched):
    presidium.submit()
    log_in(client, presidium.secretary)
    args = [presidium.protocol.pk, presidium.vote.decision.pk, "members", "pdf"]

    text = text_of(content_of(fetched(reverse("minutes:print_extract", args=args))))

    assert "1.1. Принять план работы." in text
    assert "Выписка верна" in text


def test_agreement_sheet_is_for_bodies_that_agree(client, group, fetched):
    group.submit()
    log_in(client, group.secretary)
    url = reverse("minutes:print_agreement", args=[group.protocol.pk, "pdf"])
    assert "ЛИСТ СОГЛАСОВАНИЯ" in text_of(content_of(fetched(url)))


def test_there_is_no_agreement_sheet_where_the_rules_want_none(client, presidium):
    presidium.submit()
    log_in(client, presidium.secretary)
    url = reverse("minutes:print_agreement", args=[presidium.protocol.pk, "pdf"])
    assert client.get(url).status_code == 404


def test_paper_is_made_once_and_the_former_one_goes(presidium, django_capture_on_commit_callbacks):
    wanted = Wanted("protocol", "members")

    def ask():
        with django_capture_on_commit_callbacks(execute=True):
            return ask_for_file(presidium.fresh(), wanted, "pdf", at=presidium.at)

    first, again = ask(), ask()
    presidium.item.heard = "Другой доклад."
    presidium.item.save()
    other = ask()

    assert (first.pk, again.is_ready, other.pk == first.pk) == (again.pk, True, False)
    assert list(ProtocolFile.objects.values_list("pk", flat=True)) == [other.pk]
    assert StoredFile.objects.count() == 1


def test_paper_of_what_changed_meanwhile_is_not_kept(presidium):
    file = ask_for_file(presidium.protocol, Wanted("protocol", "members"), "pdf", at=presidium.at)
    presidium.item.heard = "Другой доклад."
    presidium.item.save()

    files.make_file.call(file.pk)

    assert not ProtocolFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_failure_is_told_and_may_be_tried_again(
    client, presidium, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(sheet):
        raise PaperError("no press")

    log_in(client, presidium.secretary)
    with monkeypatch.context() as broken:
        broken.setattr(files.papers, "as_pdf", refuse)
        file = ask_for_file(
            presidium.protocol, Wanted("protocol", "members"), "pdf", at=presidium.at
        )
        with pytest.raises(PaperError):
            files.make_file.call(file.pk)

    failed = client.get(address(presidium))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(presidium))

    assert "Файл пока не&nbsp;получился" in failed.content.decode()
    assert client.get(address(presidium)).status_code == 200


def test_written_off_protocol_has_no_papers(presidium, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_file(presidium.protocol, Wanted("protocol", "members"), "pdf", at=presidium.at)

    files.forget_files(presidium.protocol)

    assert not ProtocolFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_public_extract_follows_the_publication_and_the_consents(
    client, presidium, fetched, django_capture_on_commit_callbacks
):
    """R6, R219, C35: what everybody takes away names a person only while that person agrees."""
    with django_capture_on_commit_callbacks(execute=True):
        presidium.signed()
    record = record_of(presidium.protocol)
    url = reverse("minutes_public:extract", args=[presidium.protocol.pk])
    surname = presidium.chair.person.surname

    nameless = text_of(content_of(fetched(url)))
    give_consent(presidium.chair.person, current_text(PUBLICATION), at=presidium.at)
    named = text_of(content_of(fetched(url)))
    withdraw_consent(Consent.objects.get(text__purpose=PUBLICATION), by=None, at=presidium.at)
    kept = [file for file in ProtocolFile.objects.filter(level="public") if file.is_ready]
    again = text_of(content_of(fetched(url)))
    withdraw_record(record, reason="Проверка.", by=presidium.secretary, at=presidium.at)
    closed = client.get(url)
    publish_record(record, by=presidium.secretary, at=presidium.at)

    assert [surname in text for text in (nameless, named, again)] == [False, True, False]
    assert kept == []
    assert closed.status_code == 404
    assert client.get(url).status_code == 200


def test_whole_of_a_signed_protocol_is_the_file_of_the_archive(
    client, presidium, fetched, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        presidium.signed()
    log_in(client, presidium.members[0])

    given = content_of(fetched(address(presidium, "members")))

    assert hashlib.sha256(given).hexdigest() == presidium.fresh().paper.sha256
    assert not ProtocolFile.objects.exists()


def test_public_extract_of_an_unpublished_protocol_is_404(client, presidium):
    presidium.submit()
    url = reverse("minutes_public:extract", args=[presidium.protocol.pk])
    assert client.get(url).status_code == 404


def test_page_of_a_protocol_offers_what_its_reader_may_take(client, presidium):
    presidium.submit()
    log_in(client, presidium.members[0])

    page = client.get(presidium.protocol.get_absolute_url()).content.decode()

    assert address(presidium, "members") in page
    assert address(presidium, "public", "docx") in page
    assert address(presidium, "confidential") not in page
