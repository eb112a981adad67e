"""R27: the composition by orders and on any day (3.3)."""

import datetime
import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from association.membership import composition_papers, compositions, operations
from association.membership.choices import Basis, State
from association.membership.models import CompositionFile, CompositionLine, Order
from association.membership.operations import composition_files
from association.membership.rules import names
from association.organisations.choices import Standing
from association.organisations.models import Particulars
from association.organisations.operations import change_standing
from documents.papers.pdf import PaperError
from home.accounts.choices import Role
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.certificates import two_signatories
from tests.factories.exports import told_of_exports
from tests.factories.membership import NOW, TODAY, application_in, order, organisation_of

pytestmark = pytest.mark.django_db
ADDRESS = "/cabinet/membership/composition/"
PAPER, TABLE = f"{ADDRESS[:-1]}.pdf", f"{ADDRESS[:-1]}.xlsx"
YESTERDAY = TODAY - datetime.timedelta(days=1)
TOMORROW = TODAY + datetime.timedelta(days=1)
LATER = NOW + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def signatories(db):
    two_signatories()


def confirmed(secretary, number: str, user=None, **details) -> Order:
    """An organisation of a new user, admitted by the order of that number."""
    user = user or UserFactory()
    application = application_in(State.ADMITTED, user, secretary=secretary, **details)
    operations.record_order(
        application, **order(number=number), seen=application.version, by=secretary, at=NOW
    )
    return Order.objects.get(number=number)


def names_of(given) -> list[str]:
    return list(given.composition.order_by("position").values_list("short_name", flat=True))


def member(name: str, standing=Standing.MEMBER):
    return organisation_of(UserFactory(), short_name=name, standing=standing)


def test_order_freezes_everybody_who_belongs(applicant, secretary):
    member("Школа Б")
    member("Школа А", Standing.CANDIDATE)
    member("Школа Г", Standing.APPLICANT)
    own = organisation_of(applicant, short_name="Школа В")
    made = confirmed(secretary, "1-к", applicant, organisation=own)
    assert names_of(made) == ["Школа Б", "Школа В", "Школа А"]
    line = CompositionLine.objects.get(organisation=own)
    assert (line.standing, line.since, line.head_name) == (
        Standing.MEMBER,
        TODAY,
        applicant.person.full_name,
    )


def test_second_organisation_of_an_order_joins_its_composition(secretary):
    confirmed(secretary, "1-к")
    made = confirmed(secretary, "1-к", basis=Basis.CANDIDATE)
    assert list(made.composition.values_list("position", "standing")) == [
        (1, Standing.MEMBER),
        (2, Standing.CANDIDATE),
    ]


def test_order_keeps_the_names_it_confirmed(applicant, secretary):
    own = organisation_of(applicant, short_name="Школа В")
    made = confirmed(secretary, "1-к", applicant, organisation=own)
    own.short_name = "Лицей В"
    own.save()
    assert names_of(made) == ["Школа В"]


def test_list_on_a_day_follows_the_history(secretary):
    own = member("Школа В")
    told = Particulars.objects.filter(organisation=own).order_by("-pk").first()
    fields = {
        field.attname: getattr(told, field.attname)
        for field in Particulars._meta.fields
        if field.name not in ("id", "since", "short_name")
    }
    Particulars.objects.create(**fields, since=TOMORROW, short_name="Лицей В")
    change_standing(own, Standing.FORMER, on=TOMORROW, ground="выход", by=None, at=LATER)
    assert compositions.belonging_on(YESTERDAY) == []
    assert [each.short_name for each in compositions.belonging_on(TODAY)] == ["Школа В"]
    assert compositions.belonging_on(TOMORROW) == []


def test_difference_is_with_the_order_before(secretary):
    first = confirmed(secretary, "1-к")
    leaver = first.composition.get().organisation
    second = confirmed(secretary, "2-к")
    change_standing(leaver, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
    changes = compositions.composition_by(second).changes
    assert (len(changes.joined), len(changes.left)) == (1, 0)
    assert not compositions.composition_by(first).changes
    today = compositions.composition_on(TODAY)
    assert today.before == second
    assert [each.organisation_id for each in today.changes.left] == [leaver.pk]


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 200), ("support", 200), ("member", 200), ("editor", 404), ("outsider", 404)],
)
def test_composition_is_for_those_inside(client, secretary, who, status):
    user = {
        "secretary": secretary,
        "support": UserFactory(role=Role.AUTHORITY_SUPPORT),
        "editor": UserFactory(role=Role.EDITOR),
    }.get(who) or UserFactory()
    if who in ("member", "outsider"):
        organisation_of(user, standing=Standing.MEMBER if who == "member" else Standing.APPLICANT)
    log_in(client, user)
    for address in (ADDRESS, TABLE):
        assert client.get(address).status_code == status
    assert client.get(PAPER).status_code == (202 if status == 200 else status)


