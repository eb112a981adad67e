"""Pages are routable, renderable, editable and previewable, and stand where they may stand."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.pages import demo
from home.pages.blocks import CallBlock, PictureBlock
from home.pages.models import AssociationSettings, HomePage, NewsIndexPage, NewsPage, SectionPage
from tests.factories import pages as make
from tests.factories.accounts import UserFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    log_in(client, user)
    return client


def test_home_page_stands_after_migrations_in_place_of_the_welcome_page():
    titles = list(Page.objects.filter(depth=2).values_list("title", flat=True))
    assert titles == ["Ассоциация образовательных организаций"]
    assert isinstance(make.home_page(), HomePage)


@pytest.mark.parametrize(
    ("model", "parents", "children"),
    [
        (HomePage, {Page}, None),
        (NewsIndexPage, None, {NewsPage}),
        (NewsPage, {NewsIndexPage}, set()),
    ],
)
def test_page_type_stands_only_where_it_may(model, parents, children):
    if parents is not None:
        assert set(model.allowed_parent_page_models()) == parents
    if children is not None:
        assert set(model.allowed_subpage_models()) == children


def test_section_may_stand_under_home_and_under_a_section():
    assert SectionPage.can_exist_under(make.home_page())
    assert SectionPage.can_exist_under(make.SectionPageFactory())
    assert not SectionPage.can_exist_under(make.NewsIndexPageFactory())


def test_home_page_shows_the_call_the_sections_and_the_latest_news(client):
    home = make.home_page()
    join = make.SectionPageFactory(title="Как вступить", slug="join")
    index = make.NewsIndexPageFactory()
    for day in range(1, 7):
        make.NewsPageFactory(
            parent=index, title=f"Событие {day}", date=datetime.date(2026, 11, day)
        )
    home.lead = "Вступление и членство бесплатны."
    home.join_page = join
    home.join_steps = [("step", {"title": "Прочитайте положение", "text": ""})]
    home.sections = [("section", {"page": join, "note": "Основания и порядок"})]
    home.save_revision().publish()

    response = client.get("/")

    assert response.status_code == 200
    assert [page.title for page in response.context["news"]] == [
        "Событие 6",
        "Событие 5",
        "Событие 4",
        "Событие 3",
    ]
    text = response.content.decode()
    assert '<a class="button" href="/join/">Подробнее о&nbsp;вступлении</a>' in text
    assert "Прочитайте положение" in text
    assert "Основания и порядок" in text
    assert '<a href="/news/">Все новости</a>' in text


def test_home_page_passes_over_a_chosen_section_that_is_not_public(client):
    home, section = make.home_page(), make.SectionPageFactory(title="Черновик раздела")
    home.sections = [("section", {"page": section, "note": ""})]
    home.save_revision().publish()
    section.unpublish()

    assert client.get("/").context["sections"] == []


def test_every_block_is_rendered(client):
    section = make.SectionPageFactory(slug="about")
    document = make.make_document()
    section.body = make.rich_body(1, section, document)
    section.save_revision().publish()

    text = client.get("/about/").content.decode()

    assert '<a href="/about/">раздел</a>' in text
    assert f'<a href="{document.url}">бланк</a>' in text
    assert document.url.startswith("/files/")
    assert 'alt="Люди за столом"' in text
    assert 'loading="lazy"' in text
    assert text.count(" 400w") == text.count(" 800w") == 1
    assert "<figcaption>В зале</figcaption>" in text
    assert "Качество — это забота." in text
    assert '<td data-label="Срок">май</td>' in text
    assert '<a class="button" href="/about/">Подробнее</a>' in text


def test_shared_link_has_its_title_words_and_picture(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://association.example"
    section = make.SectionPageFactory(slug="about", title="Об Ассоциации", lead="Кто мы")
    section.social_image = make.make_image()
    section.save_revision().publish()

    text = client.get("/about/").content.decode()

    address = section.social_image.get_rendition("fill-1200x630|format-jpeg").url
    for name, content in {
        "og:title": "Об Ассоциации",
        "og:description": "Кто мы",
        "og:url": "https://association.example/about/",
        "og:image": f"https://association.example{address}",
    }.items():
        assert f'<meta property="{name}" content="{content}">' in text


def test_shared_link_survives_a_lost_file(client):
    """T59."""
    section = make.SectionPageFactory(slug="about", social_image=make.make_image())
    section.social_image.file.storage.delete(section.social_image.file.name)
    assert client.get("/about/").status_code == 200


def test_script_in_every_field_is_only_text(client):
    """T18."""
    evil = '<script>alert("x")</script>'
    section = make.SectionPageFactory(slug="evil", title=evil, lead=evil)
    section.search_description = evil
    section.body = [
        make.text(f"<p>{evil}</p>".replace("<script>", "&lt;script&gt;")),
        ("quote", {"text": evil, "author": evil, "position": evil}),
        ("picture", {"image": make.make_image(), "alt_text": evil, "caption": evil}),
        ("call", {"title": evil, "text": evil, "button": evil, "page": section}),
    ]
    section.save_revision().publish()
    make.NewsPageFactory(parent=make.NewsIndexPageFactory(title=evil), title=evil, lead=evil)

    for address in ("/evil/", "/", "/news/"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_four_levels_deep_page_is_found_and_knows_its_way_back(client):
    one = make.SectionPageFactory(slug="one", title="Первый")
    two = make.SectionPageFactory(parent=one, slug="two", title="Второй")
    make.SectionPageFactory(parent=two, slug="three", title="Третий")

    response = client.get("/one/two/three/")

    trail = response.context["page"].routed_ancestors
    assert [page.title for page in trail] == [make.home_page().title, "Первый", "Второй"]
    assert '<a href="/one/two/">Второй</a>' in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/nowhere/", "/one/nowhere/", "/one/2026/", "/" + "a/" * 3000, "/ONE/", "/one//two\\/"],
)
def test_unknown_address_is_404(client, address):
    """T71."""
    make.SectionPageFactory(slug="one")
    assert client.get(address).status_code == 404


def test_draft_page_is_404_and_its_published_child_is_not(client):
    parent = make.SectionPageFactory(slug="parent", live=False)
    make.SectionPageFactory(parent=parent, slug="child")

    assert client.get("/parent/").status_code == 404
    assert client.get("/parent/child/").status_code == 200


@pytest.mark.parametrize("address", ["/api/v2/pages/", "/.git/config", "/.env"])
def test_stray_door_is_404(client, address):
    """T74."""
    assert client.get(address).status_code == 404


def test_foreign_host_is_400(client):
    """T8."""
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_forwarded_host_leaves_no_trace(client):
    """T8."""
    response = client.get("/", headers={"x-forwarded-host": "evil.example"})
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize("address", ["/%00/", "/?q=%00"])
def test_nul_byte_is_400(client, address):
    """T70."""
    assert client.get(address).status_code == 400


def test_editor_creates_a_piece_of_news(admin):
    index = make.NewsIndexPageFactory()
    data = nested_form_data(
        {
            "title": "Президиум собрался",
            "slug": "presidium",
            "date": "2026-11-18",
            "lead": "Одобрен план.",
            "body": streamfield([("text", rich_text("<p>Подробности.</p>"))]),
            "action-publish": "1",
        }
    )

    admin.post(reverse("wagtailadmin_pages:add", args=["pages", "newspage", index.pk]), data)

    news = NewsPage.objects.get()
    assert (news.title, news.live, news.date) == (
        "Президиум собрался",
        True,
        datetime.date(2026, 11, 18),
    )


def test_picture_without_words_for_the_blind_is_refused():
    block = PictureBlock()
    picture = {"image": make.make_image(), "alt_text": "", "decorative": False, "caption": ""}

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.normalize(picture))

    assert refusal.value.block_errors["alt_text"].messages == [
        "Опишите, что изображено, или отметьте «Только украшение»."
    ]


@pytest.mark.parametrize("both", [True, False])
def test_call_leads_to_exactly_one_place(both):
    block = CallBlock()
    call = {"title": "Вступайте", "text": "", "button": "Подробнее", "page": None, "url": ""}
    if both:
        call |= {"page": make.home_page(), "url": "https://example.org/"}

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.normalize(call))

    assert refusal.value.block_errors["page"].messages == [
        "Укажите что-то одно: страницу сайта или другой адрес."
    ]


@pytest.mark.parametrize(
    ("address", "is_taken"),
    [
        ("/cabinet/membership/", True),
        ("https://example.org/a?b=1", True),
        ("//evil.example/", False),
        ("/\\evil.example/", False),
        ("/a b/", False),
        ("cabinet/", False),
        ("javascript:alert(1)", False),
        ("ftp://example.org/", False),
    ],
)
def test_call_leads_to_the_site_or_to_the_web_alone(address, is_taken):
    """T16, T18."""
    block = CallBlock()
    call = {"title": "Вступайте", "text": "", "button": "Подать", "page": None, "url": address}
    if is_taken:
        assert block.clean(block.normalize(call))["url"] == address
        return
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.normalize(call))
    assert refusal.value.block_errors["url"].messages == [
        "Адрес начинается с «https://» или с косой черты: «/cabinet/membership/»."
    ]


@pytest.mark.parametrize(
    "factory", [make.SectionPageFactory, make.NewsIndexPageFactory, make.home_page]
)
def test_page_opens_in_the_editor_and_in_preview(admin, factory, rf):
    page = factory()
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    preview = page.make_preview_request()
    assert preview.status_code == 200
    assert page.title in preview.content.decode()


def test_news_page_opens_in_preview():
    news = make.NewsPageFactory(parent=make.NewsIndexPageFactory())
    assert news.title in news.make_preview_request().content.decode()


def test_details_of_the_association_stand_at_the_bottom(client):
    """R1: names are data."""
    details = AssociationSettings.for_site(make.site())
    details.name, details.address = "Ассоциация «Проба»", "г.\xa0Заречный"
    details.save()

    text = client.get("/").content.decode()

    assert "Ассоциация «Проба»" in text
    assert "г.\xa0Заречный" in text


@pytest.mark.parametrize(("field", "wrong"), [("inn", "7700000017"), ("ogrn", "1027700132196")])
def test_number_with_a_wrong_control_digit_is_refused(field, wrong):
    details = AssociationSettings(site=make.site(), **{field: wrong})
    with pytest.raises(ValidationError) as refusal:
        details.full_clean(exclude=["site"])
    assert list(refusal.value.message_dict) == [field]


def test_demo_leads_from_the_page_of_joining_to_the_application(client):
    demo.load(make.site(), today=datetime.date(2026, 11, 18))
    page = client.get("/kak-vstupit/")
    assertContains(
        page, '<a class="button" href="/cabinet/membership/">Подать заявление</a>', count=1
    )
