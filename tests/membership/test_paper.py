"""The printed application says what was meant, and nothing is fetched for it (R86, T19)."""

import io

import pytest
from pypdf import PdfReader

from association.membership import papers, queries
from association.membership.choices import Basis
from association.membership.models import MembershipSettings
from tests.factories.membership import organisation_of, sent_application

pytestmark = pytest.mark.django_db


def text_of(submission) -> str:
    """Words of the PDF, one space between them."""
    reader = PdfReader(io.BytesIO(papers.printed(submission)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def settings_of_the_house(db):
    settings = MembershipSettings.load()
    settings.working_addressee = "Председателю Президиума\nОзерову О. О."
    settings.association_accusative = "Ассоциацию школ края"
    settings.save()


def details() -> dict:
    return {
        "full_name": "Гимназия № 5",
        "short_name": "Гимназия № 5",
        "legal_address": "г. Белогорск, ул. Садовая, д. 1",
        "inn": "7700000001",
        "kpp": "770001001",
        "ogrn": "1020000000001",
    }


@pytest.mark.usefixtures("settings_of_the_house")
def test_paper_of_a_member_says_everything_of_the_form(applicant):
    applicant.person.surname = "Тестова"
    applicant.person.save()
    application = sent_application(
        applicant, organisation_of(applicant, **details()), basis=Basis.CERTIFIED
    )
    assert text_of(queries.current_submission(application)) == (
        "Председателю Президиума Озерову О. О. "
        "от руководителя образовательной организации "
        "Гимназия № 5 название образовательной организации "
        "Тестова Анна Игоревна, директор фамилия, имя, отчество, должность "
        "ЗАЯВЛЕНИЕ № 1/2026 от 18 ноября 2026 г. "
        "Прошу принять образовательную организацию Гимназия № 5 в Ассоциацию школ края. "
        "Основанием для членства считаю: СМК разработана, внедрена и сертифицирована "
        "(п. 3.1 «а» Положения). Сертификат СМК № СМК-77 от 1 марта 2025 г., "
        "выдан: Орган по сертификации, действует до 1 марта 2028 г. "
        "В члены Президиума (Совета) рекомендуем: Тестова Анна Игоревна, директор. "
        "С Положением об Ассоциации ознакомлен(а): Редакция 1 от 10 января 2025 г. "
        "ИНН 7700000001, КПП 770001001, ОГРН 1020000000001. "
        "Адрес: г. Белогорск, ул. Садовая, д. 1. "
        "«____» ______________ 20____ г. Тестова Анна Игоревна подпись расшифровка"
    )


@pytest.mark.usefixtures("settings_of_the_house")
def test_paper_of_a_candidate_recommends_nobody(applicant):
    """R88."""
    application = sent_application(
        applicant, organisation_of(applicant, **details()), basis=Basis.CANDIDATE
    )
    text = text_of(queries.current_submission(application))
    assert (
        "Основанием для получения статуса кандидата считаю: намерение внедрить СМК "
        "подтверждено документами (п. 3.2 Положения)."
    ) in text
    assert "рекомендуем" not in text


@pytest.mark.usefixtures("settings_of_the_house")
def test_markup_in_a_name_is_printed_as_text(applicant):
    """T19: no request goes out, no file comes in."""
    name = '<img src="file:///etc/hostname"> Школа'
    organisation = organisation_of(applicant, **details() | {"full_name": name})
    submission = queries.current_submission(sent_application(applicant, organisation))
    assert name in text_of(submission)


def test_fonts_are_embedded(applicant):
    submission = queries.current_submission(sent_application(applicant))
    reader = PdfReader(io.BytesIO(papers.printed(submission)))
    fonts = [
        font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
