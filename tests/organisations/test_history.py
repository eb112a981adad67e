"""What was true of an organisation on a day stays true of that day (T82)."""

import datetime

import pytest
from django.urls import reverse

from association.organisations import operations, queries, registry, rules
from association.organisations.choices import ReorganisationKind, Standing
from association.organisations.models import Reorganisation
from documents.uploads.operations import store_upload
from home.rulebook import DomainError
from tests.factories.accounts import log_in
from tests.factories.organisations import OrganisationFactory
from tests.factories.uploads import checked

JAN, FEB, MAR, APR = (datetime.date(2026, month, 1) for month in (1, 2, 3, 4))
NOW = datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC)


def rename(organisation, name, since, user):
    return operations.change_details(
        organisation, {"short_name": name}, since=since, ground="устав", by=user, at=NOW
    )


@pytest.fixture
def renamed(organisation, representative):
    operations.begin_history(organisation, since=JAN, ground="", by=None, at=NOW)
    rename(organisation, "Гимназия «Ель»", MAR, representative)
    return organisation


def test_each_day_keeps_what_was_true_of_it(renamed):
    names = [
        getattr(queries.particulars_on(renamed, on), "short_name", None)
        for on in (datetime.date(2025, 12, 31), JAN, FEB, MAR)
    ]
    assert names == [None, "Гимназия «Ёлочка»", "Гимназия «Ёлочка»", "Гимназия «Ель»"]


def test_change_told_late_holds_from_its_day_and_leaves_later_ones(renamed, representative):
    address = {"legal_address": "656000, г. Ручейный, ул. Новая, д. 2"}
    operations.change_details(renamed, address, since=FEB, by=representative, at=NOW)
    then = [queries.particulars_on(renamed, on) for on in (JAN, FEB, MAR)]
    assert [row.short_name for row in then] == [
        "Гимназия «Ёлочка»",
        "Гимназия «Ёлочка»",
        "Гимназия «Ель»",
    ]
    assert [row.legal_address == address["legal_address"] for row in then] == [False, True, True]


def name_on(organisation, *days):
    return [getattr(queries.particulars_on(organisation, on), "short_name", None) for on in days]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (FEB, ["Гимназия «Ёлочка»", "Гимназия «Ель»", "Гимназия «Ель»", "Гимназия «Ель»"]),
        (APR, ["Гимназия «Ёлочка»", "Гимназия «Ёлочка»", "Гимназия «Ёлочка»", "Гимназия «Ель»"]),
        (MAR, ["Гимназия «Ёлочка»", "Гимназия «Ёлочка»", "Гимназия «Ель»", "Гимназия «Ель»"]),
    ],
)
def test_day_alone_moves_the_last_change(renamed, representative, day, names):
    """T82: the same words with another day mend the day; the rows that were wrong stay to be seen."""
    rows = renamed.particulars.count()
    rename(renamed, "Гимназия «Ель»", day, representative)
    assert name_on(renamed, JAN, FEB, MAR, APR) == names
    assert (renamed.particulars.count() > rows) is (day != MAR)
    days = [row.since for row in queries.history_of(renamed)]
    assert days == sorted({JAN, MAR, day}, reverse=True)


def test_page_tells_a_moved_change_once(renamed, representative, client):
    rename(renamed, "Гимназия «Ель»", FEB, representative)
    client.force_login(representative)
    page = client.get(reverse("organisations:history", args=[renamed.pk])).content.decode()
    assert (page.count("Первая запись"), page.count("→ Гимназия «Ель»")) == (1, 1)
    assert "1 марта 2026" not in page


def test_day_cannot_pass_the_change_before(renamed, representative):
    rows = renamed.particulars.count()
    for day in (JAN, datetime.date(2025, 12, 1)):
        with pytest.raises(DomainError) as refusal:
            rename(renamed, "Гимназия «Ель»", day, representative)
        assert (refusal.value.rule, refusal.value.field) == (rules.HISTORY_KEPT, "since")
    address = {"legal_address": renamed.legal_address}
    with pytest.raises(DomainError, match="не менялись"):
        operations.change_details(renamed, address, since=FEB, by=representative, at=NOW)
    assert renamed.particulars.count() == rows


def test_future_change_is_refused_and_leaves_no_trace(renamed, representative):
    before = renamed.particulars.count()
    with pytest.raises(DomainError) as refusal:
        rename(renamed, "Гимназия «Сосна»", datetime.date(2026, 11, 19), representative)
    assert (refusal.value.rule, renamed.particulars.count()) == (rules.HISTORY_KEPT, before)


def test_page_tells_what_was_true_on_a_day(renamed, representative, client):
    client.force_login(representative)
    address = reverse("organisations:history", args=[renamed.pk])
    page = client.get(address, {"on": "01.02.2026"})
    assert dict(page.context["rows"])["Краткое наименование"] == "Гимназия «Ёлочка»"
    assert "<del>Гимназия «Ёлочка»</del> → Гимназия «Ель»" in page.content.decode()


def act(kind=ReorganisationKind.ACCESSION, **changes) -> operations.ReorganisationAct:
    told = {
        "kind": kind,
        "on": MAR,
        "act": "Приказ министерства",
        "act_number": "7",
        "act_date": FEB,
    }
    return operations.ReorganisationAct(**told | changes)


