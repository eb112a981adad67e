"""Pages of lists, of the book of issue and of the sums, as their readers meet them."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from documents.certificates import operations, registry
from documents.certificates.choices import BatchState
from documents.certificates.models import Batch, Certificate, HandOver, RegisterBook
from documents.certificates.registrations import interrupted_lists
from home.accounts.choices import Role
from home.notices.models import Letter
from tests.certificates.test_handing import printed
from tests.certificates.test_lists import AT, draft, training_kind
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.certificates import ISSUED_AT, issued_certificate
from tests.factories.exports import told_of_exports

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(staff_client):
    return staff_client(Role.SECRETARY)


def url(name, *args):
    return reverse(f"certificates_admin:{name}", args=args)


def filled(kind, **changes):
    fields = {"kind": kind.pk, "title": "Курсы", "issued_on": "20.05.2024", "people": ""}
    return fields | changes


def test_pasted_column_is_shown_row_by_row_before_anything_is_issued(secretary):
    kind = training_kind()
    response = secretary.post(
        url("new_batch"), filled(kind, people="Анна Ёлкина\tЛицей\n\nАнна Ёлкина\tЛицей\n")
    )
    batch = Batch.objects.get()
    assertRedirects(response, url("batch", batch.pk))
    page = secretary.get(url("batch", batch.pk))
    assertContains(page, "Повторяет строку 1")
    assertContains(page, "Исключить строки с&nbsp;ошибками: 1")
    assert Certificate.objects.count() == 0


def test_workbook_is_read_as_the_paste_is(secretary):
    book = Workbook()
    for row in (["Кому", "Адрес"], ["Анна Ёлкина", "Лицей"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    table = SimpleUploadedFile("список.xlsx", file.getvalue())
    secretary.post(url("new_batch"), filled(training_kind(), table=table))
    item = Batch.objects.get().items.get()
    assert (item.holder_name, item.holder_address) == ("Анна Ёлкина", "Лицей")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people": ""}, "что-то одно"),
        ({"people": "ФИО\n"}, "нет ни одной строки"),
        ({"people": "Анна Ёлкина", "issued_on": "20.05.2094"}, "ещё не наступила"),
        ({"people": "Имя\n" * 5_002}, "разделите его на части"),
        ({"people": 'Анна "Ёлкина'}, "Курсы"),
    ],
)
def test_list_that_will_not_do_is_refused_in_words(secretary, changes, words):
    response = secretary.post(url("new_batch"), filled(training_kind(), **changes), follow=True)
    assertContains(response, words)


def test_list_is_issued_and_its_page_shows_how_far_it_is(
    secretary, django_capture_on_commit_callbacks
):
    batch = draft("Анна Ёлкина", "Борис Юрьев")
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(url("start_batch", batch.pk))
    page = secretary.get(url("batch", batch.pk))
    assertContains(page, "Выдано: 2 из&nbsp;2. Изготовлено PDF: 2.")
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(url("gather_batch", batch.pk))
    archive = secretary.get(url("archive", batch.pk))
    assert b"".join(archive.streaming_content)[:2] == b"PK"
    sheet = secretary.get(url("sheet", batch.pk))
    assert b"".join(sheet.streaming_content)[:4] == b"%PDF"
    assert told_of_exports() == [(f"Список: {batch}", "PDF", 2), (f"Список: {batch}", "ZIP", 2)]


def test_files_that_could_not_be_gathered_are_told_of_and_may_be_asked_for_again(
    secretary, django_capture_on_commit_callbacks
):
    batch = draft("Анна Ёлкина")
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(url("start_batch", batch.pk))
    paper = Certificate.objects.get().pdf
    content = paper.read()
    paper.storage.delete(paper.name)
    with django_capture_on_commit_callbacks(execute=True):
        page = secretary.post(url("gather_batch", batch.pk), follow=True)
    page = secretary.get(url("batch", batch.pk))
    assertContains(page, "Собрать файлы не&nbsp;вышло")
    assertNotContains(page, "Файлы собираются")

    paper.storage.save(paper.name, ContentFile(content))
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(url("gather_batch", batch.pk))
    page = secretary.get(url("batch", batch.pk))
    assertContains(page, "Все PDF одним ZIP")
    assertNotContains(page, "Собрать файлы не&nbsp;вышло")


def test_interrupted_list_is_a_task_of_the_secretary(secretary):
    batch = draft("Анна Ёлкина")
    Batch.objects.update(state=BatchState.RUNNING, alive_at=AT - datetime.timedelta(days=1))
    (task,) = interrupted_lists(secretary.user, AT.date())
    assert task.about == batch.title
    page = secretary.get(url("batch", batch.pk))
    assertContains(page, "Работа прервалась")
    assert list(interrupted_lists(UserFactory(), AT.date())) == []


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_lists_are_the_secretarys_alone(staff_client, role):
    batch = draft("Анна Ёлкина")
    client = staff_client(role)
    for name in ("batches", "new_batch"):
        assert client.get(url(name)).status_code in (302, 404)
    assert client.get(url("batch", batch.pk)).status_code in (302, 404)
    for name in ("start_batch", "discard_batch", "go_on_batch", "gather_batch"):
        assert client.post(url(name, batch.pk)).status_code in (302, 404)
    batch.refresh_from_db()
    assert batch.state == BatchState.DRAFT


def test_hand_over_is_written_once_from_the_page_of_the_certificate(secretary):
    certificate = printed(name="Анна Ёлкина", is_organisation=False)
    form = secretary.get(url("hand_over", certificate.pk))
    assertContains(form, 'value="Анна Ёлкина"')
    fields = {"on": "18.11.2026", "received_by": "Борис Юрьев", "receipt": "proxy"}
    refused = secretary.post(url("hand_over", certificate.pk), fields)
    assertContains(refused, "Укажите номер доверенности.")
    fields |= {"proxy_number": "15-д", "proxy_date": "17.11.2026"}
    response = secretary.post(url("hand_over", certificate.pk), fields, follow=True)
    assertContains(response, "по доверенности №&nbsp;15-д")
    assertNotContains(response, "Выдать на руки")
    assert HandOver.objects.get().by == secretary.user


def test_register_leaves_as_a_workbook_without_formulas(secretary):
    """T29."""
    issued_certificate(name="=cmd|'/c calc'!A0")
    response = secretary.get(
        reverse("certificates_certificate_modeladmin_index"), {"export": "xlsx"}
    )
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    headings, row = list(sheet.iter_rows(values_only=True))
    assert headings[:4] == ("Номер", "Вид", "Дата регистрации", "Кому выдан")
    assert row[3] == "'=cmd|'/c calc'!A0"


def test_filters_tell_terms_and_hand_overs_apart(secretary):
    over, handed = printed(name="Школа № 1"), printed(name="Школа № 2")
    Certificate.objects.filter(pk=over.pk).update(valid_until=ISSUED_AT.date())
    HandOver.objects.create(
        certificate=handed, on=ISSUED_AT.date(), received_by="Анна", receipt="own",
        by=secretary.user, at=ISSUED_AT,
    )  # fmt: skip
    index = reverse("certificates_certificate_modeladmin_index")

    def found(**query):
        return [c.holder_name for c in secretary.get(index, query).context["object_list"]]

    assert found(term="open") == ["Школа № 2"]
    assert found(handed="yes") == ["Школа № 2"]
    assert found(handed="no") == ["Школа № 1"]
    assert found(origin="taken") == found(origin="list") == []


def test_books_are_asked_for_and_downloaded(secretary, django_capture_on_commit_callbacks):
    issued_certificate()
    book = RegisterBook.objects.get()
    assertContains(secretary.get(url("books")), "Книги регистрации")
    with django_capture_on_commit_callbacks(execute=True):
        response = secretary.post(url("ask_for_book", book.pk, "xlsx"), follow=True)
    assertContains(response, "Готовится: 0 из&nbsp;1.")
    file = response.context["file"]
    assertContains(secretary.get(url("book_file", file.pk)), "Строк: 1.")
    download = secretary.get(url("download_book", file.pk))
    assert b"".join(download.streaming_content)[:2] == b"PK"
    assert told_of_exports() == [(f"Книга регистрации: {book}", "XLSX", 1)]
    assert secretary.post(url("ask_for_book", book.pk, "exe")).status_code == 404


def test_names_leave_the_site_after_a_fresh_proof_alone(client):
    """T76: a log-in of hours ago reads the register and takes nothing away."""
    log_in(client, UserFactory(role=Role.SECRETARY), at=1.0)
    register = reverse("certificates_certificate_modeladmin_index")
    addresses = [f"{register}?export=csv", f"{register}?export=xlsx", url("download_book", 1)]
    addresses += [url("archive", 1), url("sheet", 1)]
    assert client.get(register).status_code == 200
    for address in addresses:
        assert client.get(address).url.startswith(reverse("account_reauthenticate"))


def test_sums_of_the_books_are_public(client):
    """T43."""
    issued_certificate()
    book = RegisterBook.objects.get()
    page = client.get(reverse("certificates:sums"))
    assertContains(page, book.last_hash)
    assertNotContains(page, "Гимназия")


def test_chair_gets_the_sums_once_a_month_and_learns_of_a_break(monkeypatch):
    """T43."""
    chair = PersonFactory(email="chair@example.org")
    monkeypatch.setattr(registry, "_chairs", [lambda on: chair])
    issued_certificate()
    assert operations.remind_of_sums(ISSUED_AT) == 1
    assert operations.remind_of_sums(ISSUED_AT + datetime.timedelta(days=5)) == 0
    first = Letter.objects.get(person=chair)
    assert RegisterBook.objects.get().last_hash in first.text
    assert "расхождений нет" in first.text

    Certificate.objects.update(holder_name="Чужая школа")
    assert operations.remind_of_sums(ISSUED_AT + datetime.timedelta(days=20)) == 1
    second = Letter.objects.filter(person=chair).latest("pk")
    assert "реестр изменён в обход программы" in second.subject
    assert "Чужая школа расходится с книгой" in second.text


def test_whole_chain_of_duplicates_is_shown(client):
    """Each says which took its place and why; the term is that of the first."""
    first = issued_certificate(name="Анна Елкина")
    Certificate.objects.filter(pk=first.pk).update(valid_until=datetime.date(2090, 1, 1))
    second = _replaced(first, "Утрата")
    third = _replaced(second, "Исправлено имя", name="Анна Ёлкина")
    assert third.valid_until == datetime.date(2090, 1, 1)
    for certificate in (first, second, third):
        page = client.get(certificate.get_absolute_url())
        assert [c.number for c in page.context["chain"]] == ["2026-0001", "2026-0002", "2026-0003"]
        assertContains(page, "Исправлено имя")


def _replaced(certificate, ground, name="Анна Елкина"):
    certificate.refresh_from_db()
    return operations.replace_certificate(
        certificate,
        holder=operations.Holder(name, "", is_organisation=True),
        ground=ground,
        issued_on=ISSUED_AT.date(),
        by=None,
        at=ISSUED_AT,
    )


def test_certificate_whose_term_is_over_says_so(client):
    certificate = issued_certificate()
    Certificate.objects.filter(pk=certificate.pk).update(
        issued_on=datetime.date(2020, 1, 1), valid_until=datetime.date(2021, 1, 1)
    )
    assertContains(client.get(certificate.get_absolute_url()), "Срок истёк")
    data = client.get(reverse("certificates:verify_json", args=[certificate.code])).json()
    assert (data["status"], data["valid_until"]) == ("expired", "2021-01-01")
