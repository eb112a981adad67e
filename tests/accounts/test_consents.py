import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from home.accounts import operations, queries
from home.accounts.choices import Role
from home.accounts.models import Consent, ConsentText
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db


def actions() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def consent(user, text, now):
    return operations.give_consent(user.person, text, at=now)


def second_version():
    return ConsentText.objects.create(
        purpose="personal-data", version=2, title="Согласие", body="Новые слова."
    )


def test_first_text_holds_everything_the_law_asks_for(text):
    """R220; 152-FZ, art. 9 part 4."""
    for subject in (
        "Кто даёт согласие",
        "представитель",
        "Оператор",
        "Для какой цели",
        "Какие данные",
        "Кто ещё обрабатывает данные",
        "Что с данными делают",
        "На какой срок",
        "Как отозвать",
        "Подпись",
    ):
        assert subject in text.body


def test_given_consent_keeps_moment_version_and_checksum(consent, text, now):
    """R220, T66."""
    assert (consent.given_at, consent.text, consent.withdrawn_at) == (now, text, None)
    assert consent.text_sha256 == text.sha256
    assert actions() == ["accounts.give_consent"]


def test_consent_pressed_twice_is_given_once(consent, user, text, now):
    """T34."""
    assert operations.give_consent(user.person, text, at=now) == consent
    assert actions() == ["accounts.give_consent"]


def test_consent_to_a_former_version_is_refused(user, text, now):
    """T66."""
    second_version()
    with pytest.raises(DomainError) as refusal:
        operations.give_consent(user.person, text, at=now)
    assert str(refusal.value) == (
        "Текст согласия обновился. Прочитайте новую версию. (152-ФЗ, ст.\xa09)"
    )
    assert (Consent.objects.count(), actions()) == (0, [])


def test_new_version_leaves_what_was_given(consent, user, text):
    """T66."""
    newer = second_version()
    consent.refresh_from_db()
    assert (consent.text, consent.text_sha256) == (text, text.sha256)
    assert queries.current_text("personal-data") == newer
    assert queries.consent_in_force(user.person, "personal-data") == consent


def test_text_that_was_given_is_not_edited(consent, text):
    """T66."""
    text.body = "Другие слова."
    with pytest.raises(ValidationError, match="Выпустите новую версию"):
        text.full_clean()


def test_text_that_nobody_has_given_may_be_corrected(text):
    text.body = "Другие слова."
    text.full_clean()
    text.save()
    assert ConsentText.objects.get(pk=text.pk).body == "Другие слова."


def test_published_version_is_the_next_one(text, now):
    newer = operations.publish_text(
        purpose="personal-data", title="Согласие", body="Слова.", by=None, at=now
    )
    assert (newer.version, actions()) == (2, ["accounts.publish_text"])


def test_withdrawal_keeps_moment_and_waits_for_the_administrator(consent, user, now):
    """T67."""
    withdrawn = operations.withdraw_consent(consent, by=user, at=now)
    assert withdrawn.withdrawn_at == now
    assert list(queries.withdrawals_waiting()) == [withdrawn]
    assert queries.consent_in_force(user.person, "personal-data") is None
    assert actions() == ["accounts.give_consent", "accounts.withdraw_consent"]


def test_consent_is_withdrawn_once(consent, user, now):
    operations.withdraw_consent(consent, by=user, at=now)
    with pytest.raises(DomainError, match="уже отозвано"):
        operations.withdraw_consent(consent, by=user, at=now)
    assert actions() == ["accounts.give_consent", "accounts.withdraw_consent"]


def test_processing_ends_once_and_only_after_a_withdrawal(consent, user, now):
    """T67."""
    with pytest.raises(DomainError, match="не отозвано"):
        operations.end_processing(consent, by=user, at=now)
    operations.withdraw_consent(consent, by=user, at=now)

    ended = operations.end_processing(consent, by=user, at=now)

    assert ended.processing_ended_at == now
    assert list(queries.withdrawals_waiting()) == []
    with pytest.raises(DomainError, match="уже отмечено"):
        operations.end_processing(consent, by=user, at=now)


def test_end_of_processing_shuts_the_account(consent, user, now):
    """T67."""
    operations.withdraw_consent(consent, by=user, at=now)
    operations.end_processing(consent, by=user, at=now)
    user.refresh_from_db()
    assert user.is_active is False


