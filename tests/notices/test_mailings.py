"""«Письмо адресатам»: one press, one letter to each, and who was told (R221, T34, T56, T57)."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.accounts.choices import Role
from home.notices.choices import LetterStatus, MailingStatus
from home.notices.models import Letter, Mailing
from home.notices.operations import draft_mailing, send_mailing, write_mailing
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.notices import LetterFactory, MailingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def secretary(client):
    return log_in(client, UserFactory(role=Role.SECRETARY))


def test_mailing_tells_each_person_once_by_a_letter_of_their_own(
    audience, now, django_capture_on_commit_callbacks
):
    people = PersonFactory.create_batch(3)
    audience += [*people, people[0]]
    mailing = MailingFactory()
    with django_capture_on_commit_callbacks(execute=True):
        send_mailing(mailing, by=mailing.author, at=now)
    assert sorted(message.to for message in mail.outbox) == [[p.email] for p in people]
    assert set(mailing.letters.values_list("status", flat=True)) == {LetterStatus.SENT}
    mailing.refresh_from_db()
    assert mailing.status == MailingStatus.WRITTEN


def test_task_run_twice_writes_nobody_twice(audience, now):
    audience += PersonFactory.create_batch(2)
    mailing = MailingFactory(status=MailingStatus.ACCEPTED)
    assert [write_mailing.call(mailing.pk), write_mailing.call(mailing.pk)] == [2, 0]
    assert Letter.objects.count() == 2


def test_task_goes_on_where_rows_stand_already(audience, now):
    audience += PersonFactory.create_batch(2)
    mailing = MailingFactory(status=MailingStatus.ACCEPTED)
    LetterFactory(
        person=audience[0], kind="notices.mailing", about=f"mailing {mailing.pk}", mailing=mailing
    )
    write_mailing.call(mailing.pk)
    assert Letter.objects.count() == 2


def test_mailing_is_sent_once(audience, now):
    mailing = MailingFactory()
    send_mailing(mailing, by=mailing.author, at=now)
    with pytest.raises(DomainError, match="Это письмо уже отправлено"):
        send_mailing(mailing, by=mailing.author, at=now)
    assert ModelLogEntry.objects.filter(action="notices.send_mailing").count() == 1


def test_person_without_address_is_shown_as_not_told(audience, now):
    audience.append(PersonFactory(email=""))
    mailing = MailingFactory(status=MailingStatus.ACCEPTED)
    write_mailing.call(mailing.pk)
    assert mailing.letters.get().status == LetterStatus.NO_ADDRESS


def test_unknown_audience_is_refused(now):
    with pytest.raises(DomainError, match="Такого круга адресатов нет"):
        draft_mailing(audience="no.such", subject="а", text="б", by=UserFactory(), at=now)


def test_writing_takes_the_same_queries_for_many(audience, now, django_assert_max_num_queries):
    audience += PersonFactory.create_batch(2)
    write_mailing.call(MailingFactory(status=MailingStatus.ACCEPTED).pk)
    audience += PersonFactory.create_batch(40)
    mailing = MailingFactory(status=MailingStatus.ACCEPTED)
    with django_assert_max_num_queries(12):
        write_mailing.call(mailing.pk)


def test_secretary_writes_checks_and_sends(
    client, secretary, audience, django_capture_on_commit_callbacks
):
    audience.append(PersonFactory(surname="Адресатова"))
    answer = client.post(
        reverse("notices_admin:compose_mailing"),
        {"audience": "test.everyone", "subject": "Собрание", "text": "Приходите.\n\nЖдём."},
    )
    mailing = Mailing.objects.get()
    check_url = reverse("notices_admin:check_mailing", args=[mailing.pk])
    assert answer["Location"] == check_url
    assert "<strong>1</strong> чел." in client.get(check_url).content.decode()
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        client.post(check_url)
        # Pressed again, refreshed, sent from a second tab: still one letter.
        client.post(check_url)
    assert len(mail.outbox) == 1
    page = client.get(mailing.get_absolute_url()).content.decode()
    assert "Адресатова" in page
    assert client.get(check_url)["Location"] == mailing.get_absolute_url()


def test_draft_is_put_right_before_it_is_sent(client, secretary, audience):
    mailing = MailingFactory()
    url = reverse("notices_admin:edit_mailing", args=[mailing.pk])
    assert 'value="Собрание перенесено"' in client.get(url).content.decode()
    client.post(url, {"audience": "test.everyone", "subject": "Поправка", "text": "Новый текст"})
    assert list(Mailing.objects.values_list("pk", "subject")) == [(mailing.pk, "Поправка")]


def test_sent_mailing_is_not_put_right(client, secretary, audience, now):
    mailing = MailingFactory(status=MailingStatus.WRITTEN)
    url = reverse("notices_admin:edit_mailing", args=[mailing.pk])
    assert client.get(url).status_code == 404
    with pytest.raises(DomainError, match="Это письмо уже отправлено"):
        draft_mailing(
            mailing, audience="test.everyone", subject="а", text="б", by=mailing.author, at=now
        )


def test_empty_form_is_refused_in_words_and_keeps_what_was_typed(client, secretary, audience):
    answer = client.post(
        reverse("notices_admin:compose_mailing"),
        {"audience": "", "subject": "Набрано", "text": ""},
    )
    page = answer.content.decode()
    assert [
        sentence in page
        for sentence in ("Выберите, кому написать.", "Напишите текст письма.", 'value="Набрано"')
    ] == [True, True, True]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUTHORITY_SUPPORT])
@pytest.mark.parametrize("page", ["mailings", "compose_mailing"])
def test_only_the_secretary_writes_to_many(client, role, page):
    log_in(client, UserFactory(role=role))
    answer = client.get(reverse(f"notices_admin:{page}"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_home")


def test_secretary_sends_a_lost_letter_again(client, secretary, django_capture_on_commit_callbacks):
    letter = LetterFactory(status=LetterStatus.FAILED)
    url = reverse("notices_admin:resend_letter", args=[letter.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)
    letter.refresh_from_db()
    assert (letter.status, len(mail.outbox)) == (LetterStatus.SENT, 1)


def test_log_of_letters_finds_cyrillic_and_offers_to_resend(client, secretary):
    lost = LetterFactory(subject="Заявление принято", status=LetterStatus.FAILED)
    LetterFactory(subject="Другое")
    page = client.get(reverse("notices_letter_modeladmin_index"), {"q": "ЗАЯВЛЕНИЕ"})
    text = page.content.decode()
    assert (reverse("notices_admin:resend_letter", args=[lost.pk]) in text, "Другое" in text) == (
        True,
        False,
    )


@pytest.mark.parametrize("name", ["mailing", "log"])
def test_list_takes_the_same_queries_for_one_and_thirty(
    client, secretary, name, django_assert_num_queries
):
    mailing = MailingFactory(status=MailingStatus.WRITTEN)
    url = {
        "mailing": mailing.get_absolute_url(),
        "log": reverse("notices_letter_modeladmin_index"),
    }[name]

    LetterFactory(mailing=mailing)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(url)
    LetterFactory.create_batch(29, mailing=mailing)
    with django_assert_num_queries(len(one)):
        client.get(url)
