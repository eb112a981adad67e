"""Every register of every room takes from the address only what its page offers (T72)."""

import pytest
from wagtail_modeladmin.options import ModelAdmin

from association.membership.modeladmin import ApplicationAdmin
from home.accounts.choices import Role
from home.notices.modeladmin import LetterAdmin
from home.registers.exports import guarded
from home.registers.modeladmin import RegisterAdmin
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.notices import LetterFactory

pytestmark = pytest.mark.django_db


def _below(cls):
    for child in cls.__subclasses__():
        yield child
        yield from _below(child)


REGISTERS = [
    pytest.param(each, id=each.model._meta.label)
    for each in sorted(_below(RegisterAdmin), key=lambda each: each.model._meta.label)
    if each.model
]
HOSTILE = [
    {"head__user__password__startswith": "x"},
    {"user__password__startswith": "x", "person__user__password__regex": "("},
    {"pk__in": "1,2", "id": "abc"},
    {"o": "999"},
    {"o": "-²..-.x"},
    {"p": f"{10**20}"},
    {"p": "-1"},
    {"q": "\0"},
    {"\0": "\0", "__": "", "password__regex": "("},
    {"export": "exe"},
]
NONSENSE = ["abc", "\N{ARABIC-INDIC DIGIT ONE}", f"{10**30}", "", "'"]


def test_no_register_does_without_the_guard():
    assert {each.__name__ for each in _below(ModelAdmin)} - {
        each.__name__ for each in _below(RegisterAdmin)
    } == {"RegisterAdmin"}


@pytest.fixture
def everything(client):
    """Somebody whom every register opens to."""
    user = UserFactory(role=Role.ADMINISTRATOR)
    user.is_superuser = True
    user.save()
    log_in(client, user)
    return client


@pytest.mark.parametrize("register", REGISTERS)
def test_hostile_address_neither_breaks_nor_filters(everything, register):
    PersonFactory()
    address = register().url_helper.index_url
    rows = everything.get(address).context["result_count"]
    for query in HOSTILE:
        response = everything.get(address, query)
        if "\0" in "".join([*query, *query.values()]):
            assert response.status_code == 400, query
        else:
            assert (response.status_code, response.context["result_count"]) == (200, rows), query
            assert set(response.context["view"].params) <= {"o", "q"}


@pytest.mark.parametrize("register", REGISTERS)
def test_nonsense_in_a_listed_filter_does_not_break(everything, register):
    address = register().url_helper.index_url
    view = everything.get(address).context["view"]
    names = [name for spec in view.filter_specs for name in spec.expected_parameters()]
    for name in names:
        for value in NONSENSE:
            assert everything.get(address, {name: value}).status_code in (200, 302), (name, value)


@pytest.mark.parametrize("register", REGISTERS)
def test_record_that_is_not_there_is_not_found(everything, register):
    address = register().url_helper.index_url
    for action in ("inspect", "edit", "history", "delete"):
        for key in ("abc", f"{10**30}"):
            assert everything.get(f"{address}{action}/{key}/").status_code == 404, (action, key)


@pytest.mark.parametrize("register", REGISTERS)
def test_page_of_a_register_has_no_english(everything, register):
    content = everything.get(register().url_helper.index_url).content.decode()
    assert [
        word for word in ("By ", "out of", "Filter", "Download", "No results") if word in content
    ] == []


def test_history_of_a_record_is_for_those_who_see_the_register(client):
    """T7: modeladmin shows it to whoever enters the admin."""
    person = PersonFactory(surname="Тайнова")
    log_in(client, UserFactory(role=Role.EDITOR))
    response = client.get(f"/admin/accounts/person/history/{person.pk}/", follow=True)
    assert "Тайнова" not in response.content.decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "＝"])
def test_export_guards_formulas(start):
    """T29."""
    assert guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Школа № 1", "5 = 5", "а-я", "'=1"])
def test_export_leaves_words_alone(text):
    assert guarded(text) == text


# R9: what the authority's support may look at; the rest is not even listed.
LOOKED_AT = [
    "/admin/membership/membershipapplication/",
    "/admin/membership/order/",
    "/admin/organisations/organisations/",
    "/admin/bodies/offices/",
    "/admin/certificates/certificate/",
    "/admin/regulations/editions/",
    "/admin/accounts/person/",
]


@pytest.mark.parametrize("address", LOOKED_AT)
def test_authority_support_looks_and_acts_on_nothing(client, address):
    """R9."""
    person = PersonFactory()
    log_in(client, UserFactory(role=Role.AUTHORITY_SUPPORT))
    content = client.get(address).content.decode()
    acts = (f"{address}{action}/" for action in ("create", "edit", "delete"))
    assert [act for act in acts if act in content] == []
    for action in ("create", f"edit/{person.pk}", f"delete/{person.pk}"):
        assert client.post(f"{address}{action}/").status_code in (302, 404)


@pytest.mark.parametrize("register", REGISTERS)
def test_editor_sees_no_register(client, register):
    """R9: pages, images and documents; of the registers, those of regulations alone."""
    log_in(client, UserFactory(role=Role.EDITOR))
    response = client.get(register().url_helper.index_url)
    opens = register.model._meta.label in ("regulations.Edition", "regulations.GoverningAct")
    assert (response.status_code == 200) is opens


def test_text_of_a_one_time_letter_is_for_its_reader_alone(client):
    letter = LetterFactory(is_secret=True, subject="Вход на сайт", text="Ваш код: 1234-5678")
    open_letter = LetterFactory(text="Ваш приказ подписан")
    log_in(client, UserFactory(role=Role.SECRETARY))
    address = LetterAdmin().url_helper.get_action_url
    secret = client.get(address("inspect", letter.pk)).content.decode()
    plain = client.get(address("inspect", open_letter.pk)).content.decode()
    assert ("1234" in secret, "Ваш приказ подписан" in plain) == (False, True)


def test_register_of_applications_offers_no_drafts_to_choose(everything):
    view = everything.get(ApplicationAdmin().url_helper.index_url).context["view"]
    assert [choice for choice, _ in view.list_filter[0](None, {}, None, None).lookup_choices] == [
        "submitted",
        "returned",
        "admitted",
        "confirmed",
        "refused",
        "withdrawn",
    ]
