"""One letter to one person: once, to the right address, in the log (R221, T34, T55, T56, T65)."""

import datetime

import pytest
from django.core import mail
from django.db import transaction
from wagtail.models import ModelLogEntry

from home.accounts.mail import Letter as AccountLetter
from home.accounts.mail import send_letter
from home.notices.choices import LetterStatus
from home.notices.emails import clean_subject, html_of, paragraphs
from home.notices.models import Letter
from home.notices.operations import (
    choose_letters,
    deliver_waiting,
    resend_letter,
    send_notice,
)
from home.notices.queries import letters_of_source
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.notices import LetterFactory

pytestmark = pytest.mark.django_db

UTF8_SUBJECT = "Заявление 12 принято"


def tell(kind, person, now, about="application 12", number="12"):
    return send_notice(kind, to=person, about=about, context={"number": number}, at=now)


def test_letter_is_logged_with_its_clause_and_leaves(
    obligatory, now, django_capture_on_commit_callbacks
):
    person = PersonFactory(name="Анна")
    with django_capture_on_commit_callbacks(execute=True):
        letter = tell(obligatory, person, now)
    letter.refresh_from_db()
    assert (letter.rule, letter.clause, letter.status) == (
        "notices.proba",
        "п.\xa03.16 Положения",
        LetterStatus.SENT,
    )
    [sent] = mail.outbox
    assert (sent.subject, sent.to, sent.cc, sent.bcc) == (UTF8_SUBJECT, [person.email], [], [])
    assert sent.body == "Здравствуйте, Анна!\n\nСмотрите:\nhttp://testserver/cabinet/\n"
    assert sent.extra_headers == {
        "Message-ID": f"<letter.{letter.message_id}@testserver>",
        "Auto-Submitted": "auto-generated",
    }


def test_same_occasion_is_written_once(obligatory, now):
    person = PersonFactory()
    first, second = tell(obligatory, person, now), tell(obligatory, person, now)
    assert (bool(first), second, Letter.objects.count()) == (True, None, 1)


def test_another_occasion_is_another_letter(obligatory, now):
    person = PersonFactory()
    tell(obligatory, person, now)
    assert tell(obligatory, person, now, about="application 13") is not None


def test_letter_of_a_transaction_that_failed_never_leaves(obligatory, now):
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        tell(obligatory, PersonFactory(), now)
        raise ZeroDivisionError
    assert (Letter.objects.count(), deliver_waiting(), mail.outbox) == (0, 0, [])


def test_optional_letter_says_how_to_stop_it(optional, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(optional, PersonFactory(), now)
    [sent] = mail.outbox
    address = "http://testserver/cabinet/letters/preferences/"
    assert sent.extra_headers["List-Unsubscribe"] == f"<{address}>"
    assert sent.body.endswith(f"\n—\nОтключить такие письма: {address}\n")


def test_switched_off_letter_stays_in_the_cabinet(optional, now):
    user = UserFactory()
    choose_letters(user.person, set(), by=user, at=now)
    assert tell(optional, user.person, now).status == LetterStatus.SUPPRESSED
    assert (deliver_waiting(), mail.outbox) == (0, [])


def test_obligatory_letter_cannot_be_switched_off(obligatory, now):
    user = UserFactory()
    choose_letters(user.person, set(), by=user, at=now)
    assert tell(obligatory, user.person, now).status == LetterStatus.QUEUED


def test_address_that_is_not_verified_gets_nothing(obligatory, now):
    user = UserFactory(verified=False)
    user.emailaddress_set.create(email="new@example.org", verified=False)
    letter = tell(obligatory, user.person, now)
    assert (letter.status, letter.address) == (LetterStatus.NO_ADDRESS, "")


def test_new_address_counts_only_when_verified(obligatory, now):
    user = UserFactory(email="old@example.org")
    user.emailaddress_set.create(email="new@example.org", verified=False)
    assert tell(obligatory, user.person, now).address == "old@example.org"


def test_person_without_an_account_is_written_to_at_the_address_on_record(obligatory, now):
    assert (
        tell(obligatory, PersonFactory(email="on-record@example.org"), now).address
        == "on-record@example.org"
    )


def test_line_break_in_a_name_adds_no_header(obligatory, now):
    letter = tell(obligatory, PersonFactory(), now, number="12\r\nBcc: all@example.org")
    assert letter.subject == "Заявление 12 Bcc: all@example.org принято"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\nb\r\nc", "a b c"),
        ("тема\x00\x1b\u2028конец", "тема конец"),
        ("д" * 500, "д" * 200),
    ],
)
def test_subject_is_one_printable_line(raw, clean):
    assert clean_subject(raw) == clean