def test_page_shows_an_order_a_day_and_passes_over_the_rest(client, secretary):
    made = confirmed(secretary, "1-к")
    log_in(client, secretary)
    page = client.get(ADDRESS, {"order": made.pk})
    assert "Состав по приказу №\xa01-к" in page.text
    assert page.context["rule"] is names.COMPOSITION
    assert names.COMPOSITION.clause in page.text
    day = f"{YESTERDAY:%d.%m.%Y}"
    assert f"Состав на {day}" in client.get(ADDRESS, {"on": day}).text
    for junk in ({"order": "1 OR 1"}, {"on": "31.02.2026"}, {"order": "99999999999999999999"}):
        assert client.get(ADDRESS, junk).status_code == 200


def test_page_costs_the_same_for_one_and_for_thirty(
    client, secretary, django_assert_num_queries, django_assert_max_num_queries
):
    confirmed(secretary, "1-к")
    log_in(client, secretary)
    client.get(ADDRESS)
    with django_assert_max_num_queries(15) as few:
        client.get(ADDRESS)
    for place in range(30):
        member(f"Школа {place}")
    with django_assert_num_queries(len(few)):
        assert len(client.get(ADDRESS).context["rows"]) == 31


def test_table_is_text_and_paper_says_the_order(applicant, secretary):
    """T29."""
    own = organisation_of(applicant, short_name="=HYPERLINK(1)", full_name="+Школа «Ёлка»")
    made = confirmed(secretary, "1-к", applicant, organisation=own)
    found = compositions.composition_by(made)
    sheet = load_workbook(io.BytesIO(composition_papers.composition_table(found))).active
    row = [cell.value for cell in sheet[2]]
    assert row[:5] == [
        "1",
        "'=HYPERLINK(1)",
        "'+Школа «Ёлка»",
        "Член Ассоциации",
        f"{TODAY:%d.%m.%Y}",
    ]
    reader = PdfReader(io.BytesIO(composition_papers.printed_composition(found)))
    words = " ".join(reader.pages[0].extract_text().split())
    assert "приказ № 1-к" in words.replace("\xa0", " ")
    assert "Школа «Ёлка»" in words


def test_paper_is_made_by_the_queue_and_written_down_when_it_leaves(
    client, secretary, django_capture_on_commit_callbacks
):
    """The page that waits says how far it is; whoever asks again while nothing has changed gets the same file."""
    made = confirmed(secretary, "1-к")
    log_in(client, secretary)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.get(PAPER, {"order": made.pk})
    assert (page.status_code, page["Refresh"]) == (202, "2")
    assert "сейчас печатается, организаций: 1" in page.text
    assert told_of_exports() == []
    answer = client.get(PAPER, {"order": made.pk})
    assert b"".join(answer.streaming_content)[:4] == b"%PDF"
    assert told_of_exports() == [("Состав по приказу №\xa01-к от 18.11.2026", "PDF", 1)]
    client.get(PAPER, {"order": made.pk})
    assert CompositionFile.objects.count() == 1


def test_paper_that_fails_says_so_and_is_made_when_asked_again(
    client, secretary, monkeypatch, django_capture_on_commit_callbacks
):
    confirmed(secretary, "1-к")
    log_in(client, secretary)

    def broken(*args):
        raise PaperError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(composition_files.papers, "printed_composition", broken)
        with django_capture_on_commit_callbacks(execute=True):
            client.get(PAPER)
    page = client.get(PAPER)
    assert ("Refresh" in page, "Сделать ещё&nbsp;раз" in page.text) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(PAPER).status_code == 302
    assert client.get(PAPER).status_code == 200


def test_paper_of_a_day_before_is_let_go_and_a_long_list_is_refused(secretary, monkeypatch):
    confirmed(secretary, "1-к")
    found = compositions.composition_on(TODAY)
    old = composition_files.ask_for_paper(found, at=NOW - datetime.timedelta(days=2))
    member("Школа Б")
    new = composition_files.ask_for_paper(compositions.composition_on(TODAY), at=NOW)
    assert list(CompositionFile.objects.all()) == [new] != [old]
    monkeypatch.setattr(composition_papers, "LONGEST_PAPER", 0)
    with pytest.raises(DomainError, match="скачайте таблицу"):
        composition_files.ask_for_paper(found, at=NOW)
