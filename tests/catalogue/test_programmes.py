import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.pages.models import HomePage
from programs.catalogue.choices import HalfYear
from programs.catalogue.models import ProgrammeIndexPage, ProgrammePage
from tests.factories import pages as make
from tests.factories.catalogue import ProgrammeIndexPageFactory, ProgrammePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return ProgrammeIndexPageFactory()


def test_programme_stands_only_in_the_list_of_programmes(index):
    assert ProgrammePage.allowed_parent_page_models() == [ProgrammeIndexPage]
    assert ProgrammePage.allowed_subpage_models() == []
    assert ProgrammeIndexPage.can_exist_under(HomePage.objects.get())


def test_programmes_stand_by_half_year_the_latest_first(client, index):
    ProgrammePageFactory(parent=index, title="Без срока", year=None, half_year="")
    ProgrammePageFactory(parent=index, title="Осень", year=2026, half_year=HalfYear.SECOND)
    ProgrammePageFactory(parent=index, title="Весна", year=2026, half_year=HalfYear.FIRST)
    ProgrammePageFactory(parent=index, title="Позже", year=2027, half_year=HalfYear.FIRST)

    response = client.get("/programmes/")

    assert [page.title for page in response.context["programmes"]] == [
        "Позже",
        "Осень",
        "Весна",
        "Без срока",
    ]
    text = response.content.decode()
    assert "Второе полугодие 2026\xa0года" in text
    assert "Вне полугодового перечня" in text
    assert "Повышение квалификации, 36&nbsp;ч" in text


def test_programme_shows_its_facts_and_contents(client, index):
    page = ProgrammePageFactory(parent=index, slug="audit", audience="Заместители руководителей")
    page.contents = [make.text("<h2>Чему научитесь</h2>")]
    page.save_revision().publish()

    text = client.get("/programmes/audit/").content.decode()

    assert page.facts == [
        ("Вид", "Повышение квалификации"),
        ("Объём", "36\xa0ч"),
        ("Форма обучения", "Очная"),
        ("Для кого", "Заместители руководителей"),
        ("Когда", "Первое полугодие 2027\xa0года"),
    ]
    assert all(value in text for _, value in page.facts)
    assert "<h2>Чему научитесь</h2>" in text


def test_empty_list_says_so(client, index):
    assert "Программ пока нет" in client.get("/programmes/").content.decode()


@pytest.mark.parametrize(
    ("year", "half_year", "field"), [(2027, "", "half_year"), (None, HalfYear.FIRST, "year")]
)
def test_half_year_and_year_go_together(index, year, half_year, field):
    page = ProgrammePageFactory(parent=index)
    page.year, page.half_year = year, half_year
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert refusal.value.message_dict[field] == [
        "Укажите и год, и полугодие или ни того ни другого."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammePage.objects.filter(pk=page.pk).update(year=year, half_year=half_year)


def test_programme_opens_in_preview(index):
    page = ProgrammePageFactory(parent=index)
    assert page.title in page.make_preview_request().content.decode()
    assert index.title in index.make_preview_request().content.decode()
