"""The secretary's register in Wagtail's admin: search, filters, export, acts."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from documents.certificates import operations
from documents.certificates.choices import Status
from documents.certificates.models import Certificate, CertificateKind, Signatory
from documents.certificates.registrations import unprinted_certificates
from home.accounts.choices import Role
from tests.factories.accounts import PersonFactory
from tests.factories.certificates import (
    ISSUED_AT,
    CertificateKindFactory,
    SignatoryFactory,
    issued_certificate,
)

pytestmark = pytest.mark.django_db


def index(client, **query):
    return client.get(reverse("certificates_certificate_modeladmin_index"), query)


def inspect_url(certificate):
    return reverse("certificates_certificate_modeladmin_inspect", args=[certificate.pk])


def found(response) -> list[str]:
    return [certificate.number for certificate in response.context["object_list"]]


@pytest.fixture
def secretary(staff_client):
    return staff_client(Role.SECRETARY)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("ГИМНАЗИЯ", ["2026-0002"]),
        ("гимназия белогорск", ["2026-0002"]),
        ("ёлочная", ["2026-0001"]),
        ("2026 0001", ["2026-0001"]),
        ("2О26–0002", ["2026-0002"]),
        ("лицей", []),
        ("%", []),
    ],
)
def test_search_finds_cyrillic_in_any_case(secretary, typed, numbers):
    issued_certificate(name="Школа «Елочная»")
    issued_certificate(name="гимназия № 5")
    assert found(index(secretary, q=typed)) == numbers


def test_filters_part_the_register(secretary):
    revoked = issued_certificate()
    operations.revoke_certificate(
        revoked, ground="Выход", on=revoked.issued_on, by=None, at=ISSUED_AT
    )
    printed = issued_certificate()
    operations.render_certificate.call(printed.pk)

    assert found(index(secretary, status__exact="revoked")) == ["2026-0001"]
    assert found(index(secretary, year="2026", pdf="ready")) == ["2026-0002"]
    assert found(index(secretary, pdf="missing")) == ["2026-0001"]


def test_export_is_readable_and_holds_no_formula(secretary):
    """T29."""
    certificate = issued_certificate(name="=HYPERLINK(1)", address="+7 лет")
    response = index(secretary, export="csv")

    content = b"".join(response.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"))

    assert content.startswith("\ufeff")
    assert rows == [
        [
            "Номер",
            "Вид",
            "Дата регистрации",
            "Кому выдан",
            "Адрес",
            "Состояние",
            "Действует по",
            "Не действует с",
            "Основание",
            "Код проверки",
            "SHA-256 файла",
        ],
        [
            "2026-0001",
            "Сертификат члена Ассоциации",
            "18.11.2026",
            "'=HYPERLINK(1)",
            "'+7 лет",
            "Действует",
            "",
            "",
            "",
            certificate.code,
            "",
        ],
    ]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SECRETARY, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.AUTHORITY_SUPPORT, 200),
        (Role.EDITOR, 302),
    ],
)
def test_register_is_read_by_those_who_may(staff_client, role, status):
    assert index(staff_client(role)).status_code == status


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_nobody_edits_or_deletes_a_row(staff_client, role):
    client, certificate = staff_client(role), issued_certificate()
    for action in ("edit", "delete"):
        address = reverse(f"certificates_certificate_modeladmin_{action}", args=[certificate.pk])
        assert client.post(address, {}).status_code == 302
    certificate.refresh_from_db()
    assert certificate.status == Status.VALID
    assertNotContains(index(client), "Добавить сертификат")


def test_page_of_a_certificate_shows_facts_and_acts(secretary):
    certificate = issued_certificate()
    response = secretary.get(inspect_url(certificate))
    assertContains(response, "Гимназия № 5")
    assertContains(response, "запись 1")
    assertContains(response, reverse("certificates_admin:revoke", args=[certificate.pk]))
    assertContains(response, reverse("certificates_admin:make_pdf", args=[certificate.pk]))


def test_secretary_revokes_with_ground_and_date(secretary):
    certificate = issued_certificate()
    address = reverse("certificates_admin:revoke", args=[certificate.pk])
    assertContains(secretary.get(address), "Отменить нельзя.")

    response = secretary.post(address, {"on": "2026-11-18", "ground": "Реорганизация"})

    assertRedirects(response, inspect_url(certificate))
    certificate.refresh_from_db()
    assert (certificate.status, certificate.ground) == (Status.REVOKED, "Реорганизация")


def test_refused_revocation_keeps_what_was_typed(secretary):
    certificate = issued_certificate()
    response = secretary.post(
        reverse("certificates_admin:revoke", args=[certificate.pk]),
        {"on": "2020-01-01", "ground": "Реорганизация"},
    )
    assertContains(response, "Дата раньше дня выдачи сертификата. (п.\xa03.15 Положения)")
    assertContains(response, "Реорганизация</textarea>")
    certificate.refresh_from_db()
    assert certificate.status == Status.VALID


def test_secretary_voids_a_number(secretary):
    certificate = issued_certificate()
    secretary.post(
        reverse("certificates_admin:void", args=[certificate.pk]), {"reason": "Выдан не тому"}
    )
    certificate.refresh_from_db()
    assert (certificate.status, certificate.ground) == (Status.VOIDED, "Выдан не тому")


def test_secretary_has_a_lost_pdf_made(secretary):
    """T39."""
    certificate = issued_certificate()
    secretary.post(reverse("certificates_admin:make_pdf", args=[certificate.pk]))
    certificate.refresh_from_db()
    assert certificate.is_ready


@pytest.mark.parametrize("name", ["revoke", "void", "issue_instead", "make_pdf"])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_acts_are_not_there_for_others(staff_client, role, name):
    certificate = issued_certificate()
    address = reverse(f"certificates_admin:{name}", args=[certificate.pk])
    assert staff_client(role).post(address, {"ground": "x"}).status_code == 404
    certificate.refresh_from_db()
    assert certificate.status == Status.VALID


def test_list_asks_the_same_of_one_and_of_thirty(secretary):
    issued_certificate()
    index(secretary)
    with CaptureQueriesContext(connection) as one:
        index(secretary)
    for _ in range(29):
        issued_certificate()
    with CaptureQueriesContext(connection) as thirty:
        index(secretary)
    assert len(thirty) == len(one)


def test_administrator_sets_up_kinds_and_signatories(staff_client):
    client = staff_client(Role.ADMINISTRATOR)
    for model in ("certificatekind", "signatory"):
        for action in ("index", "create"):
            address = reverse(f"certificates_{model}_modeladmin_{action}")
            assert client.get(address).status_code == 200


def test_secretary_does_not_set_up_kinds(secretary):
    address = reverse("certificates_certificatekind_modeladmin_index")
    assert secretary.get(address).status_code == 302


def kind_form(kind, **changes):
    fields = ("code", "title", "number_pattern")
    return {name: getattr(kind, name) for name in fields} | changes


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number_pattern": "{{7*7}}"}, "Таких вставок нет"),
        ({"number_pattern": "{secret}"}, "Таких вставок нет: {secret}."),
        ({"number_pattern": "{number}"}, "должны быть и год"),
        ({"code": "other"}, "Код вида не меняется"),
    ],
)
def test_wrong_wording_is_refused_next_to_the_field(staff_client, changes, sentence):
    """T21."""
    kind = CertificateKindFactory()
    client = staff_client(Role.ADMINISTRATOR)
    address = reverse("certificates_certificatekind_modeladmin_edit", args=[kind.pk])

    assertContains(client.post(address, kind_form(kind, **changes)), sentence)

    assert client.post(address, kind_form(kind, title="Новое имя")).status_code == 302
    assert CertificateKind.objects.get(pk=kind.pk).title == "Новое имя"


def signatory_form(person, kind, **changes):
    form = {"person": person.pk, "position": "Директор", "kinds": [kind.pk], "order": 1}
    return form | {"since": "2026-01-01", "until": ""} | changes


def test_two_do_not_sign_on_one_place_at_once(staff_client):
    kind = CertificateKindFactory()
    other = SignatoryFactory(order=1, kinds=[kind])
    client = staff_client(Role.ADMINISTRATOR)
    address = reverse("certificates_signatory_modeladmin_create")

    response = client.post(address, signatory_form(PersonFactory(), kind))

    assertContains(response, f"На этом месте в эти дни подписывает {other.person}.")
    Signatory.objects.update(until="2025-12-31")
    assert client.post(address, signatory_form(PersonFactory(), kind)).status_code == 302
    assert Signatory.objects.count() == 2


def test_facsimile_is_drawn_anew_as_jpeg(staff_client):
    """Quick to print, and nothing hidden in the file survives."""
    picture = io.BytesIO()
    Image.new("RGBA", (1800, 600), (0, 0, 0, 0)).save(picture, "PNG")
    upload = SimpleUploadedFile("подпись.png", picture.getvalue(), "image/png")
    client, kind = staff_client(Role.ADMINISTRATOR), CertificateKindFactory()
    address = reverse("certificates_signatory_modeladmin_create")
    client.post(address, signatory_form(PersonFactory(), kind, facsimile=upload))

    signatory = Signatory.objects.get()
    kept = Image.open(signatory.facsimile)
    assert (kept.format, kept.size, kept.getpixel((0, 0))) == ("JPEG", (900, 300), (255, 255, 255))
    edit = reverse("certificates_signatory_modeladmin_edit", args=[signatory.pk])
    assert client.get(edit).status_code == 200


def test_unprinted_certificate_waits_on_the_secretarys_desk(secretary, staff_client):
    """T39: nobody has to go and look for it."""
    certificate = issued_certificate()
    Certificate.objects.update(issued_at=ISSUED_AT.replace(year=2020))
    today = ISSUED_AT.date()

    (task,) = unprinted_certificates(secretary.user, today)

    assert (task.url, task.about) == (inspect_url(certificate), f"Сертификат {certificate}")
    assert list(unprinted_certificates(staff_client(Role.EDITOR).user, today)) == []
