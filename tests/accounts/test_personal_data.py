"""What is kept of a person: seen, taken away, destroyed (152-FZ, art. 14 and 21; T67)."""

import json

import pytest
from django.apps import apps
from django.urls import reverse

from home.accounts import operations, queries
from home.accounts.choices import ErasureState, Role
from home.accounts.models import ErasureRequest, Person
from home.accounts.registry import personal_data
from home.desk.registrations import erasures
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.notices import LetterFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def administrator():
    return UserFactory(role=Role.ADMINISTRATOR)


def test_every_room_tells_what_it_keeps_of_people():
    """A new model that names a person has to be told of here, or the export would forget it."""
    citing = {
        field.model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is Person
    }
    told = {label for data in personal_data() for label in data.models}
    assert citing == told


def test_person_sees_own_data_and_nobody_elses(client, user):
    LetterFactory(person=user.person, subject="Ваше заявление подано")
    LetterFactory(person=PersonFactory(), subject="Чужое письмо")
    log_in(client, user)
    page = client.get(reverse("accounts:personal_data")).content.decode()
    assert (user.email in page, "Ваше заявление подано" in page) == (True, True)
    assert "Чужое письмо" not in page


def test_export_holds_every_record(client, user):
    for number in range(12):
        LetterFactory(person=user.person, subject=f"Письмо {number}")
    log_in(client, user)
    answer = client.get(reverse("accounts:export_personal_data"))
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    parts = {part["что"]: part["записи"] for part in json.loads(answer.content)["данные"]}
    assert len(parts["Письма сайта"]) == 12
    assert parts["Учётная запись"][0]["Адрес для входа"] == user.email


def test_erasure_is_asked_once_with_its_term(client, user, now):
    log_in(client, user)
    for _ in range(2):
        assert client.post(reverse("accounts:erasure")).status_code == 302
    asked = ErasureRequest.objects.get()
    assert (asked.due_on - asked.asked_at.date()).days in (30, 31)
    page = client.get(reverse("accounts:erasure")).content.decode()
    assert "Отозвать требование" in page


def test_request_waits_on_the_administrators_desk(user, administrator, now):
    asked = operations.ask_erasure(user.person, by=user, at=now)
    (task,) = erasures(administrator, now.date())
    assert task.url == reverse("accounts_admin:decide_erasure", args=[asked.pk])
    assert (task.due, task.rule.code) == (asked.due_on, "accounts.erasure")


def test_request_is_taken_back(client, user, now):
    asked = operations.ask_erasure(user.person, by=user, at=now)
    log_in(client, user)
    assert client.post(reverse("accounts:take_erasure_back")).status_code == 302
    asked.refresh_from_db()
    assert asked.state == ErasureState.TAKEN_BACK
    assert client.post(reverse("accounts:take_erasure_back")).status_code == 404


def test_erasing_closes_every_door_and_wipes_addresses(client, user, administrator, text, now):
    operations.give_consent(user.person, text, at=now)
    LetterFactory(person=user.person, address="old@example.org", text="Здравствуйте!")
    log_in(client, user)
    asked = operations.ask_erasure(user.person, by=user, at=now)

    operations.erase_person(asked, by=administrator, at=now)

    user.refresh_from_db()
    person = Person.objects.get(pk=user.person_id)
    assert (user.is_active, user.has_usable_password(), person.email) == (False, False, "")
    assert user.email == f"erased-{user.pk}@erased.invalid"
    assert not user.emailaddress_set.exists()
    letter = Letter.objects.get()
    assert (letter.address, letter.text) == ("", "")
    assert client.get(reverse("accounts:profile")).status_code == 302
    consent = queries.consents_of(person).get()
    assert (consent.withdrawn_at, consent.processing_ended_at) == (now, now)
    assert ErasureRequest.objects.get().state == ErasureState.DONE


def test_name_goes_where_no_record_cites_it(administrator, now):
    person = PersonFactory(surname="Лесникова")
    asked = operations.ask_erasure(person, by=administrator, at=now)
    operations.erase_person(asked, by=administrator, at=now)
    person.refresh_from_db()
    # The request itself is evidence of the erasure and names nobody any more.
    assert "Лесникова" not in (person.surname, person.search_text)


def test_name_stays_where_a_record_must_keep_it(administrator, user, text, now):
    operations.give_consent(user.person, text, at=now)
    asked = operations.ask_erasure(user.person, by=user, at=now)
    surname = user.person.surname
    erased = operations.erase_person(asked, by=administrator, at=now)
    assert Person.objects.get(pk=user.person_id).surname == surname
    assert "Согласия" in erased.kept


def test_decided_once(administrator, user, now):
    asked = operations.ask_erasure(user.person, by=user, at=now)
    operations.refuse_erasure(asked, "Протоколы хранят три года.", by=administrator, at=now)
    with pytest.raises(DomainError, match="уже решено: отказано"):
        operations.erase_person(asked, by=administrator, at=now)
    assert Person.objects.get(pk=user.person_id).email == user.person.email


def test_refusal_without_words_is_refused_and_keeps_the_page(client, administrator, user, now):
    asked = operations.ask_erasure(user.person, by=user, at=now)
    log_in(client, administrator)
    address = reverse("accounts_admin:decide_erasure", args=[asked.pk])
    answer = client.post(address, {"refuse": "1", "answer": " "})
    assert "Напишите, что обязывает хранить данные." in answer.content.decode()
    assert ErasureRequest.objects.get().is_waiting
    assert client.post(address, {"refuse": "1", "answer": "Закон об архивах"}).status_code == 302
    assert ErasureRequest.objects.get().state == ErasureState.REFUSED


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EDITOR])
def test_only_the_administrator_decides(client, user, role, now):
    asked = operations.ask_erasure(user.person, by=user, at=now)
    log_in(client, UserFactory(role=role))
    address = reverse("accounts_admin:decide_erasure", args=[asked.pk])
    assert client.post(address, {"erase": "1"}).status_code == 404
    assert ErasureRequest.objects.get().is_waiting


def test_administrator_erases_and_the_last_letter_leaves(
    client, administrator, user, now, mailoutbox, django_capture_on_commit_callbacks
):
    operations.confirm_email(user)
    asked = operations.ask_erasure(user.person, by=user, at=now)
    log_in(client, administrator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts_admin:decide_erasure", args=[asked.pk]), {"erase": "1"})
    (letter,) = [letter for letter in mailoutbox if letter.subject == "Ваши данные уничтожены"]
    assert letter.to == [user.email]
    assert not Letter.objects.filter(address=user.email).exists()
