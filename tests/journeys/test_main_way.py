"""The whole way on a running site: a newcomer, the secretary and a stranger who checks the certificate."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from django.core import mail
from django.utils import timezone
from stdnum.ru import inn, ogrn
from wagtail.models import Site

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.organisations.models import Branch, Organisation, Territory
from documents.certificates import demo as certificates
from documents.certificates.models import Certificate
from documents.regulations import demo as regulations
from home.accounts import demo as accounts
from home.pages import demo as pages
from home.pages.demo_texts import ASSOCIATION

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "озёрный-камыш-42"
FULL_NAME = "Муниципальное бюджетное общеобразовательное учреждение «Родниковская средняя школа»"
ADDRESS = "Приозёрный край, с. Родники, ул. Школьная, д. 1"
INN = "961900777"
OGRN = "102960077777"


@pytest.fixture
def site(live_server):
    """A site with its pages, a regulation in force, signatories and a secretary."""
    now = timezone.now()
    people = accounts.load(dict.fromkeys(accounts.ACCOUNTS, PASSWORD), at=now)
    home = pages.load(Site.objects.get(), today=timezone.localdate())
    regulations.load(home, by=people["administrator"], at=now)
    certificates.load(ASSOCIATION, chair=people["chair"].person)
    CollegialBody.objects.create(
        kind=BodyKind.PRESIDIUM, title="Президиум", title_genitive="Президиума"
    )
    Territory.objects.create(name="Родниковский район")
    Branch.objects.create(name="Общее образование")
    return live_server


@pytest.fixture
def paper(tmp_path):
    """A real one-page PDF to hand in."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    file = tmp_path / "акт о внедрении.pdf"
    document.save(str(file))
    return file


def code_in_last_letter() -> str:
    return re.search(
        r"^\s*([A-Z0-9]{3,4}[- ][A-Z0-9]{3,4}|[A-Z0-9]{6})\s*$", mail.outbox[-1].body, re.M
    )[1]


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def go_on(page) -> None:
    """The main button of the form on the page."""
    page.get_by_role("main").locator("form .button").first.click()


def follow(page, name: str | re.Pattern) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def sign_up(page) -> None:
    page.get_by_label("Фамилия").fill("Камышова")
    page.get_by_label("Имя", exact=True).fill("Вера")
    page.get_by_label("Электронная почта").fill("Newcomer@Example.org")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_label(re.compile("согласие на")).check()
    press(page, "Зарегистрироваться")
    page.get_by_label(re.compile("Код")).fill(code_in_last_letter())
    go_on(page)


def register_organisation(page) -> None:
    page.goto("/cabinet/organisation/register/")
    page.get_by_label("ИНН", exact=True).fill(INN + inn.calc_company_check_digit(INN))
    page.get_by_label("КПП", exact=True).fill("961901001")
    press(page, "Продолжить")
    page.get_by_label("Полное наименование").fill(FULL_NAME)
    page.get_by_label("Краткое наименование").fill("МБОУ «Родниковская школа»")
    page.get_by_label("ОГРН").fill(OGRN + ogrn.calc_check_digit(OGRN + "0"))
    page.get_by_label("Юридический адрес").fill(ADDRESS)
    page.get_by_label("Территория").select_option(label="Родниковский район")
    page.get_by_label("Отрасль").select_option(label="Общее образование")
    press(page, "Продолжить")
    page.get_by_label("Руководитель — это я").check()
    page.get_by_label("Должность руководителя").fill("директор")
    page.get_by_label("Телефон организации").fill("+7 (000) 000-00-77")
    page.get_by_label("Электронная почта организации").fill("school@example.org")
    press(page, "Продолжить")
    page.get_by_role("main").get_by_role("button", name=re.compile("Зарегистрировать")).click()


def fill_application(page, paper) -> None:
    page.goto("/cabinet/membership/new/")
    go_on(page)
    page.get_by_label("СМК разработана и внедрена").check()
    go_on(page)
    follow(page, re.compile("^Приложить"))
    page.get_by_label("Файл").set_input_files(paper)
    go_on(page)
    press(page, "Продолжить")
    page.get_by_label("Фамилия, имя, отчество").fill("Камышова Вера")
    page.get_by_label("Должность").fill("директор")
    go_on(page)
    page.get_by_label(re.compile("Ознакомлен")).check()
    go_on(page)


