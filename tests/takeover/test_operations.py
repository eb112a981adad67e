"""From a workbook into the registers: checked whole, taken whole, once (T26, T27, T57, T82)."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.membership.holders import certificates_of_organisation
from association.organisations.choices import Standing
from association.organisations.models import Organisation, Representative
from association.organisations.operations import change_standing
from association.organisations.registry import life_of
from association.takeover.choices import RowFate, Sheet, TakeoverState
from association.takeover.operations import (
    ask_to_carry_out,
    carry_out_takeover,
    check_again,
    starting,
)
from association.takeover.papers import empty_workbook, registers
from association.takeover.reading import read_workbook
from association.takeover.rules.names import EARLIER_CERTIFICATES, TAKING_OVER
from documents.certificates import registry, verification
from documents.certificates.choices import Status
from documents.certificates.models import Certificate
from documents.certificates.permissions import may_open_certificate
from documents.certificates.queries import certificates_of_user
from home.accounts.models import Person, User
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.certificates import CertificateKindFactory, issued_certificate
from tests.factories.organisations import OrganisationFactory, make_inn
from tests.factories.takeover import (
    KPP,
    certificate_row,
    organisation_row,
    representative_row,
    workbook,
)


@pytest.fixture
def carried(started, secretary, django_capture_on_commit_callbacks):
    """`carried(workbook)` → the Takeover after its whole way."""

    def carry(content: bytes):
        takeover = started(content)
        assert faults(takeover) == []
        with django_capture_on_commit_callbacks(execute=True):
            ask_to_carry_out(takeover, by=secretary, at=timezone.now())
        takeover.refresh_from_db()
        return takeover

    return carry


def faults(takeover) -> list[str]:
    return [f"{row.line} {error}" for row in takeover.rows.all() for error in row.errors]


def fates(takeover) -> list[str]:
    return list(takeover.rows.order_by("pk").values_list("fate", flat=True))


def test_check_writes_nothing_and_says_what_would_be(started):
    takeover = started(workbook([organisation_row()], [representative_row()], [certificate_row()]))

    assert takeover.state == TakeoverState.READY
    assert fates(takeover) == [RowFate.NEW] * 3
    assert (Organisation.objects.count(), Certificate.objects.count()) == (0, 0)


def test_wrong_row_keeps_all_out(started, secretary):
    """T26: the fault stands at its row and column, and the others do not come in without it."""
    takeover = started(workbook([organisation_row(1), organisation_row(2, inn="123")]))

    assert takeover.state == TakeoverState.REFUSED
    assert [(row.line, row.errors[0][0]) for row in takeover.rows.exclude(errors=[])] == [
        (3, "ИНН")
    ]
    with pytest.raises(DomainError, match="исправьте") as refusal:
        ask_to_carry_out(takeover, by=secretary, at=timezone.now())
    assert refusal.value.rule == TAKING_OVER


def test_member_comes_with_standing_people_and_certificate(carried):
    takeover = carried(workbook([organisation_row()], [representative_row()], [certificate_row(7, inn=make_inn(1))]))  # fmt: skip

    organisation = Organisation.objects.get()
    (change,) = organisation.standing_changes.all()
    assert (organisation.standing, change.on) == (Standing.MEMBER, datetime.date(2019, 3, 4))
    assert change.ground == "решение Президиума от 04.03.2019 № 2"
    assert organisation.taken_over_at == takeover.finished_at
    assert organisation.particulars.get().since == datetime.date(2019, 3, 4)
    (certificate,) = certificates_of_organisation(organisation)
    assert (certificate.number, certificate.sequence) == ("2019-0007", 7)
    assert certificate.holder_name == organisation.full_name
    assert list(verification.complaints()) == []
    assert "Сведения перенесены из прежнего учёта" in [each.title for each in life_of(organisation)]
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {"takeover.start", "takeover.carry_out"} <= actions


def test_representative_with_an_address_may_enter_and_sees_the_certificate(carried):
    carried(workbook([organisation_row()], [representative_row()], [certificate_row()]))

    user = User.objects.get(email="field1@example.org")
    (certificate,) = certificates_of_user(user)
    assert certificate.number == "2019-0001"
    assert may_open_certificate(user, certificate)
    assert not may_open_certificate(UserFactory(), certificate)
    assert registry.is_entitled(certificate.source)


def test_end_of_membership_revokes_the_taken_over_certificate(carried):
    """R92: whatever a certificate of membership rests on."""
    carried(workbook([organisation_row()], [representative_row()], [certificate_row()]))
    organisation = Organisation.objects.get()

    change_standing(
        organisation, Standing.FORMER, on=datetime.date(2026, 1, 15), ground="заявление", by=None,
        at=timezone.now(),
    )  # fmt: skip

    (certificate,) = certificates_of_organisation(organisation)
    assert (certificate.status, certificate.ground) == (Status.REVOKED, "заявление")
    assert not may_open_certificate(User.objects.get(email="field1@example.org"), certificate)
    assert not registry.is_entitled(Organisation.objects.get())


def test_former_member_comes_with_both_days_and_a_revoked_certificate(carried):
    carried(
        workbook(
            [organisation_row(standing="бывший член", left_on=datetime.date(2023, 6, 1), left_ground="выход")],
            certificates=[certificate_row(state="аннулирован", ended_on=datetime.date(2023, 6, 1), ended_ground="выход")],
        )
    )  # fmt: skip

    organisation = Organisation.objects.get()
    assert organisation.standing == Standing.FORMER
    assert [change.on for change in organisation.standing_changes.all()] == [
        datetime.date(2023, 6, 1),
        datetime.date(2019, 3, 4),
    ]
    certificate = Certificate.objects.get()
    assert (certificate.status, certificate.revoked_on) == (
        Status.REVOKED,
        datetime.date(2023, 6, 1),
    )


def test_certificate_of_a_person_belongs_to_the_organisation(carried):
    """Two people of one organisation may hold one kind, and its representative sees both."""
    CertificateKindFactory(
        code="training", title="Удостоверение", number_pattern="ПК-{year}-{number:04}"
    )
    rows = [
        certificate_row(kind="удостоверение", number=f"ПК-2019-000{n}", person=name)
        for n, name in ((1, "Полевой Олег"), (2, "Ключева Анна Игоревна"))
    ]
    carried(workbook([organisation_row()], [representative_row()], rows))

    user = User.objects.get(email="field1@example.org")
    assert [each.holder_name for each in certificates_of_user(user).order_by("number")] == [
        "Полевой Олег",
        "Ключева Анна Игоревна",
    ]
    assert all(may_open_certificate(user, each) for each in Certificate.objects.all())


def test_same_book_again_makes_no_doubles(carried, started):
    """T27."""
    book = workbook([organisation_row()], [representative_row()], [certificate_row()])
    carried(book)
    counts = [
        model.objects.count() for model in (Organisation, Representative, Certificate, Person)
    ]

    again = started(book)

    assert fates(again) == [RowFate.KNOWN] * 3
    assert counts == [
        model.objects.count() for model in (Organisation, Representative, Certificate, Person)
    ]


def test_new_number_comes_after_the_old_ones(carried, lists):
    """T38: whatever their order in the book; EARLIER_CERTIFICATES."""
    year = datetime.date(2026, 2, 3)
    numbers = (9, 4)
    carried(
        workbook(
            [organisation_row(n) for n in numbers],
            certificates=[certificate_row(n, number=f"2026-{n:04}", issued_on=year) for n in numbers],
        )
    )  # fmt: skip

    assert issued_certificate(kind=lists).number == "2026-0010"
    assert EARLIER_CERTIFICATES.clause


def test_head_who_is_a_representative_is_one_person(carried):
    """T82: one name in one organisation is one person, in two organisations two."""
    head = {"surname": "Ключева", "name": "Анна", "patronymic": "Игоревна", "role": "Руководитель"}
    rows = [representative_row(n, **head, email="") for n in (1, 2)]
    carried(workbook([organisation_row(1), organisation_row(2)], rows))

    assert Person.objects.filter(surname="Ключева").count() == 2
    for organisation in Organisation.objects.all():
        assert organisation.representatives.get().person == organisation.head


def test_one_address_and_name_in_two_organisations_is_one_person(carried):
    rows = [representative_row(n, email="shared@example.org") for n in (1, 2)]
    carried(workbook([organisation_row(1), organisation_row(2)], rows))

    assert Person.objects.filter(surname="Полевой").count() == 1
    assert User.objects.get(email="shared@example.org").person.representations.count() == 2


def test_namesakes_are_told_apart_by_addresses_alone(started):
    """T82."""
    rows = [representative_row(email=email) for email in ("one@example.org", "two@example.org")]
    assert faults(started(workbook([organisation_row()], rows))) == []

    rows[0]["email"] = ""

    assert len(faults(started(workbook([organisation_row()], rows)))) == 2


def test_address_of_another_is_a_remark(carried):
    """T11: whose it is nobody learns."""
    UserFactory(email="field1@example.org")

    takeover = carried(workbook([organisation_row()], [representative_row()]))

    (note,) = takeover.rows.get(sheet="representatives").notes
    assert "войти по нему не получится" in note
    assert Representative.objects.get().person.full_name == "Полевой Олег"


def test_past_representative_is_remembered_without_an_account(carried):
    past = representative_row(since=datetime.date(2018, 1, 1), until=datetime.date(2020, 1, 1))
    carried(workbook([organisation_row()], [past]))

    assert Representative.objects.get().until == datetime.date(2020, 1, 1)
    assert not User.objects.filter(email="field1@example.org").exists()


def test_registered_organisation_gets_its_standing_and_keeps_its_details(carried):
    known = OrganisationFactory(inn=make_inn(1), kpp=KPP, full_name="Своё имя")
    takeover = carried(workbook([organisation_row()]))

    known.refresh_from_db()
    row = takeover.rows.get()
    assert (row.fate, known.standing, known.full_name) == (RowFate.COMPLETED, "member", "Своё имя")
    assert "Реестр не изменится" in row.notes[0]


@pytest.mark.parametrize(
    ("organisation", "certificate", "words"),
    [
        ({"standing": "кандидат"}, {}, "не член"),
        ({}, {"inn": make_inn(5)}, "нет ни на листе"),
        ({}, {"number": "2018-0001", "sequence": "3"}, "программа"),
    ],
)
def test_certificate_that_rests_on_nothing_is_a_fault(started, organisation, certificate, words):
    takeover = started(workbook([organisation_row(**organisation)], certificates=[certificate_row(**certificate)]))  # fmt: skip

    assert [words in fault for fault in faults(takeover)] == [True]


def test_number_of_another_certificate_is_a_fault(started, lists):
    issued_certificate(kind=lists)
    row = certificate_row(number="2026-0001", issued_on=datetime.date(2026, 2, 3))

    takeover = started(workbook([organisation_row()], certificates=[row]))

    assert [fault for fault in faults(takeover) if "уже есть" in fault]


def test_kind_without_an_approved_form_is_a_fault(started):
    """R188."""
    CertificateKindFactory(
        code="bare", title="Голый", number_pattern="Г-{year}-{number}", template=False
    )

    takeover = started(workbook([organisation_row()], certificates=[certificate_row(kind="Голый", number="5")]))  # fmt: skip

    assert [fault for fault in faults(takeover) if "не утверждён" in fault]


def test_registers_changed_since_the_check_take_all_back(
    started, secretary, lists, django_capture_on_commit_callbacks
):
    """T27: the row is named, and nothing of the book has come in."""
    row = certificate_row(number="2026-0001", issued_on=datetime.date(2026, 2, 3))
    takeover = started(workbook([organisation_row()], certificates=[row]))
    issued_certificate(kind=lists)

    with django_capture_on_commit_callbacks(execute=True):
        ask_to_carry_out(takeover, by=secretary, at=timezone.now())

    takeover.refresh_from_db()
    assert takeover.state == TakeoverState.REFUSED
    assert [fault for fault in faults(takeover) if "уже есть" in fault]
    assert not Organisation.objects.exists()


def test_run_twice_does_nothing_more(carried, secretary):
    """T34, T57."""
    takeover = carried(workbook([organisation_row()]))

    carry_out_takeover.call(takeover.pk, secretary.pk)
    ask_to_carry_out(takeover, by=secretary, at=timezone.now())

    assert Organisation.objects.count() == 1


def test_lost_takeover_sets_out_again(started, secretary, django_capture_on_commit_callbacks):
    """T57: killed before its end it has left nothing."""
    takeover = started(workbook([organisation_row()]))
    ask_to_carry_out(takeover, by=secretary, at=timezone.now())
    takeover.refresh_from_db()
    later = timezone.now() + starting.LOST_AFTER
    assert starting.is_lost(takeover, at=later)
    with pytest.raises(DomainError, match="уже переносится"):
        check_again(takeover, at=later)

    with django_capture_on_commit_callbacks(execute=True):
        ask_to_carry_out(takeover, by=secretary, at=later)

    takeover.refresh_from_db()
    assert (takeover.state, Organisation.objects.count()) == (TakeoverState.DONE, 1)


def test_exported_register_is_read_back_as_known(carried, started):
    carried(
        workbook(
            [organisation_row(1, phone="+7 (000) 200-00-00"), organisation_row(2, standing="", since="", ground="")],
            [representative_row()],
        )
    )  # fmt: skip

    book = registers()
    again = started(book)

    assert faults(again) == []
    assert fates(again) == [RowFate.KNOWN] * 3
    cells = [cell for _, row in read_workbook(book)[Sheet.ORGANISATIONS].rows for cell in row]
    assert "'+7 (000) 200-00-00" in cells, "T29: saved as CSV it would be a formula"
    assert again.rows.filter(values__phone="+7 (000) 200-00-00").exists()


def test_empty_workbook_of_ours_has_nothing_to_take(started):
    takeover = started(empty_workbook())

    assert takeover.state == TakeoverState.REFUSED
    assert "нет ни одной строки" in takeover.flaw
