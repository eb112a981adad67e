"""What people see and do on the pages of protocols."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association.minutes.models import Protocol
from home.accounts.operations import give_consent
from home.accounts.queries import SIMPLE_SIGNATURE, current_text
from tests.factories.accounts import UserFactory, log_in
from tests.factories.minutes import BEGAN, HeldMeeting
from tests.factories.uploads import pdf

pytestmark = pytest.mark.django_db


def address(name: str, protocol, *args) -> str:
    return reverse(f"minutes:{name}", args=[protocol.pk, *args])


@pytest.fixture
def page(client):
    """The text of the page of a protocol for a user, with spaces as one reads them."""

    def read(held, user) -> str:
        log_in(client, user)
        answer = client.get(held.protocol.get_absolute_url())
        return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")

    return read


def test_secretary_reads_what_is_missing_and_where_to_mend_it(presidium, page):
    presidium.item.heard = ""
    presidium.item.save()
    presidium.meeting.place = ""
    presidium.meeting.save()
    text = page(presidium, presidium.secretary)
    assert address("edit_text", presidium.protocol) in text
    assert "Вопрос 1: не записано, что слушали." in text
    assert "ГК РФ, ст. 181.2, ч. 4" in text
    assert "Передать на подпись" not in text


def test_term_is_shown_with_its_computation(presidium, page):
    text = page(presidium, presidium.secretary)
    assert "25 ноября 2026 г. (" in text
    assert "20 ноября 2026 г. не считается" in text
    assert "4.10" in text


def test_secretary_walks_from_draft_to_archive(
    presidium, client, django_capture_on_commit_callbacks
):
    """The whole way by forms, both signatures in the cabinet (R66, R115)."""
    protocol = presidium.protocol
    secretary = log_in(client, presidium.secretary)
    item = presidium.item
    written = {"seen": 1, f"heard_{item.pk}": "Слушали.", f"spoken_{item.pk}": "Говорили."}
    client.post(address("edit_text", protocol), written)
    client.post(address("submit", protocol), {"seen": 2})
    assert presidium.fresh().number == 1
    for user, capacity in ((secretary, "secretary"), (presidium.chair, "presiding")):
        log_in(client, user)
        url = address("sign", protocol, capacity)
        led = client.get(url)
        assert led.url == f"{reverse('accounts:accept_signature')}?next={url.replace('/', '%2F')}"
        text = current_text(SIMPLE_SIGNATURE)
        accepted = {"version": text.version, "accepted": "on", "next": url}
        assert client.post(reverse("accounts:accept_signature"), accepted).url == url
        shown = client.get(url).content.decode()
        assert presidium.protocol.content_sha256 in shown
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url, {"sha256": presidium.fresh().content_sha256})
    done = client.get(protocol.get_absolute_url()).content.decode()
    assert presidium.fresh().state == "signed"
    assert "Протокол лежит в&nbsp;архиве" in done
    assert "Подписанный протокол не&nbsp;меняется" in done


def test_sign_refuses_another_text_than_was_shown(presidium, client):
    """T51."""
    protocol = presidium.submit()
    give_consent(presidium.chair.person, current_text(SIMPLE_SIGNATURE), at=presidium.at)
    log_in(client, presidium.chair)
    answer = client.post(address("sign", protocol, "presiding"), {"sha256": "0" * 64})
    assert (answer.status_code, protocol.signatures.count()) == (409, 0)
    assert "изменилось, пока вы его читали" in answer.content.decode()


def test_signature_asks_to_prove_the_log_in_anew(presidium, client):
    protocol = presidium.submit()
    log_in(client, presidium.chair, at=1)
    answer = client.get(address("sign", protocol, "presiding"))
    assert (answer.status_code, "reauthenticate" in answer.url) == (302, True)


def test_member_agrees_and_remarks_by_forms(group, client):
    group.submit()
    log_in(client, group.members[0])
    url = address("answer", group.protocol)
    assert client.post(url, {"sha256": group.protocol.content_sha256}).status_code == 200
    posted = {"sha256": group.protocol.content_sha256, "answer": "remarks"}
    assert "Напишите, что исправить." in client.post(url, posted).content.decode()
    client.post(url, {**posted, "remarks": "<b>Опечатка</b>"})
    line = group.protocol.agreements.get(person=group.members[0].person)
    assert (line.answer, line.remarks) == ("remarks", "<b>Опечатка</b>")
    shown = client.get(group.protocol.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Опечатка&lt;/b&gt;" in shown


def test_secretary_replies_ends_and_reopens_by_forms(group, client):
    group.submit()
    line = group.answer(group.members[0], "remarks", "Опечатка.")
    log_in(client, group.secretary)
    protocol = group.fresh()
    client.post(
        address("reply", protocol, line.pk), {"seen": protocol.version, "reply": "Исправим."}
    )
    line.refresh_from_db()
    assert line.reply == "Исправим."
    ended = client.post(address("end_agreement", protocol), {"seen": group.fresh().version})
    assert (ended.status_code, group.fresh().state) == (409, "agreement")
    client.post(
        address("reopen", protocol), {"seen": group.protocol.version, "reason": "Исправляем."}
    )
    assert group.fresh().state == "draft"
    shown = client.get(protocol.get_absolute_url()).content.decode()
    assert "Исправляем." in shown
    assert "Ответы на&nbsp;прежний текст: 1" in shown


def test_paper_original_is_brought_in_and_served(presidium, client):
    protocol = presidium.submit()
    log_in(client, presidium.secretary)
    posted = {
        "seen": protocol.version,
        "capacities": ["presiding", "secretary"],
        "signed_on": "20.11.2026",
        "upload": SimpleUploadedFile("скан.pdf", pdf(), "application/pdf"),
    }
    answer = client.post(address("record_paper", protocol), posted)
    assert (answer.status_code, presidium.fresh().state) == (302, "signed")
    signature = protocol.signatures.first()
    served = client.get(address("open_scan", protocol, signature.pk))
    assert served["Content-Disposition"].startswith("attachment")
    guest = presidium.meeting_row.guest(sent_at=BEGAN)
    log_in(client, UserFactory(person=guest.person))
    assert client.get(address("open_scan", protocol, signature.pk)).status_code == 404


def test_recount_page_says_that_all_agrees(presidium, client):
    presidium.signed()
    log_in(client, presidium.members[0])
    text = client.get(address("recount", presidium.protocol)).content.decode()
    assert "Всё сходится" in text
    assert "Пересчитано голосований: 1." in text


def test_posted_fields_that_no_form_has_are_ignored(presidium, client):
    """T37."""
    log_in(client, presidium.secretary)
    posted = {"seen": 1, "number": 9, "state": "signed", "content_sha256": "0" * 64}
    client.post(address("edit_text", presidium.protocol), posted)
    protocol = presidium.fresh()
    assert (protocol.state, protocol.number, protocol.content_sha256) == ("draft", None, "")


def test_act_out_of_turn_is_told_with_409(presidium, client):
    """T36."""
    log_in(client, presidium.secretary)
    for name in ("reopen", "record_paper", "attach"):
        answer = client.get(address(name, presidium.protocol))
        assert (answer.status_code, "протокол в состоянии" in answer.content.decode()) == (
            409,
            True,
        )


def many(body, count: int) -> None:
    for number in range(count):
        held = HeldMeeting(kind="commission", title=f"Комиссия {body.pk}-{number}-{count}")
        type(held.meeting).objects.filter(pk=held.meeting.pk).update(
            body=body, starts_at=BEGAN + datetime.timedelta(days=number)
        )
        Protocol.objects.create(meeting=held.meeting, body=body, year=2026)


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_list_asks_as_much_for_thirty_rows_as_for_one(presidium, client):
    log_in(client, presidium.secretary)
    url = reverse("minutes:protocols")
    client.get(url)
    one = queries_of(client, url)
    many(presidium.meeting.body, 29)
    assert queries_of(client, url) == one
    assert one <= 15


def test_page_of_a_signed_protocol_asks_little(presidium, client):
    presidium.signed()
    log_in(client, presidium.members[0])
    client.get(presidium.protocol.get_absolute_url())
    assert queries_of(client, presidium.protocol.get_absolute_url()) <= 25


def test_list_is_sifted(presidium, client):
    many(presidium.meeting.body, 1)
    log_in(client, presidium.secretary)
    presidium.submit()
    for query, rows in (
        ({}, 2),
        ({"state": "signing"}, 1),
        ({"state": "signed"}, 0),
        ({"body": presidium.meeting.body.pk, "year": 2026}, 2),
        ({"body": "77' OR 1=1", "year": "abc", "state": "x"}, 2),
    ):
        shown = client.get(reverse("minutes:protocols"), query)
        assert shown.context["page_of_protocols"].paginator.count == rows, query
