"""A regulation on a running site: file → mended warning → review → adoption → reading, comparing, following, finding."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Site

from documents.readers.models import Follower
from documents.regulations import demo as regulations
from documents.regulations.demo.amendments import amended
from documents.regulations.models import Edition
from home.accounts import demo as accounts
from home.pages import demo as pages

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "озёрный-камыш-42"
REGULATION = "/regulations/ob-assotsiatsii/"
FOLLOWER = "follower@example.org"


@pytest.fixture
def site(live_server):
    """A regulation in force for a year, an editor and a secretary."""
    now = timezone.now()
    people = accounts.load(dict.fromkeys(accounts.ACCOUNTS, PASSWORD), at=now)
    home = pages.load(Site.objects.get(), today=timezone.localdate())
    year_ago = now - datetime.timedelta(days=365)
    regulations.load(home, by=people["administrator"], at=year_ago)
    return live_server


@pytest.fixture
def file(tmp_path):
    """The amended text, in which somebody typed 3.8 twice."""
    text = amended(regulations.TEXT.read_text()).replace("\n3.9. Когда", "\n3.8. Когда")
    file = tmp_path / "положение с поправками.txt"
    file.write_text(text)
    return file


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page, name: str | re.Pattern) -> None:
    page.get_by_role("link", name=name).first.click()


def link_in_last_letter(path: str) -> str:
    return re.search(rf"https?://[^/\s]+(/\S*{path}\S*)", mail.outbox[-1].body)[1]


def test_regulation_goes_from_a_file_to_its_readers(site, visit, enter, file, axe):
    reader = visit(f"{REGULATION}follow/")
    ask_for_letters(reader)
    editor = enter("editor")
    upload(editor, file)
    mend_the_warning(editor)
    send_to_review(editor)
    secretary = enter("secretary")
    adopt(secretary)
    read(reader, axe)
    compare(reader, axe)
    find(reader)
    leave(reader)


def ask_for_letters(page) -> None:
    page.get_by_label("Электронная почта").fill(FOLLOWER)
    page.get_by_label(re.compile("Даю согласие")).check()
    press(page, "Получать письма")
    assert mail.outbox[-1].to == [FOLLOWER]
    page.goto(link_in_last_letter("follow"))
    page.get_by_role("main").get_by_role("button").first.click()


def upload(page, file) -> None:
    page.goto("/admin/regulations/editions/")
    follow(page, "Загрузить редакцию")
    page.get_by_label("Файл положения").set_input_files(file)
    page.get_by_label("Положение", exact=True).select_option(index=1)
    press(page, "Загрузить и прочитать")
    page.wait_for_url("**/admin/regulations/edition/*/")


def mend_the_warning(page) -> None:
    """The second 3.8 is cited as 3.9, without a word of the text retyped."""
    draft = Edition.objects.drafts().get()
    assert draft.clauses.filter(anchor="p-3.8-2").exists()
    page.get_by_role("link", name=re.compile("Номер 3.8 уже есть")).first.click()
    row = page.get_by_role("listitem").filter(has_text="Номер 3.8 уже есть").last
    row.get_by_role("link", name=re.compile("Править")).click()
    page.get_by_label("Номер для ссылок").fill("3.9")
    press(page, "Сохранить вид и номер")
    page.wait_for_url(re.compile(r"/edition/\d+/([?#].*)?$"))
    assert draft.clauses.filter(anchor="p-3.9").exists()
    assert not draft.clauses.filter(anchor="p-3.8-2").exists()


def send_to_review(page) -> None:
    follow(page, "Передать на проверку")
    page.get_by_label(re.compile("Предупреждения просмотрены")).check()
    press(page, "Передать секретарю")
    page.wait_for_url(re.compile(r"/admin/regulations/edition/\d+/$"))
    assert Edition.objects.get(status="review").number == 2


def adopt(page) -> None:
    draft = Edition.objects.get(status="review")
    page.goto(f"/admin/regulations/edition/{draft.pk}/")
    follow(page, "Принять редакцию")
    page.get_by_label("Чем принята").select_option("order")
    page.get_by_label("Номер", exact=False).first.fill("21")
    page.get_by_label("Дата документа").fill(str(timezone.localdate()))
    page.get_by_label("Действует с").fill(str(timezone.localdate()))
    page.get_by_label(re.compile("Предупреждения просмотрены")).check()
    press(page, "Принять редакцию")
    page.wait_for_url(re.compile(r"/admin/regulations/edition/\d+/$"))
    assert Edition.objects.get(pk=draft.pk).is_adopted


def read(page, axe) -> None:
    """An old citation still leads somewhere: 7.2's row that went out."""
    page.goto(f"{REGULATION}#p-3.18")
    assert page.locator("[id='p-3.18']").is_visible()
    assert page.locator("[id='p-7.2-abz10']").count() == 1
    assert axe(page) == []


def compare(page, axe) -> None:
    follow(page, "Что изменилось")
    changes = page.get_by_role("main").inner_text()
    assert "п. 6.4–6.5 стали п. 6.5–6.6" in changes.replace("\xa0", " ")
    assert axe(page) == []


def find(page) -> None:
    """The text says «на своём сайте»: another form of the word."""
    page.goto("/search/?q=сайтами")
    page.get_by_role("link", name=re.compile("3\\.18")).click()
    page.wait_for_url("**/regulations/ob-assotsiatsii/**")
    assert page.url.endswith(("#p-3.18", "/p-3.18/"))


def leave(page) -> None:
    announced = [letter for letter in mail.outbox if letter.to == [FOLLOWER]][-1]
    assert "List-Unsubscribe" in announced.extra_headers
    address = re.search(r"https?://[^/>]+(/[^>]+)", announced.extra_headers["List-Unsubscribe"])[1]
    page.goto(address)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="Писем больше не\xa0будет").wait_for()
    assert not Follower.objects.exists()
