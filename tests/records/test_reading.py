"""Who reads what: role × level, and that nothing tells a reader of what stands above them (T1, T3, T5, R73, R219, C35)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from documents.records import permissions
from documents.records.choices import Level
from documents.records.operations import PersonNamed
from documents.records.rules import names
from home.accounts.choices import Role
from home.search.queries import Found, find_groups, suggest
from home.search.rules import read_query
from tests.factories.accounts import UserFactory, log_in
from tests.factories.records import OTHERS, PRESIDIUM, filed_file, part, record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHO = ("anonymous", "stranger", "editor", "association", "foreign", "member", "confidant", "keeper")
# What of a record with a public, a members' and a confidential piece each of them reads.
SEES = {
    "anonymous": (),
    "stranger": (),
    "editor": (),
    "association": (),
    "foreign": (),
    "member": (Level.PUBLIC, Level.MEMBERS),
    "confidant": (Level.PUBLIC, Level.MEMBERS, Level.CONFIDENTIAL),
    "keeper": (Level.PUBLIC, Level.MEMBERS, Level.CONFIDENTIAL),
}


@pytest.fixture
def people(seats):
    """`association`: its secretary, of whom no room says that they read this body; `foreign`: of another one."""
    return {
        "anonymous": AnonymousUser(),
        "stranger": UserFactory(),
        "editor": UserFactory(role=Role.EDITOR),
        "association": UserFactory(role=Role.SECRETARY),
        "foreign": seats.keeper(UserFactory(), OTHERS),
        "member": seats.member(UserFactory()),
        "confidant": seats.confidant(UserFactory()),
        "keeper": seats.keeper(UserFactory()),
    }


@pytest.fixture
def protocol():
    """Each word stands at one level only: «синица», «журавль», «филин»."""
    return record(
        "5",
        publishes=True,
        parts=(
            part("1", "О синице", "Полный текст о синице.", "Открытая синица.", level=Level.PUBLIC),
            part("2", "О журавле", "Текст о журавле."),
            part("3", "О филине", "Текст о филине.", level=Level.CONFIDENTIAL),
        ),
        files=(
            filed_file("Протокол о журавле", text="бумага журавля"),
            filed_file("Вложение о филине", text="бумага филина", level=Level.CONFIDENTIAL),
        ),
        people=(
            PersonNamed("Журавлёва А. А.", "докладчик"),
            PersonNamed("Филинова Б. Б.", "о ком", level=Level.CONFIDENTIAL),
        ),
    )


def came(user) -> Client:
    client = Client()
    if user.is_authenticated:
        log_in(client, user)
    return client


@pytest.mark.parametrize("who", WHO)
def test_role_and_level(people, protocol, who):
    """names.CONFIDENTIALITY, names.MEMBERS_READ."""
    user = people[who]
    assert permissions.may_read_record(user, protocol) == bool(SEES[who])
    read = [each.level for each in protocol.parts.all() if permissions.may_read_part(user, each)]
    assert tuple(read) == SEES[who]
    files = [each.level for each in protocol.files.all() if permissions.may_open_file(user, each)]
    assert tuple(files) == SEES[who][1:]
    assert permissions.may_keep_record(user, protocol) == (who == "keeper")
    assert (names.CONFIDENTIALITY.clause, names.MEMBERS_READ.clause) == (
        "п.\xa05.3 Положения",
        "п.\xa05.4 Положения",
    )


@pytest.mark.parametrize("who", WHO)
def test_pages_and_files_by_role(people, protocol, who):
    client, is_known = came(people[who]), people[who].is_authenticated
    statuses = [client.get(protocol.get_absolute_url()).status_code]
    for file in protocol.files.all():
        address = reverse("records:open_file", args=[protocol.pk, file.pk])
        statuses.append(client.get(address).status_code)
    wanted = [
        bool(SEES[who]),
        *(level in SEES[who] for level in (Level.MEMBERS, Level.CONFIDENTIAL)),
    ]
    refusal = 404 if is_known else 302
    assert statuses == [200 if seen else refusal for seen in wanted]


@pytest.mark.parametrize("who", ["member", "confidant", "keeper"])
def test_page_of_a_record_tells_nothing_of_what_is_above_its_reader(people, protocol, who):
    page = came(people[who]).get(protocol.get_absolute_url()).content.decode().casefold()
    assert "журавл" in page
    assert ("филин" in page) == (who != "member")


def test_public_page_shows_the_extract_alone(client, protocol):
    """R219: neither the full text, nor other items, nor names, nor files."""
    listed = client.get("/decisions/").content.decode()
    extract = protocol.parts.get(level=Level.PUBLIC)
    page = client.get(extract.get_absolute_url()).content.decode()
    for text in (listed, page):
        assert "Открытая синица." in text
        assert "Полный текст" not in text
        assert "журавл" not in text.casefold()
        assert "филин" not in text.casefold()
    for other in protocol.parts.exclude(pk=extract.pk):
        assert client.get(other.get_absolute_url()).status_code == 404


def found(user, word: str) -> set[str]:
    return {entry.title for group in find_groups(read_query(word), user) for entry in group.results}


@pytest.mark.parametrize("who", WHO)
def test_search_by_role(people, protocol, who):
    """Titles, counts, suggestions: a piece that may not be read is not there (R73)."""
    user = people[who]
    assert found(user, "журавле") == (
        {"О журавле", "Протокол о журавле"} if Level.MEMBERS in SEES[who] else set()
    )
    assert found(user, "филине") == (
        {"О филине", "Вложение о филине"} if Level.CONFIDENTIAL in SEES[who] else set()
    )
    assert len(Found(read_query("филина"), user, "records")) == (
        2 if Level.CONFIDENTIAL in SEES[who] else 0
    )
    assert bool(suggest(read_query("фили"), user)) == (Level.CONFIDENTIAL in SEES[who])
    assert found(user, "открытая") == {"О синице"}
    assert found(user, "полный") == ({"О синице"} if SEES[who] else set())


@pytest.mark.parametrize("who", ["member", "confidant"])
def test_archive_finds_by_what_its_reader_may_see(people, protocol, who):
    """By words and by name: the list itself would tell of a confidential item."""
    client = came(people[who])

    def count(**asked):
        return client.get("/cabinet/archive/", asked).context["page_of_records"].paginator.count

    assert count(q="журавль") == count(person="журавлева") == count(q="№ 5") == 1
    sees_all = int(who == "confidant")
    assert count(q="филин") == count(person="Филинова Б.") == sees_all


def test_confidential_record_is_not_there_for_members(people):
    hidden = record(
        "9", level=Level.CONFIDENTIAL, publishes=True, parts=(part("1", "О сове", "Сова."),)
    )
    member, confidant = came(people["member"]), came(people["confidant"])
    assert member.get(hidden.get_absolute_url()).status_code == 404
    assert confidant.get(hidden.get_absolute_url()).status_code == 200
    assert found(people["member"], "сове") == set()
    assert found(people["confidant"], "сове") == {"О сове"}
    assert member.get("/cabinet/archive/").context["page_of_records"].paginator.count == 0


def test_public_part_of_a_confidential_record_is_shown_to_nobody_outside(client):
    record(
        "9",
        level=Level.CONFIDENTIAL,
        publishes=True,
        parts=(part("1", "О сове", "Сова.", "Сова.", level=Level.PUBLIC),),
    )
    assert "О сове" not in client.get("/decisions/").content.decode()
    assert found(AnonymousUser(), "сове") == set()


def test_who_has_left_the_body_reads_no_more(people, protocol, seats):
    """T5: the old link, the list and the search are closed at once."""
    client = came(people["member"])
    assert client.get(protocol.get_absolute_url()).status_code == 200
    seats.leave(people["member"])
    assert client.get(protocol.get_absolute_url()).status_code == 404
    assert client.get("/cabinet/archive/").status_code == 404
    assert found(people["member"], "журавле") == set()


def test_unpublished_record_has_no_public_page(client):
    """A body of another organisation: its extracts are its own (R219)."""
    kept = record("1", body_key=OTHERS, parts=(part(level=Level.PUBLIC, public_text="Решили."),))
    assert client.get(kept.parts.get().get_absolute_url()).status_code == 404
    assert "О плане работы" not in client.get("/decisions/").content.decode()


@pytest.mark.parametrize("who", ["stranger", "foreign", "member", "confidant"])
def test_only_a_keeper_acts_on_records(people, protocol, who):
    client = came(people[who])
    for name in ("hold", "lift_hold", "publication"):
        address = reverse(f"records:{name}", args=[protocol.pk])
        assert (name, client.get(address).status_code) == (name, 404)
        assert (name, client.post(address, {"reason": "да"}).status_code) == (name, 404)
    protocol.refresh_from_db()
    assert protocol.is_published
    assert not protocol.holds.exists()


@pytest.mark.parametrize("who", ["stranger", "member"])
@pytest.mark.parametrize(
    "name",
    [
        "due",
        "acts",
        "start_act",
        "completeness",
        "file_by_hand",
        "imports",
        "upload_import",
        "import_sample",
    ],
)
def test_keepers_pages_are_closed_to_others(people, who, name):
    assert came(people[who]).get(reverse(f"records:{name}")).status_code == 404


def test_secretary_keeps_the_records_of_the_association_itself(people):
    """Orders, reports and plans have no body: whoever keeps them is the secretary."""
    kept = record(
        "7", record_class="orders", body_key="", body_name="", title="Приказ об Ассоциации"
    )
    assert came(people["association"]).get(kept.get_absolute_url()).status_code == 200
    assert came(people["member"]).get(kept.get_absolute_url()).status_code == 404
    assert permissions.may_keep_record(people["association"], kept)
    assert PRESIDIUM not in found(people["association"], "приказ")


@pytest.mark.parametrize(
    "query",
    [
        "q=%D0%B6&year=abc&body=../../&kind=%27--&page=10000000000000000000",
        "year=99999999999999999999", "q=" + "ж" * 5000, "q=%22%22%22", "person=" + "%25_" * 100,
        "body=own", "body=bodies%3A1&year=2026&kind=presidium_protocols",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_error(people, protocol, query):
    """T71, T72."""
    client = came(people["member"])
    assert client.get(f"/cabinet/archive/?{query}").status_code == 200
    assert client.get(f"/decisions/?{query}").status_code == 200
