"""The consent to be named in public: given by choice, taken back at once (152-FZ, art. 10.1)."""

import pytest

from home.accounts import operations, queries
from home.accounts.models import Consent
from home.accounts.queries import PERSONAL_DATA, PUBLICATION
from home.pages import cache as pages_cache
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def published(user, now):
    text = queries.current_text(PUBLICATION)
    return operations.give_consent(user.person, text, at=now)


def test_only_who_agreed_may_be_published(published, user, django_assert_num_queries):
    stranger = PersonFactory()
    with django_assert_num_queries(1):
        assert queries.may_be_published([user.person, stranger]) == {user.person.pk}


def test_withdrawal_ends_at_once_and_leaves_the_account(published, user, now):
    operations.withdraw_consent(published, by=user, at=now)
    published.refresh_from_db()
    user.refresh_from_db()
    assert queries.may_be_published([user.person]) == set()
    assert (published.processing_ended_at, user.is_active) == (now, True)
    assert list(queries.withdrawals_waiting()) == []
    with pytest.raises(DomainError, match="уже отмечено"):
        operations.end_processing(published, by=user, at=now)


def test_obligatory_consent_takes_the_voluntary_one_with_it(published, user, now):
    """T67."""
    obligatory = operations.give_consent(user.person, queries.current_text(PERSONAL_DATA), at=now)
    operations.withdraw_consent(obligatory, by=user, at=now)
    assert queries.may_be_published([user.person]) == set()
    assert [each.text.purpose for each in queries.withdrawals_waiting()] == [PERSONAL_DATA]


def test_both_ways_empty_the_public_cache(user, now, django_capture_on_commit_callbacks):
    """T63."""
    generations = [pages_cache.current_generation()]
    text = queries.current_text(PUBLICATION)
    with django_capture_on_commit_callbacks(execute=True):
        consent = operations.give_consent(user.person, text, at=now)
    generations.append(pages_cache.current_generation())
    with django_capture_on_commit_callbacks(execute=True):
        operations.withdraw_consent(consent, by=user, at=now)
    generations.append(pages_cache.current_generation())
    assert len(set(generations)) == 3


def test_cabinet_offers_it_unticked_and_says_what_a_withdrawal_does(client, user):
    """T66."""
    log_in(client, user)
    page = client.get("/cabinet/consents/").text
    assert ("Назвать вас на&nbsp;открытых страницах?" in page, "checked" in page) == (True, False)
    client.post("/cabinet/consents/publication/1/give/", {"consent": "on"})
    consent = Consent.objects.get()
    asked = client.get(f"/cabinet/consents/{consent.pk}/withdraw/").text
    assert ("исчезнет сразу" in asked, "отключит учётную запись" in asked) == (True, False)
    answer = client.post(f"/cabinet/consents/{consent.pk}/withdraw/", follow=True).text
    assert "На открытых страницах вашего имени больше нет." in answer
