"""Letters in the cabinet, and the choice of letters (R221, T1)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.notices.choices import LetterStatus
from home.notices.models import Letter
from home.notices.registry import all_kinds
from tests.factories.accounts import UserFactory
from tests.factories.notices import LetterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_inbox_shows_own_letters_and_no_codes(client, user):
    LetterFactory(person=user.person, subject="Моё письмо")
    LetterFactory(person=user.person, subject="Код входа", is_secret=True)
    LetterFactory(subject="Чужое письмо")
    page = client.get(reverse("notices:inbox"))
    assert [letter.subject for letter in page.context["letters"]] == ["Моё письмо"]


def test_account_without_a_person_sees_no_letters_of_unknown_addresses(client):
    client.force_login(UserFactory(person=None))
    LetterFactory(person=None, address="unknown@example.org")
    page = client.get(reverse("notices:inbox"))
    assert list(page.context["letters"]) == []


def test_reading_a_letter_is_noted_once(client, user):
    letter = LetterFactory(person=user.person, text="Читайте:\nhttps://example.org/\n")
    page = client.get(letter.get_absolute_url()).content.decode()
    assert '<a href="https://example.org/">https://example.org/</a>' in page
    letter.refresh_from_db()
    first = letter.read_at
    client.get(letter.get_absolute_url())
    letter.refresh_from_db()
    assert first is not None
    assert letter.read_at == first


@pytest.mark.parametrize("is_secret", [False, True])
def test_letter_of_somebody_else_and_a_code_are_not_found(client, user, is_secret):
    letter = LetterFactory(is_secret=is_secret, **({"person": user.person} if is_secret else {}))
    assert client.get(letter.get_absolute_url()).status_code == 404
    assert Letter.objects.get().read_at is None


@pytest.mark.parametrize("page", ["inbox", "preferences"])
def test_stranger_is_asked_to_log_in(client, page):
    url = reverse(f"notices:{page}")
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"


def test_optional_letters_are_switched_off_and_on(client, user, optional):
    url = reverse("notices:preferences")
    client.post(url, {"wanted": []})
    kinds = [kind.code for kind in all_kinds() if not kind.obligatory]
    assert {"notices.mailing", "notices.proba"} <= set(kinds)
    assert set(user.person.muted_kinds.values_list("kind", flat=True)) == set(kinds)
    client.post(url, {"wanted": kinds})
    assert user.person.muted_kinds.count() == 0


def test_obligatory_letters_are_named_and_have_no_box(client, user, obligatory):
    page = client.get(reverse("notices:preferences"))
    assert obligatory in page.context["obligatory"]
    assert "notices.duty" not in dict(page.context["form"].fields["wanted"].choices)


def test_unknown_kind_is_refused(client, user, optional):
    answer = client.post(reverse("notices:preferences"), {"wanted": ["notices.duty"]})
    assert answer.status_code == 200
    assert user.person.muted_kinds.count() == 0


def test_account_without_a_person_has_nothing_to_choose(client):
    client.force_login(UserFactory(person=None))
    assert "Выбирать пока нечего" in client.get(reverse("notices:preferences")).content.decode()


def test_inbox_takes_the_same_queries_for_one_and_thirty(client, user, django_assert_num_queries):

    url = reverse("notices:inbox")
    LetterFactory(person=user.person, status=LetterStatus.SUPPRESSED)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    LetterFactory.create_batch(29, person=user.person)
    with django_assert_num_queries(len(one)):
        client.get(url)