def test_html_escapes_names_and_links_only_whole_lines():
    html = html_of("<b>", "Привет, <script>\n\nhttps://example.org/a?b=1&c=2\nсм. https://x.y\n")
    assert "<script>" not in html
    assert html.count('href="https://example.org/a?b=1&amp;c=2"') == 1
    assert 'href="https://x.y"' not in html


def test_paragraphs_mark_addresses():
    assert paragraphs("Раз\nhttps://example.org\n\nДва\n") == [
        [{"text": "Раз", "url": ""}, {"text": "https://example.org", "url": "https://example.org"}],
        [{"text": "Два", "url": ""}],
    ]


def test_failed_letter_is_sent_again_to_the_address_of_today(now):
    user, secretary = UserFactory(), UserFactory()
    letter = LetterFactory(
        person=user.person, address="old@example.org", status=LetterStatus.FAILED, attempts=6
    )
    resent = resend_letter(letter, by=secretary, at=now)
    assert (resent.status, resent.attempts, resent.address) == (
        LetterStatus.QUEUED,
        0,
        user.email,
    )
    [entry] = ModelLogEntry.objects.filter(action="notices.resend_letter")
    assert (entry.user, entry.object_id) == (secretary, str(letter.pk))


@pytest.mark.parametrize("status", [LetterStatus.SENT, LetterStatus.QUEUED])
def test_letter_that_is_not_lost_is_not_sent_again(now, status):
    letter = LetterFactory(status=status, sent_at=now)
    with pytest.raises(DomainError, match="Ещё раз отправляют только то, что не дошло"):
        resend_letter(letter, by=None, at=now)
    assert not ModelLogEntry.objects.exists()


def test_letter_without_address_waits_for_one(now):
    letter = LetterFactory(
        person=PersonFactory(email=""), address="", status=LetterStatus.NO_ADDRESS
    )
    with pytest.raises(DomainError, match="нет подтверждённого адреса"):
        resend_letter(letter, by=None, at=now)


def test_account_letter_goes_through_the_log(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_letter(
            AccountLetter("accounts.login_code", "nobody@example.org", "Код", "Код: 482913\n", True)
        )
    [letter] = Letter.objects.all()
    assert (letter.person, letter.kind, letter.status, letter.text) == (
        None,
        "accounts.login_code",
        LetterStatus.SENT,
        "",
    )
    assert mail.outbox[0].body == "Код: 482913\n"


def test_account_letter_belongs_to_whoever_proved_the_address(django_capture_on_commit_callbacks):
    user = UserFactory()
    send_letter(
        AccountLetter("accounts.password_changed", user.email, "Пароль", "Сменён.\n", False)
    )
    assert Letter.objects.get().person == user.person


def test_search_finds_cyrillic_in_any_case():
    found = LetterFactory(
        subject="Заявление ПРИНЯТО",
        person=PersonFactory(surname="Ёлкина", email=""),
        address="a@example.org",
    )
    LetterFactory()
    assert list(Letter.objects.found_by("елкина принято")) == [found]


def test_template_without_a_subject_line_is_refused(optional, own_templates, now):
    (own_templates / "notices/emails/proba.txt").write_text("Здравствуйте\n\nтекст")
    with pytest.raises(ValueError, match="Тема:"):
        tell(optional, PersonFactory(), now)


def test_log_of_a_letter_keeps_the_moment(obligatory):
    at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    assert tell(obligatory, PersonFactory(), at).created_at == at


def test_letters_about_one_object_are_found(obligatory, now):
    about, other = UserFactory(), UserFactory()
    letter = send_notice(
        obligatory, to=PersonFactory(), about="1", context={"number": 1}, at=now, source=about
    )
    send_notice(
        obligatory, to=PersonFactory(), about="2", context={"number": 2}, at=now, source=other
    )
    assert list(letters_of_source(about)) == [letter]
