"""Every register of every room takes from the address only what its page offers (T72)."""

import pytest
from wagtail_modeladmin.options import ModelAdmin

from home.accounts.choices import Role
from home.registers.exports import guarded
from home.registers.modeladmin import RegisterAdmin
from tests.factories.accounts import PersonFactory, UserFactory, log_in

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
    {"export": "xlsx"},
]


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
@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: "&".join(query).replace("\0", "NUL"))
def test_hostile_address_neither_breaks_nor_filters(everything, register, query):
    PersonFactory()
    address = register().url_helper.index_url
    plain, asked = everything.get(address), everything.get(address, query)
    assert asked.status_code in (200, 400)
    if asked.status_code == 200 and "q" not in query:
        assert asked.context["result_count"] == plain.context["result_count"]
        assert set(asked.context["view"].params) <= {"o", "q"}


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("value", ["abc", "\u0661", f"{10**30}", "", "'"])
def test_nonsense_in_a_listed_filter_does_not_break(everything, register, value):
    address = register().url_helper.index_url
    view = everything.get(address).context["view"]
    for spec in view.filter_specs:
        for name in spec.expected_parameters():
            assert everything.get(address, {name: value}).status_code in (200, 302)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("action", ["inspect", "edit", "history", "delete"])
def test_record_that_is_not_there_is_not_found(everything, register, action):
    address = register().url_helper.index_url
    for key in ("abc", f"{10**30}"):
        assert everything.get(f"{address}{action}/{key}/").status_code == 404


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