def test_account_of_who_agreed_anew_goes_on(consent, user, text, now):
    operations.withdraw_consent(consent, by=user, at=now)
    operations.give_consent(user.person, text, at=now)
    operations.end_processing(consent, by=user, at=now)
    user.refresh_from_db()
    assert user.is_active is True


def test_database_knows_one_consent_in_force_per_text(consent, user, text, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=user.person, text=text, text_sha256="", given_at=now)


def test_database_keeps_the_order_of_moments(consent, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(processing_ended_at=now)


def test_text_of_a_version_is_public(client, text):
    page = client.get("/consent/personal-data/1/")
    assert page.status_code == 200
    assert "Это прежняя версия" not in page.text
    second_version()
    assert 'href="/consent/personal-data/2/"' in client.get("/consent/personal-data/1/").text


@pytest.mark.parametrize(
    "address",
    ["/consent/other/1/", "/consent/personal-data/9/", f"/consent/personal-data/{10**30}/"],
)
def test_text_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_withdrawal_says_what_follows_and_asks_first(client, user, consent):
    log_in(client, user)
    page = client.get(f"/cabinet/consents/{consent.pk}/withdraw/")
    assert "Что будет дальше" in page.text
    assert "152-ФЗ, ст.\xa021, ч.\xa05" in page.text
    consent.refresh_from_db()
    assert consent.withdrawn_at is None

    response = client.post(f"/cabinet/consents/{consent.pk}/withdraw/", follow=True)

    assert "Согласие отозвано. Администратор сайта получил задачу." in response.text
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None


def test_withdrawal_needs_a_recent_proof(client, user, consent):
    log_in(client, user, at=time.time() - 3600)
    url = f"/cabinet/consents/{consent.pk}/withdraw/"
    assert client.get(url).url == f"/accounts/reauthenticate/?next={url.replace('/', '%2F')}"


def test_consent_of_another_is_not_found(client, consent):
    """T1."""
    log_in(client, UserFactory())
    assert client.post(f"/cabinet/consents/{consent.pk}/withdraw/").status_code == 404
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_withdrawn_consent_may_be_given_again(client, user, consent, now):
    operations.withdraw_consent(consent, by=user, at=now)
    log_in(client, user)
    page = client.get("/cabinet/consents/")
    assert "checked" not in page.text

    client.post("/cabinet/consents/personal-data/1/give/", {"consent": "on"})

    assert Consent.objects.in_force().count() == 1


def test_consent_without_the_tick_is_not_given(client, user, text):
    """T66."""
    log_in(client, user)
    page = client.post("/cabinet/consents/personal-data/1/give/", follow=True)
    assert "Отметьте, что даёте согласие, — без отметки оно не сохранится." in page.text
    assert Consent.objects.count() == 0


def test_consent_is_not_given_by_a_link(client, user, text):
    """T15."""
    log_in(client, user)
    assert client.get("/cabinet/consents/personal-data/1/give/").status_code == 405


def test_administrator_reports_that_processing_has_ended(client, consent, user, now):
    operations.withdraw_consent(consent, by=user, at=now)
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    url = f"/admin/accounts/consents/{consent.pk}/end/"
    assert url in client.get("/admin/accounts/consent/").text
    assert client.get(url).status_code == 200

    client.post(url)

    consent.refresh_from_db()
    assert consent.processing_ended_at is not None


def test_secretary_does_not_report_it(client, consent, user, now):
    operations.withdraw_consent(consent, by=user, at=now)
    log_in(client, UserFactory(role=Role.SECRETARY))
    assert client.post(f"/admin/accounts/consents/{consent.pk}/end/").status_code == 404


def test_list_of_consents_asks_as_often_for_one_as_for_thirty(client, user, text, now):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    log_in(client, user)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries_run:
            assert client.get("/cabinet/consents/").status_code == 200
        return len(queries_run)

    def give(times):
        for _ in range(times):
            consent = operations.give_consent(user.person, text, at=now)
            operations.withdraw_consent(consent, by=user, at=now)

    give(1)
    client.get("/cabinet/consents/")
    one = count()
    give(29)
    assert count() == one


def test_person_cited_by_a_consent_is_not_deleted(consent, user):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        PersonFactory._meta.model.objects.filter(pk=user.person.pk).delete()
