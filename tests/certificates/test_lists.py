"""Lists of holders: what is read, what stops the issue, every pair of state and act (T27, T36, T38, T57)."""

import datetime
import io
import zipfile

import pypdfium2
import pytest
from wagtail.models import ModelLogEntry

from documents.certificates import lists, operations
from documents.certificates.choices import BatchState, TemplateState
from documents.certificates.lists import Listed
from documents.certificates.models import Batch, Certificate, CertificateTemplate
from documents.certificates.operations import batches
from documents.certificates.verification import complaints
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.certificates import (
    ISSUED_AT,
    WORDING,
    CertificateKindFactory,
    SignatoryFactory,
    two_signatories,
)

DAY = datetime.date(2024, 5, 20)
AT = ISSUED_AT


def rows(*names) -> list[Listed]:
    return [Listed(name, "") for name in names]


def training_kind():
    kind = CertificateKindFactory(
        code="training", title="Удостоверение", number_pattern="ПК-{year}-{number:03}"
    )
    for place in (1, 2):
        SignatoryFactory(order=place, kinds=[kind])
    return kind


def draft(*names, kind=None) -> Batch:
    return operations.draft_batch(
        kind or training_kind(),
        rows(*names),
        title="Курсы библиотекарей",
        issued_on=DAY,
        by=UserFactory(),
        at=AT,
    )


@pytest.mark.parametrize(
    ("table", "meant"),
    [
        ([["Кому", "Адрес"], ["Анна Ёлкина", "Лицей"]], [Listed("Анна Ёлкина", "Лицей")]),
        ([["  Анна \xa0 Ёлкина "]], [Listed("Анна Ёлкина", "")]),
        ([["", "Лицей"]], [Listed("", "Лицей", "Не указано, кому выдаётся.")]),
        ([["12345"]], [Listed("12345", "", "Это не похоже на имя или наименование.")]),
        ([["ФИО"]], []),
    ],
)
def test_rows_are_read_as_they_will_be_printed(table, meant):
    assert lists.read_list(list(enumerate(table, start=1))) == meant


def test_row_given_twice_is_told_from_namesakes():
    table = [["Анна Ёлкина"], ["анна елкина"], ["Анна Ёлкина", "Лицей № 1"]]
    faults = [row.fault for row in lists.read_list(list(enumerate(table, start=1)))]
    assert [fault[:18] for fault in faults] == ["", "Повторяет строку 1", ""]


@pytest.mark.parametrize("name", ["а" * 501, "=ГИПЕРССЫЛКА(1)", "+79001234567 Иван"])
def test_row_that_no_paper_takes_is_named(name):
    (row,) = lists.read_list([(1, [name])])
    assert row.fault
    assert len(row.name) <= 500


ACTS = ("start", "leave_out", "discard", "stop", "go_on", "gather")
MAY = {
    ("draft", "start"), ("draft", "leave_out"), ("draft", "discard"),
    ("running", "stop"), ("stopped", "go_on"), ("done", "go_on"), ("done", "gather"),
}  # fmt: skip


@pytest.mark.parametrize("state", BatchState.values)
@pytest.mark.parametrize("act", ACTS)
def test_every_pair_of_state_and_act(state, act):
    if (state, act) in MAY:
        lists.check_act(state, act)
    else:
        with pytest.raises(DomainError):
            lists.check_act(state, act)


def test_list_whose_worker_is_silent_may_be_gone_on_with():
    lists.check_act("running", "go_on", silent=True)
    assert lists.is_silent(None, AT)
    assert lists.is_silent(AT - datetime.timedelta(minutes=3), AT)
    assert not lists.is_silent(AT - datetime.timedelta(minutes=1), AT)


def test_gathering_that_has_lost_its_worker_is_told():
    """T57."""
    assert not lists.is_lost(None, AT)
    assert not lists.is_lost(AT - datetime.timedelta(minutes=14), AT)
    assert lists.is_lost(AT - datetime.timedelta(minutes=15), AT)


