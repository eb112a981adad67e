"""Into the archive, once, whole; and what everybody may see of it (R84, R219)."""

import datetime

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from documents.records.choices import Level
from documents.records.models import Record, RecordClass, RecordPart
from documents.records.operations import (
    PersonNamed,
    Retention,
    file_record,
    publish_record,
    withdraw_record,
)
from documents.records.rules import names
from documents.records.rules.filing import content_hash
from home.pages.cache import GENERATION
from home.rulebook import DomainError
from home.search.models import IndexEntry
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.records import HELD_ON, NOW, TODAY, filed_file, filing, part, record
from tests.races import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def actions(about) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(about.pk)).order_by("pk")
    return [entry.action for entry in entries]


def test_classes_are_the_nine_of_the_regulation_and_one_more():
    """R84: every record has exactly one class."""
    named = RecordClass.objects.exclude(clause="")
    assert [each.order for each in named] == list(range(1, 10))
    assert list(RecordClass.objects.filter(clause="").values_list("code", flat=True)) == [
        "protocols"
    ]


def test_filing_keeps_everything_and_logs_it():
    clerk, person = UserFactory(), PersonFactory()
    paper = filed_file(text="слова протокола")
    given = filing(
        " 7-П ",
        parts=(part("1"), part("2", level=Level.CONFIDENTIAL)),
        files=(paper,),
        people=(PersonNamed("Иванова М. П.", "докладчик", person),),
        source=person,
    )
    kept = file_record(given, by=clerk, at=NOW)
    assert (kept.number, kept.number_key, kept.year) == ("7-П", "7-п", 2026)
    assert kept.retained_until == datetime.date(2029, 10, 14)
    assert kept.retention_clause == "п.\xa04.10"
    assert kept.sha256 == content_hash(given)
    assert [each.level for each in kept.parts.all()] == ["members", "confidential"]
    assert [each.decided_on for each in kept.parts.all()] == [HELD_ON, HELD_ON]
    assert kept.files.get().sha256 == paper.file.sha256
    assert kept.people.get().name_key == "иванова м. п."
    assert kept.source == person
    assert actions(kept) == ["records.file"]


def test_source_is_filed_once():
    person = PersonFactory()
    record("1", source=person)
    with pytest.raises(DomainError) as refusal:
        record("2", source=person)
    assert refusal.value.rule is names.FILED_ONCE
    assert Record.objects.count() == 1


@pytest.mark.parametrize("number", ["12", "№ 12", " 12 "])
def test_number_stands_once_a_year_in_a_class_of_a_body(number):
    record("12")
    with pytest.raises(DomainError) as refusal:
        record(number)
    assert (refusal.value.rule, refusal.value.field) == (names.FILED_ONCE, "number")
    record(number, body_key="bodies:2")
    record(number, date=datetime.date(2025, 10, 14))
    assert Record.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_hands_file_one_source_once():
    """T34, T35."""
    person = PersonFactory()
    answers = at_once(*[lambda n=n: record(str(n), source=person) for n in (1, 2)])
    assert {type(answer) for answer in answers} == {Record, DomainError}
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "rule", "field"),
    [
        ({"number": "  "}, names.COMPLETE_CARD, "number"),
        ({"number": "1" * 51}, names.COMPLETE_CARD, "number"),
        ({"title": " "}, names.COMPLETE_CARD, "title"),
        ({"title": "т" * 301}, names.COMPLETE_CARD, "title"),
        ({"date": TODAY + datetime.timedelta(1)}, names.COMPLETE_CARD, "date"),
        ({"date": datetime.date(1899, 12, 31)}, names.COMPLETE_CARD, "date"),
        ({"signed_on": HELD_ON - datetime.timedelta(1)}, names.COMPLETE_CARD, "signed_on"),
        ({"signed_on": TODAY + datetime.timedelta(1)}, names.COMPLETE_CARD, "signed_on"),
        ({"signed_on": None}, names.RETENTION, "signed_on"),
        ({"retention": Retention(0)}, names.RETENTION, "signed_on"),
        ({"retention": Retention(101)}, names.RETENTION, "signed_on"),
        ({"record_class": "poems"}, names.CLASSES, None),
        (
            {"parts": (part(level=Level.CONFIDENTIAL, public_text="Решили."),)},
            names.CONFIDENTIALITY,
            None,
        ),
    ],
)
def test_card_that_says_too_little_leaves_no_trace(fields, rule, field):
    with pytest.raises(DomainError) as refusal:
        record(**fields)
    assert (refusal.value.rule, refusal.value.field) == (rule, field)
    assert not Record.objects.exists()
    assert not ModelLogEntry.objects.filter(action="records.file").exists()


def test_database_itself_keeps_confidential_parts_from_the_public():
    """R73: whoever writes past the operations is stopped too."""
    kept = record(parts=(part(level=Level.CONFIDENTIAL),))
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordPart.objects.filter(record=kept).update(public_text="Решили.")


def test_publication_is_taken_back_everywhere_at_once(client, django_capture_on_commit_callbacks):
    """T5, R219: the page, the search and the cache of public pages (names.PUBLICITY)."""
    kept = record(parts=(part(level=Level.PUBLIC, public_text="Утвердить план."),), publishes=True)
    extract = kept.parts.get()
    assert client.get(extract.get_absolute_url()).status_code == 200
    assert IndexEntry.objects.filter(source="decisions").count() == 1
    generation = cache.get(GENERATION)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_record(kept, reason="ошибка в тексте", by=None, at=NOW)
    assert cache.get(GENERATION) != generation
    assert client.get(extract.get_absolute_url()).status_code == 404
    assert not IndexEntry.objects.filter(source="decisions").exists()
    publish_record(kept, by=None, at=NOW)
    assert client.get(extract.get_absolute_url()).status_code == 200
    assert actions(kept) == ["records.file", "records.withdraw", "records.publish"]
    assert names.PUBLICITY.clause == "п.\xa01.4 Положения"


def test_withdrawal_needs_a_reason():
    kept = record(publishes=True)
    with pytest.raises(DomainError) as refusal:
        withdraw_record(kept, reason=" ", by=None, at=NOW)
    assert (refusal.value.rule, refusal.value.field) == (names.PUBLICITY, "reason")
    kept.refresh_from_db()
    assert kept.is_published
