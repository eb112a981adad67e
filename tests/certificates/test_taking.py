"""Old certificates come into the register under their numbers (R90, T27, T38)."""

import datetime

import pytest

from documents.certificates import rules, verification
from documents.certificates.models import Certificate, RegisterBook
from documents.certificates.oldnumbers import (
    Place,
    gaps,
    place_by_digits,
    place_by_pattern,
    taken_from_future,
)
from documents.certificates.operations import Old, take_over_certificate
from documents.certificates.queries import certificates_without_pdf
from documents.certificates.rules import Holder
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory
from tests.factories.certificates import ISSUED_AT, CertificateKindFactory, issued_certificate

DAY = datetime.date(2019, 5, 20)
HOLDER = Holder("Лицей № 2", "г. Белогорск")


@pytest.mark.parametrize(
    ("pattern", "number", "place"),
    [
        ("{year}-{number:04}", "2019-0015", Place(2019, 15)),
        ("{year}-{number:04}", "2019-15", Place(2019, 15)),
        ("{year}-{number:04}", "2019 / 0015", Place(2019, 15)),
        ("{year}-{number:04}", "15", None),
        ("{year}-{number:04}", "2019-0000", None),
        ("{year}-{number:04}", "1019-0001", None),
        ("{year}-{number:04}", "2019-9999999", None),
        ("ПК-{year}-{number}", "пк 2021-7", Place(2021, 7)),
        ("ПК-{year}-{number}", "2021-7", None),
        ("{year}/{number}-Б", "2021/12б", Place(2021, 12)),
    ],
)
def test_place_by_pattern_reads_every_way_of_typing(pattern, number, place):
    assert place_by_pattern(pattern, number) == place


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("15", Place(2019, 15)),
        ("№ 15/2019", Place(2019, 15)),
        ("2019-15", Place(2019, 15)),
        ("15-19", Place(2019, 15)),
        ("СЧ-007", Place(2019, 7)),
        ("12-15-2019", None),
        ("15/2018", None),
        ("без номера", None),
        ("770012345678", None),
    ],
)
def test_place_by_digits_takes_the_group_that_is_not_the_year(number, place):
    assert place_by_digits(number, 2019) == place


def test_number_of_the_future_is_told_from_one_that_is_only_like_it():
    assert taken_from_future("{year}-{number:04}", "20190015") == Place(2019, 15)
    assert taken_from_future("{year}-{number:04}", "2019-15") is None


def test_gaps_are_runs_of_numbers_that_nobody_bears():
    assert list(gaps([2, 3, 7], 9)) == [range(1, 2), range(4, 7), range(8, 10)]
    assert list(gaps([1, 2], 2)) == []


@pytest.fixture
def kind(db):
    return CertificateKindFactory()


def take(kind, number, *, source=None, **fields):
    old = Old(number, HOLDER, fields.pop("issued_on", DAY), **fields)
    return take_over_certificate(
        kind.code, old, source=source or PersonFactory(), by=None, at=ISSUED_AT
    )


def test_taken_over_certificate_keeps_its_number_and_date_and_is_marked(kind):
    certificate = take(kind, "2019-0015")

    assert (certificate.number, certificate.issued_on) == ("2019-0015", DAY)
    assert (certificate.year, certificate.sequence) == (2019, 15)
    assert certificate.taken_over_at == ISSUED_AT
    assert [entry.get_act_display() for entry in certificate.entries.all()] == ["Перенесён"]
    assert not certificates_without_pdf().exists()


def test_counter_goes_on_after_old_numbers_whatever_their_order(kind):
    """T38: the next number is after the greatest, and the register stands."""
    for number in ("2026-0007", "2026-0003", "2026-0005"):
        take(kind, number, issued_on=datetime.date(2026, 2, 1))

    assert issued_certificate(kind=kind).number == "2026-0008"
    assert list(verification.complaints()) == []
    assert list(verification.remarks()) == [
        f"{RegisterBook.objects.get()}: среди перенесённых нет номеров 1–2.",
        f"{RegisterBook.objects.get()}: среди перенесённых нет номера 4.",
        f"{RegisterBook.objects.get()}: среди перенесённых нет номера 6.",
    ]


def test_gap_above_the_old_numbers_is_a_fault(kind):
    take(kind, "2026-0002", issued_on=datetime.date(2026, 2, 1))
    RegisterBook.objects.update(last_number=4)

    assert [complaint for complaint in verification.complaints() if "подряд" in complaint]


@pytest.mark.parametrize(
    ("number", "fields", "words", "rule"),
    [
        ("2019-0015", {}, "уже есть", rules.REGISTRATION),
        ("15", {}, "Порядковый номер 15", rules.REGISTRATION),
        ("20200001", {"place": Place(2019, 99)}, "сама программа", rules.REGISTRATION),
        ("без номера", {}, "укажите порядковый", rules.REGISTRATION),
        ("—", {}, "быть не может", rules.REGISTRATION),
        ("2019-0016", {"valid_until": datetime.date(2019, 1, 1)}, "раньше", rules.VALIDITY),
        ("2019-0016", {"issued_on": datetime.date(2030, 1, 1)}, "не наступила", rules.REGISTRATION),
    ],
)
def test_old_number_is_refused_in_words_and_leaves_no_trace(kind, number, fields, words, rule):
    take(kind, "2019-0015")

    with pytest.raises(DomainError, match=words) as refusal:
        take(kind, number, **fields)

    assert refusal.value.rule == rule
    assert (Certificate.objects.count(), RegisterBook.objects.get().last_entry) == (1, 1)


def test_source_has_one_valid_certificate_of_a_kind(kind):
    source = PersonFactory()
    take(kind, "2019-0001", source=source)

    with pytest.raises(DomainError, match="уже есть"):
        take(kind, "2019-0002", source=source)


def test_page_of_an_old_certificate_says_so_and_promises_no_file(kind, client):
    certificate = take(kind, "2019-0001")

    page = client.get(certificate.get_absolute_url()).content.decode()

    assert "из&nbsp;прежнего учёта" in page
