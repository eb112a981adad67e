"""T43: what is edited in the database by hand is found out."""

import io

import pytest
from django.core.management import CommandError, call_command

from documents.certificates import operations
from documents.certificates.models import BookEntry, Certificate, RegisterBook
from documents.certificates.verification import complaints
from tests.factories.certificates import ISSUED_AT, issued_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BOOK = "Сертификат члена Ассоциации, 2026\xa0г."


@pytest.fixture
def certificates():
    issued = [issued_certificate(name=f"Школа № {n}") for n in (1, 2, 3)]
    operations.void_certificate(issued[1], reason="Выдан не тому", by=None, at=ISSUED_AT)
    return issued


def test_untouched_register_raises_no_complaint(certificates):
    assert list(complaints()) == []


def test_edited_row_is_named(certificates):
    Certificate.objects.filter(sequence=3).update(holder_name="Чужая школа")
    assert list(complaints()) == [
        f"{BOOK}: строка №\xa02026-0003, Чужая школа расходится с книгой."
    ]


def test_edited_entry_breaks_the_chain(certificates):
    entry = BookEntry.objects.get(position=1)
    entry.facts["holder_name"] = "Чужая школа"
    entry.save()
    Certificate.objects.filter(sequence=1).update(holder_name="Чужая школа")
    assert list(complaints()) == [f"{BOOK}: запись 1 (№\xa02026-0001) изменена или переставлена."]


def test_cut_end_is_missed(certificates):
    BookEntry.objects.get(position=4).delete()
    assert f"{BOOK}: последних записей не хватает." in list(complaints())


def test_row_added_by_hand_is_named(certificates):
    row = Certificate.objects.get(sequence=3)
    row.pk = None
    row.sequence, row.number, row.number_key, row.code = 9, "2026-0009", "20260009", "9" * 20
    row.object_id += 1
    row.save()
    assert list(complaints()) == [
        f"{BOOK}: строка №\xa02026-0009, Школа № 3 расходится с книгой.",
        f"{BOOK}: номера идут не подряд.",
    ]


def test_command_prints_the_sums_and_fails_on_a_complaint(certificates):
    printed = io.StringIO()
    call_command("verify_register", stdout=printed)
    last_hash = RegisterBook.objects.get().last_hash
    assert printed.getvalue() == f"{BOOK}: записей 4, {last_hash}\n"

    Certificate.objects.filter(sequence=1).update(ground="")
    call_command("verify_register", stdout=printed)
    Certificate.objects.filter(sequence=1).update(statement="не является членом")
    with pytest.raises(CommandError, match="мест: 1"):
        call_command("verify_register", stdout=printed, stderr=io.StringIO())
