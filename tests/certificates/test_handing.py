"""R190: who took the paper, once, and what the book of registration says of it."""

import datetime
import io

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook
from wagtail.models import ModelLogEntry

from documents.certificates import operations, rules
from documents.certificates.choices import BookFormat, Receipt
from documents.certificates.models import BookFile, Certificate, HandOver, RegisterBook
from documents.certificates.rules import Reception
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.certificates import ISSUED_AT, ISSUED_ON, issued_certificate

OWN = Reception(ISSUED_ON, "Анна Ёлкина")
PROXY = Reception(ISSUED_ON, "Борис Юрьев", True, "15-д", ISSUED_ON)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("reception", "field"),
    [
        (Reception(ISSUED_ON, " "), "received_by"),
        (Reception(ISSUED_ON - DAY, "Анна"), "on"),
        (Reception(ISSUED_ON + DAY, "Анна"), "on"),
        (Reception(ISSUED_ON, "Борис", True, "", ISSUED_ON), "proxy_number"),
        (Reception(ISSUED_ON, "Борис", True, "15-д"), "proxy_date"),
        (Reception(ISSUED_ON, "Борис", True, "15-д", ISSUED_ON + DAY), "proxy_date"),
    ],
)
def test_reception_that_proves_nothing_is_refused(reception, field):
    with pytest.raises(DomainError) as refusal:
        rules.check_reception(reception, ISSUED_ON, ISSUED_ON)
    assert (refusal.value.rule, refusal.value.field) == (rules.HAND_OVER, field)


def printed(**kwargs) -> Certificate:
    certificate = issued_certificate(**kwargs)
    Certificate.objects.filter(pk=certificate.pk).update(
        pdf="x.pdf", pdf_sha256="0" * 64, rendered_at=ISSUED_AT
    )
    certificate.refresh_from_db()
    return certificate


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reception", "kept"),
    [
        (OWN, (Receipt.OWN, "", None)),
        (PROXY, (Receipt.PROXY, "15-д", ISSUED_ON)),
        (Reception(ISSUED_ON, "Анна", False, "забыли стереть", ISSUED_ON), (Receipt.OWN, "", None)),
    ],
)
def test_line_says_whose_signature_it_was(reception, kept):
    secretary, certificate = UserFactory(), printed()
    line = operations.hand_over(certificate, reception, by=secretary, at=ISSUED_AT)
    assert (line.receipt, line.proxy_number, line.proxy_date) == kept
    entry = ModelLogEntry.objects.get(action="certificates.hand_over")
    assert (entry.user, entry.data["number"]) == (secretary, certificate.number)


@pytest.mark.django_db
def test_paper_is_handed_over_once():
    certificate = printed()
    operations.hand_over(certificate, OWN, by=UserFactory(), at=ISSUED_AT)
    with pytest.raises(DomainError, match="Уже выдан"):
        operations.hand_over(certificate, PROXY, by=UserFactory(), at=ISSUED_AT)
    assert HandOver.objects.get().received_by == "Анна Ёлкина"


@pytest.mark.django_db
def test_paper_that_does_not_stand_is_not_handed_over():
    ended, unprinted, over = (
        printed(name="Школа № 1"),
        issued_certificate(name="Школа № 2"),
        printed(),
    )
    operations.void_certificate(ended, reason="Опечатка", by=None, at=ISSUED_AT)
    Certificate.objects.filter(pk=over.pk).update(valid_until=ISSUED_ON)
    refused = [
        (ended, OWN, "не действует"),
        (unprinted, OWN, "не изготовлен"),
        (over, Reception(ISSUED_ON + DAY, "Анна"), "действовал по"),
    ]
    for certificate, reception, words in refused:
        with pytest.raises(DomainError, match=words):
            operations.hand_over(certificate, reception, by=UserFactory(), at=ISSUED_AT + DAY)
    assert HandOver.objects.count() == 0


@pytest.mark.django_db
def test_book_tells_every_number_and_who_took_it(django_capture_on_commit_callbacks):
    """T29: a name that looks like a formula stays text."""
    first, second = printed(name="=1+1"), printed(name="Школа № 2")
    operations.hand_over(first, PROXY, by=UserFactory(), at=ISSUED_AT)
    operations.void_certificate(second, reason="Опечатка", by=None, at=ISSUED_AT)
    book = RegisterBook.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        files = [operations.ask_for_book(book, each, at=ISSUED_AT) for each in BookFormat]
        again = operations.ask_for_book(book, BookFormat.PDF, at=ISSUED_AT)
    pdf, xlsx = (BookFile.objects.get(pk=file.pk) for file in files)

    assert again.pk == pdf.pk
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.file.read())).get_sheet_by_index(0)
    lines = sheet.to_python()[2:]
    assert [line[1] for line in lines] == ["2026-0001", "2026-0002"]
    assert lines[0][3] == "'=1+1"
    assert lines[0][7:] == ["Борис Юрьев", "по доверенности №\xa015-д от 18.11.2026"]
    assert lines[1][5] == "номер недействителен 18.11.2026: Опечатка"
    pages = pypdfium2.PdfDocument(pdf.file.read())
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "Книга регистрации" in words
    assert "Борис Юрьев, 18.11.2026" in " ".join(words.split())
    assert book.last_hash in "".join(words.split())


@pytest.mark.django_db
def test_changed_book_is_made_anew(django_capture_on_commit_callbacks):
    certificate = printed()
    book = RegisterBook.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        operations.ask_for_book(book, BookFormat.XLSX, at=ISSUED_AT)
    operations.hand_over(certificate, OWN, by=UserFactory(), at=ISSUED_AT)
    with django_capture_on_commit_callbacks(execute=True):
        file = operations.ask_for_book(book, BookFormat.XLSX, at=ISSUED_AT)
    assert list(BookFile.objects.values_list("pk", flat=True)) == [file.pk]