@pytest.mark.django_db
class TestIssue:
    def test_numbers_follow_the_list_and_the_acts_are_logged(
        self, django_capture_on_commit_callbacks
    ):
        batch = draft("Анна Ёлкина", "Борис Юрьев", "Вера Яшина")
        with django_capture_on_commit_callbacks(execute=True):
            operations.start_batch(batch, by=batch.by, at=AT)

        batch.refresh_from_db()
        assert batch.state == BatchState.DONE
        issued = [(i.holder_name, i.certificate.number) for i in batch.items.all()]
        assert issued == [
            ("Анна Ёлкина", "ПК-2024-001"),
            ("Борис Юрьев", "ПК-2024-002"),
            ("Вера Яшина", "ПК-2024-003"),
        ]
        assert Certificate.objects.exclude(pdf="").count() == 3
        assert list(complaints()) == []
        acts = ModelLogEntry.objects.filter(action__endswith="_batch").order_by("pk")
        assert [entry.action.partition(".")[2] for entry in acts] == [
            "draft_batch",
            "start_batch",
            "finish_batch",
        ]

    def test_files_hold_every_paper_in_the_order_of_numbers(
        self, django_capture_on_commit_callbacks
    ):
        batch = draft("Анна Ёлкина", "Борис Юрьев")
        with django_capture_on_commit_callbacks(execute=True):
            operations.start_batch(batch, by=batch.by, at=AT)
        with django_capture_on_commit_callbacks(execute=True):
            operations.ask_to_gather(batch, by=batch.by, at=AT)

        batch.refresh_from_db()
        archive = zipfile.ZipFile(io.BytesIO(batch.archive.read()))
        assert archive.namelist() == [
            "ПК-2024-001 Анна Ёлкина.pdf",
            "ПК-2024-002 Борис Юрьев.pdf",
        ]
        first = Certificate.objects.order_by("pk").first()
        assert archive.read(archive.namelist()[0]) == first.pdf.read()
        sheet = pypdfium2.PdfDocument(batch.sheet.read())
        words = [page.get_textpage().get_text_bounded() for page in sheet]
        assert ["001" in words[0], "002" in words[1], len(words)] == [True, True, 2]
        assert batch.gathering_at is None

    def test_list_with_faults_does_not_start_until_they_are_left_out(self):
        kind = training_kind()
        batch = draft("Анна Ёлкина", kind=kind)
        batch.items.create(position=2, holder_name="", fault="Не указано, кому выдаётся.")
        with pytest.raises(DomainError, match="1\xa0строка"):
            operations.start_batch(batch, by=batch.by, at=AT)
        operations.leave_out_faulty(batch, by=batch.by, at=AT)
        assert operations.start_batch(batch, by=batch.by, at=AT).state == BatchState.RUNNING

    def test_same_list_given_again_names_what_was_issued(self, django_capture_on_commit_callbacks):
        """T27."""
        kind = training_kind()
        batch = draft("Анна Ёлкина", kind=kind)
        with django_capture_on_commit_callbacks(execute=True):
            operations.start_batch(batch, by=batch.by, at=AT)
        again = draft("Анна Ёлкина", kind=kind)
        assert again.items.get().fault == "В этот день уже выдан такой же: №\xa0ПК-2024-001."

    def test_stopped_list_goes_on_where_it_stood(self, monkeypatch):
        monkeypatch.setattr(batches, "TOGETHER", 2)
        batch = draft("Анна Ёлкина", "Борис Юрьев", "Вера Яшина")
        operations.start_batch(batch, by=batch.by, at=AT)
        batches._issue_some(batch.pk)
        operations.stop_batch(batch, by=batch.by, at=AT)
        assert batches._issue_some(batch.pk) is False
        assert Certificate.objects.count() == 2

        operations.go_on(batch, by=batch.by, at=AT)
        while batches._issue_some(batch.pk):
            pass
        numbers = Certificate.objects.order_by("sequence").values_list("holder_name", flat=True)
        assert list(numbers) == ["Анна Ёлкина", "Борис Юрьев", "Вера Яшина"]

    def test_new_form_stops_the_list_until_somebody_looks(self):
        """R188: what is issued is issued by the form in use."""
        batch = draft("Анна Ёлкина")
        operations.start_batch(batch, by=batch.by, at=AT)
        batch.kind.templates.update(state=TemplateState.RETIRED)
        newer = CertificateTemplate.objects.create(kind=batch.kind, version=2, **WORDING)

        assert batches._issue_some(batch.pk) is False
        batch.refresh_from_db()
        assert (batch.state, Certificate.objects.count()) == (BatchState.STOPPED, 0)
        assert operations.go_on(batch, by=batch.by, at=AT).template == newer

    def test_list_is_not_begun_without_a_form_or_signatories(self):
        bare = CertificateKindFactory(code="bare", template=False)
        with pytest.raises(DomainError, match="не утверждён"):
            draft("Анна Ёлкина", kind=bare)
        unsigned = CertificateKindFactory(code="unsigned", number_pattern="НП-{year}-{number}")
        with pytest.raises(DomainError, match="подписывает"):
            draft("Анна Ёлкина", kind=unsigned)
        assert Batch.objects.count() == 0

    def test_membership_is_never_issued_by_a_list(self):
        """3.13: each needs its decision."""
        kind = CertificateKindFactory()
        two_signatories(kind)
        with pytest.raises(DomainError, match="не списком"):
            draft("Гимназия № 5", kind=kind)

    def test_discarded_list_leaves_nothing(self):
        batch = draft("Анна Ёлкина")
        operations.discard_batch(batch, by=batch.by, at=AT)
        assert Batch.objects.count() == 0

    def test_silent_list_is_taken_up_again(self, django_capture_on_commit_callbacks):
        """T57: by the same command that has missing PDFs made."""
        batch = draft("Анна Ёлкина")
        operations.start_batch(batch, by=batch.by, at=AT)
        assert operations.go_on_with_silent(AT) == 0
        with django_capture_on_commit_callbacks(execute=True):
            assert operations.go_on_with_silent(AT + datetime.timedelta(minutes=5)) == 1
        batch.refresh_from_db()
        assert batch.state == BatchState.DONE