@pytest.fixture
def told():
    """What a room above hears of reorganisations."""
    heard = []

    def listener(reorganisation, *, by, at):
        heard.append(str(reorganisation))

    registry.on_reorganised(listener)
    yield heard
    registry._on_reorganised.remove(listener)


def test_reorganisation_is_kept_with_its_act_and_told_upwards(organisation, secretary, told):
    """R41: 3.15 «а»; the one that ceased keeps its name."""
    other = OrganisationFactory(short_name="Лицей")
    made = operations.record_reorganisation(act(), [organisation], [other], by=secretary, at=NOW)
    assert told == [str(made)]
    assert [str(party) for party in made.parties.all()] == [
        "Лицей: возникла или продолжает",
        "Гимназия «Ёлочка»: реорганизована",
    ]


@pytest.mark.parametrize(
    ("kind", "before", "after", "is_right"),
    [
        ("merger", {1, 2}, {3}, True),
        ("merger", {1}, {3}, False),
        ("merger", {1, 2}, {2}, False),
        ("accession", {1}, {2}, True),
        ("accession", {1}, {1}, False),
        ("division", {1}, {2, 3}, True),
        ("division", {1}, {1, 2}, False),
        ("separation", {1}, {1, 2}, True),
        ("separation", {1}, {2, 3}, False),
        ("transformation", {1}, {2}, True),
        ("transformation", {1, 2}, {3}, False),
    ],
)
def test_parties_fit_the_kind(kind, before, after, is_right):
    assert (rules.reorganisation_flaw(kind, before, after) == "") is is_right


@pytest.mark.parametrize(
    "changes", [{"on": datetime.date(2026, 11, 19)}, {"act_date": datetime.date(2026, 3, 2)}]
)
def test_wrong_day_of_a_reorganisation_is_refused(organisation, secretary, told, changes):
    with pytest.raises(DomainError) as refusal:
        operations.record_reorganisation(
            act(**changes), [organisation], [OrganisationFactory()], by=secretary, at=NOW
        )
    assert (refusal.value.rule, told) == (rules.REORGANISED_BY_ACT, [])


def test_same_act_is_entered_once(organisation, secretary, told):
    parties = [organisation], [OrganisationFactory()]
    operations.record_reorganisation(act(), *parties, by=secretary, at=NOW)
    with pytest.raises(DomainError):
        operations.record_reorganisation(act(), *parties, by=secretary, at=NOW)
    assert (Reorganisation.objects.count(), len(told)) == (1, 1)


def test_line_of_life_hides_people_and_applications(renamed, secretary, representative):
    """The public part: names, standings of members, QMS; never people (T7)."""
    for standing in (Standing.APPLICANT, Standing.MEMBER):
        operations.change_standing(renamed, standing, on=MAR, ground="приказ", by=secretary, at=NOW)
    events = registry.life_of(renamed)
    public = {event.title for event in events if event.is_public}
    private = {event.title for event in events if not event.is_public}
    assert {"Изменились сведения: краткое наименование", "Член Ассоциации"} <= public
    assert {"Организацию стал представлять человек", "Подала заявление"} <= private
    assert all(representative.person.surname not in event.title for event in events)


def test_act_is_opened_by_the_people_of_its_parties_alone(
    organisation, representative, stranger, secretary, client, told
):
    """T1, T4: the scan is for whoever speaks for a party, and for the office; the open register never leads to it."""
    file = store_upload(checked("приказ.pdf"), by=secretary, at=NOW)
    found = operations.record_reorganisation(
        act(file=file), [organisation], [OrganisationFactory()], by=secretary, at=NOW
    )
    address = reverse("organisations:reorganisation_act", args=[found.pk])
    for user, status in ((stranger, 404), (representative, 200), (secretary, 200)):
        log_in(client, user)
        assert client.get(address).status_code == status
    event = next(each for each in registry.life_of(organisation) if "Приказ" in each.title)
    assert (event.papers, event.own_papers) == ((), (("Акт", address),))


def test_office_enters_a_reorganisation_by_numbers(organisation, secretary, client, told):
    log_in(client, secretary)
    other = OrganisationFactory()
    asked = {
        "kind": "accession",
        "on": "01.03.2026",
        "act": "Приказ министерства",
        "act_number": "7",
        "act_date": "01.02.2026",
        "before": f"{organisation.inn} {organisation.kpp}",
        "after": "2200000000",
    }
    address = "/admin/organisations/reorganisations/create/"
    unknown = client.post(address, asked)
    assert "Строка 1: организации «2200000000» в реестре нет." in unknown.content.decode()
    assert client.post(address, asked | {"after": other.inn}).status_code == 302
    assert len(told) == 1


def test_office_mends_the_register_with_its_history(organisation, secretary, client):
    log_in(client, secretary)
    address = f"/admin/organisations/organisations/edit/{organisation.pk}/"
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    changed = typed | {"kpp": "220201001", "since": "01.03.2026", "ground": "переезд"}
    assert client.post(address, changed).status_code == 302
    row = queries.particulars_on(organisation, MAR)
    assert (row.kpp, row.ground, row.by) == ("220201001", "переезд", secretary)