def download(page, link) -> bytes:
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.path().read_bytes()


def text_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    return " ".join(page.get_textpage().get_text_bounded().split())


def log_in(page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Электронная почта").fill(email)
    page.get_by_label("Пароль").fill(PASSWORD)
    press(page, "Войти")


def test_newcomer_becomes_a_member_whose_certificate_a_stranger_checks(
    site, visit, axe, paper, tmp_path
):
    newcomer = visit("/kak-vstupit/")
    assert axe(newcomer) == []
    newcomer.goto("/accounts/signup/")
    sign_up(newcomer)
    register_organisation(newcomer)
    assert axe(newcomer) == []
    organisation = Organisation.objects.get()
    assert (organisation.full_name, str(organisation.head)) == (FULL_NAME, "Камышова Вера")

    fill_application(newcomer, paper)
    assert newcomer.get_by_role("heading", level=1).inner_text() == "Проверьте ответы"
    assert axe(newcomer) == []
    press(newcomer, "Отправить заявление")
    newcomer.goto("/cabinet/membership/")
    follow(newcomer, "Заявление")
    application = newcomer.url
    printed = text_of(
        download(newcomer, newcomer.get_by_role("link", name=re.compile(r"^Заявление .*pdf")))
    )
    for words in ("ЗАЯВЛЕНИЕ", "Камышова Вера", "Родниковская средняя школа", "3.1"):
        assert words in printed
    newcomer.goto(application)
    newcomer.get_by_role("link", name="Загрузить подписанное заявление").click()
    newcomer.get_by_label(re.compile("Скан")).set_input_files(paper)
    go_on(newcomer)

    secretary = visit("/accounts/login/")
    log_in(secretary, "secretary@example.org")
    decide(secretary)

    newcomer.goto("/cabinet/certificates/")
    assert axe(newcomer) == []
    certificate = Certificate.objects.get()
    follow(newcomer, certificate.number)
    link = newcomer.get_by_role("link", name=re.compile("Скачать|PDF", re.I)).first
    pdf = download(newcomer, link)
    printed = text_of(pdf)
    for words in (certificate.number, FULL_NAME, ADDRESS, "Озеров"):
        assert words in printed
    address = read_qr(pdf)
    assert address.endswith(f"/verify/{certificate.code}/")

    stranger = visit(address.removeprefix("http://testserver"))
    assert "Действует" in stranger.get_by_role("main").inner_text()
    assert FULL_NAME in stranger.get_by_role("main").inner_text()
    assert axe(stranger) == []
    stranger.goto("/verify/")
    stranger.get_by_label("Номер").fill(certificate.number)
    go_on(stranger)
    assert FULL_NAME in stranger.get_by_role("main").inner_text()


def decide(page) -> None:
    """The decision and the order, on the secretary's page of the application."""
    today = timezone.localdate().strftime("%d.%m.%Y")
    page.goto("/admin/membership/membershipapplication/")
    page.get_by_role("link", name="Открыть").first.click()
    address = page.url
    page.get_by_role("link", name=re.compile("внести решение", re.I)).click()
    page.get_by_label("Какой орган решил").select_option(label="Президиум")
    page.get_by_label("Дата решения").fill(today)
    page.get_by_label("Номер протокола").fill("7")
    page.get_by_label("заключение").check()
    page.get_by_role("main").locator("form .button").first.click()
    page.goto(address)
    page.get_by_role("link", name=re.compile("внести приказ", re.I)).click()
    page.get_by_label("Номер приказа").fill("12-к")
    page.get_by_label("Дата приказа").fill(today)
    page.get_by_label("Должность подписавшего").fill("Начальник Главного управления")
    page.get_by_label("Кто подписал").fill("И. Б. Полянин")
    page.get_by_role("main").locator("form .button").first.click()


def read_qr(pdf: bytes) -> str:
    image = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=3).to_pil()
    return zxingcpp.read_barcode(image).text
