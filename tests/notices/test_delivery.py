"""A mail server in every kind of trouble (T54), killed workers and repeated tasks (T57)."""

import datetime
import multiprocessing
import threading
import time

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from freezegun import freeze_time

from home.notices.choices import LetterStatus
from home.notices.models import Letter
from home.notices.operations import deliver_waiting
from home.notices.operations.delivery import claim_next
from tests.factories.notices import LetterFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MINUTE = datetime.timedelta(minutes=1)


def sweep(at: datetime.datetime) -> int:
    return deliver_waiting(clock=lambda: at)


def test_letter_leaves_and_is_noted(server, now):
    letter = LetterFactory()
    assert sweep(now) == 1
    letter.refresh_from_db()
    assert (letter.status, letter.sent_at, letter.attempts, letter.last_error) == (
        LetterStatus.SENT,
        now,
        1,
        "",
    )
    assert [message["To"] for message in server.letters] == [letter.address]


def test_sent_letter_is_not_sent_again(server, now):
    LetterFactory()
    assert [sweep(now), sweep(now), len(server.received)] == [1, 0, 1]


def test_temporary_refusal_is_tried_again_with_growing_pauses(server, now):
    server.illness.recipient_code = 451
    letter = LetterFactory()
    moments = []
    for _ in range(6):
        sweep(now)
        letter.refresh_from_db()
        moments.append(letter.next_attempt_at)
        if letter.next_attempt_at:
            assert sweep(letter.next_attempt_at - MINUTE / 2) == 0
            now = letter.next_attempt_at
    pauses = [1, 5, 30, 180, 720]
    start = moments[0] - MINUTE
    expected = [start + sum(pauses[: n + 1]) * MINUTE for n in range(5)]
    assert moments == [*expected, None]
    assert (letter.status, letter.attempts, letter.last_error) == (
        LetterStatus.FAILED,
        6,
        "Почтовый сервер отказал: код\xa0451",
    )


def test_recovered_server_gets_the_letter_once(server, now):
    server.illness.recipient_code = 451
    letter = LetterFactory()
    sweep(now)
    server.illness.recipient_code = 250
    assert sweep(now + MINUTE) == 1
    letter.refresh_from_db()
    assert (letter.status, len(server.received)) == (LetterStatus.SENT, 1)


def test_refused_recipient_is_given_up_and_others_get_theirs(server, now):
    bad, good = LetterFactory(), LetterFactory()
    server.illness.refused_addresses = {bad.address: 550}
    assert sweep(now) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.status, bad.last_error) == (
        LetterStatus.FAILED,
        "Почтовый сервер отказал: код\xa0550",
    )
    assert good.status == LetterStatus.SENT
    assert bad.address not in bad.last_error


@pytest.mark.parametrize("drop_at", ["greeting", "data"])
def test_server_that_dies_midway_loses_nothing(server, now, drop_at):
    server.illness.drop_at = drop_at
    first, second = LetterFactory(), LetterFactory()
    assert sweep(now) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.attempts, second.attempts) == (LetterStatus.QUEUED, 1, 0)
    server.illness.drop_at = ""
    assert sweep(now + MINUTE) == 2
    assert len(server.received) == 2


def test_hanging_server_ends_the_sweep_at_the_timeout(server, now):
    server.illness.hang_seconds = 2
    letters = LetterFactory.create_batch(3)
    started = time.monotonic()
    assert sweep(now) == 0
    assert time.monotonic() - started < 1.5
    assert server.connections == 1
    statuses = Letter.objects.order_by("pk").values_list("status", "attempts", "last_error")
    assert list(statuses) == [
        (LetterStatus.QUEUED, 1, "Почтовый сервер не ответил вовремя"),
        (LetterStatus.QUEUED, 0, ""),
        (LetterStatus.QUEUED, 0, ""),
    ]
    assert len(letters) == 3


