"""Letters to addresses that asked for them: once, with a way out, and forgotten (T27, T56, T57, T65)."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from home.notices import registry
from home.notices.choices import LetterStatus
from home.notices.models import Letter
from home.notices.operations import Envelope, forget_addresses, send_to_addresses
from home.notices.queries import undelivered
from home.notices.registry import notice_kind
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.notices import LetterFactory
from tests.notices.conftest import PROBA_RULE

pytestmark = [pytest.mark.django_db, pytest.mark.database]

STOP_URL = "http://testserver/stop/12/"
ADDRESS = "reader@example.org"


@pytest.fixture
def news(own_templates, monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    return notice_kind(
        "notices.proba", title="Новости", rule=PROBA_RULE, obligatory=True, to_address=True
    )


@pytest.fixture
def source(db):
    return PersonFactory()


def envelope(source, about="news 12", **changes):
    given = {
        "address": ADDRESS,
        "about": about,
        "context": {"number": "12"},
        "source": source,
        "stop_url": STOP_URL,
    }
    return Envelope(**given | changes)


def test_letter_leaves_with_its_way_out(news, source, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send_to_addresses(news, [envelope(source)], at=now) == 1
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([ADDRESS], "Заявление 12 принято")
    assert sent.extra_headers["List-Unsubscribe"] == f"<{STOP_URL}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.body.endswith(f"\n—\nБольше не присылать такие письма: {STOP_URL}\n")
    assert f'<a href="{STOP_URL}"' in sent.alternatives[0][0]


def test_occasion_is_written_once(news, source, now):
    assert send_to_addresses(news, [envelope(source)], at=now) == 1
    again = [envelope(source), envelope(source, "news 13")]
    assert send_to_addresses(news, again, at=now) == 1
    assert sorted(Letter.objects.values_list("about", flat=True)) == ["news 12", "news 13"]


def test_database_refuses_a_second_letter_of_an_occasion(news, source, now):
    send_to_addresses(news, [envelope(source)], at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterFactory(person=None, address="other@example.org", kind=news.code, about="news 12")


def test_forgotten_address_is_nowhere_in_the_log(news, source, now):
    send_to_addresses(news, [envelope(source), envelope(source, "news 13")], at=now)
    Letter.objects.filter(about="news 12").update(status=LetterStatus.SENT, sent_at=now)
    other = LetterFactory(person=None, address=ADDRESS, source=PersonFactory())
    forget_addresses(source)
    [kept] = Letter.objects.exclude(pk=other.pk)
    assert (kept.about, kept.address, kept.text, kept.stop_url) == ("news 12", "", "", "")
    assert kept.search_text == "заявление 12 принято"
    other.refresh_from_db()
    assert other.address == ADDRESS


def test_secretary_owes_no_answer_to_an_address_that_fails(news, source, now):
    send_to_addresses(news, [envelope(source)], at=now)
    Letter.objects.update(status=LetterStatus.FAILED)
    assert undelivered().count() == 0


def test_cabinet_offers_no_choice_of_letters_to_addresses(client, news):
    client.force_login(UserFactory())
    page = client.get(reverse("notices:preferences"))
    assert news not in page.context["obligatory"]
    assert "notices.proba" not in dict(page.context["form"].fields["wanted"].choices)