def test_letter_accepted_without_an_answer_goes_again_under_the_same_message_id(server, now):
    server.illness.drop_at = "accepted"
    LetterFactory()
    sweep(now)
    server.illness.drop_at = ""
    sweep(now + MINUTE)
    ids = {message["Message-ID"] for message in server.letters}
    assert (len(server.received), len(ids)) == (2, 1)


def test_unreachable_server_is_named_without_the_address(settings, now):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter = LetterFactory()
    sweep(now)
    letter.refresh_from_db()
    assert letter.last_error == "Нет связи с почтовым сервером (ConnectionRefusedError)"


def test_claim_of_a_dead_worker_is_given_back(server, now):
    letter = LetterFactory()
    claim_next(now)
    assert sweep(now + 9 * MINUTE) == 0
    assert sweep(now + 11 * MINUTE) == 1
    letter.refresh_from_db()
    assert (letter.status, letter.attempts, len(server.received)) == (LetterStatus.SENT, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_letter_of_a_worker_killed_midway_is_sent_by_the_next(server, now, settings):
    server.illness.hang_seconds = settings.EMAIL_TIMEOUT = 30
    letter = LetterFactory()
    connection.close()
    worker = multiprocessing.get_context("fork").Process(target=sweep, args=(now,))
    worker.start()
    while not server.connections:
        time.sleep(0.02)
    worker.kill()
    worker.join()
    letter.refresh_from_db()
    assert letter.status == LetterStatus.SENDING
    server.illness.hang_seconds = 0
    assert sweep(now + 11 * MINUTE) == 1
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("address", "sent_to"),
    [
        ("reader+letters@example.org", "reader+letters@example.org"),
        ("reader@пример.рф", "reader@xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_unusual_address_is_encoded(server, now, address, sent_to):
    LetterFactory(address=address)
    sweep(now)
    assert [message["To"] for message in server.letters] == [sent_to]


def test_one_letter_is_claimed_by_one_worker(now):
    LetterFactory()
    assert [bool(claim_next(now)), bool(claim_next(now))] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_each_letter_once(server, now):
    LetterFactory.create_batch(8)

    def work():
        try:
            sweep(now)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    ids = [message["Message-ID"] for message in server.letters]
    assert (len(ids), len(set(ids))) == (8, 8)
    assert set(Letter.objects.values_list("status", flat=True)) == {LetterStatus.SENT}


def test_letter_that_no_mail_program_takes_stops_nobody(now):
    LetterFactory(address="broken@example.org\nBcc: all@example.org")
    good = LetterFactory()
    assert sweep(now) == 1
    assert [message.to for message in mail.outbox] == [[good.address]]
    assert list(Letter.objects.order_by("pk").values_list("status", "last_error")) == [
        (LetterStatus.FAILED, "Письмо не принимает почтовая программа (BadHeaderError)"),
        (LetterStatus.SENT, ""),
    ]


def test_one_time_code_leaves_first_and_its_text_is_wiped(server, now):
    plain = LetterFactory()
    secret = LetterFactory(is_secret=True, text="Код: 482913\n")
    sweep(now)
    secret.refresh_from_db()
    assert [message["To"] for message in server.letters] == [secret.address, plain.address]
    assert (secret.text, secret.status) == ("", LetterStatus.SENT)


def test_one_time_code_is_given_up_soon_and_wiped(server, now):
    server.illness.recipient_code = 451
    secret = LetterFactory(is_secret=True, text="Код: 482913\n")
    for minutes in (0, 1, 6):
        sweep(now + minutes * MINUTE)
    secret.refresh_from_db()
    assert (secret.status, secret.attempts, secret.text) == (LetterStatus.FAILED, 3, "")


def test_command_sweeps_what_waits(now, capsys):
    LetterFactory()
    with freeze_time(now):
        call_command("deliver_letters")
    assert capsys.readouterr().out == "Отправлено писем: 1\n"
