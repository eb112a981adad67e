"""A membership from the experts to the exit on a running site, each act in the browser of who does it."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Site

from association.bodies.choices import BodyKind, OfficeKind, VoteResult
from association.meetings.choices import MeetingState
from association.meetings.models import AgendaItem, Meeting
from association.meetings.operations.deciding import adopt
from association.membership.choices import Basis
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from documents.certificates import demo as certificates
from documents.certificates.models import Certificate
from documents.regulations import demo as regulations
from home.accounts import demo as accounts
from home.pages import demo as pages
from home.pages.demo_texts import ASSOCIATION
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.decisions import VoteFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.membership import organisation_of, sent_application
from tests.factories.organisations import OrganisationFactory
from tests.factories.uploads import pdf

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "озёрный-камыш-42"


@pytest.fixture
def people(live_server):
    """Accounts, a regulation in force, signatories; the secretary of the Association."""
    now = timezone.now()
    users = accounts.load(dict.fromkeys(accounts.ACCOUNTS, PASSWORD), at=now)
    home = pages.load(Site.objects.get(), today=timezone.localdate())
    regulations.load(home, by=users["administrator"], at=now - datetime.timedelta(days=365))
    certificates.load(ASSOCIATION, chair=users["chair"].person)
    users["secretary"].groups.add(Group.objects.get(name="Секретарь"))
    return users


def seat(body, kind: OfficeKind, user) -> None:
    organisation = OrganisationFactory(standing=Standing.MEMBER, head=user.person)
    OfficeFactory(body=body, kind=kind, person=user.person, organisation=organisation)


@pytest.fixture
def meeting(people) -> Meeting:
    """Planned by the Presidium, its agenda still open."""
    body = CollegialBodyFactory(
        kind=BodyKind.PRESIDIUM,
        title="Президиум",
        title_genitive="Президиума",
        rules_code="presidium",
    )
    seat(body, OfficeKind.CHAIR, people["chair"])
    OfficeFactory(body=body, kind=OfficeKind.SECRETARY, person=people["secretary"].person)
    return MeetingFactory(body=body, starts_at=timezone.now() + datetime.timedelta(days=7))


@pytest.fixture
def application(people):
    """A candidate asks to become a member; the head has signed."""
    group = CollegialBodyFactory(
        kind=BodyKind.EXPERT_GROUP, title="Экспертная группа", title_genitive="Экспертной группы"
    )
    seat(group, OfficeKind.LEADER, people["member"])
    applicant = people["applicant"]
    organisation = organisation_of(applicant, standing=Standing.CANDIDATE)
    return sent_application(applicant, organisation, Basis.IMPLEMENTED, signed=True)


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "заявление с подписью.pdf"
    file.write_bytes(pdf())
    return file


def press(page, name) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def follow(page, name) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def main_of(page) -> str:
    return page.get_by_role("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_candidate_is_concluded_on_admitted_and_leaves(
    people, meeting, application, enter, scan, visit, axe
):
    secretary, expert, head = enter("secretary"), enter("member"), enter("applicant")
    ask_the_experts(secretary, application)
    conclude(expert, axe)
    put_on_the_agenda(secretary, application)
    the_presidium_adopts(people)
    confirm_by_order(secretary, application)

    head.goto("/cabinet/membership/overview/")
    assert "Член Ассоциации" in main_of(head)
    assert axe(head) == []
    certificate = Certificate.objects.get()

    leave(head, application.organisation, scan, axe)

    stranger = visit(certificate.get_absolute_url())
    assert "Аннулирован" in main_of(stranger)
    head.goto("/cabinet/certificates/")
    assert certificate.number in main_of(head)
    head.goto(f"/cabinet/membership/overview/{application.organisation.pk}/life/")
    assert axe(head) == []
    told = main_of(head)
    for event in ("заключение", "Принята в", "приказ", "Сертификат"):
        assert event.lower() in told.lower(), event


def ask_the_experts(page, application) -> None:
    page.goto(f"/admin/membership/membershipapplication/{application.pk}/assign-experts/")
    page.locator("[name=experts]").first.check()
    page.locator("[name=lead]").first.check()
    press(page, "Поручить экспертизу")


def conclude(page, axe) -> None:
    page.goto("/cabinet/membership/expertises/")
    follow(page, Organisation.objects.get(standing=Standing.CANDIDATE).short_name)
    follow(page, "Высказать мнение")
    page.get_by_label("положительное").check()
    page.get_by_role("main").locator("form .button").first.click()
    follow(page, "Дать заключение")
    page.get_by_label("положительное").check()
    page.get_by_role("main").locator("form .button").first.click()
    assert "положительное" in main_of(page)
    assert axe(page) == []


def put_on_the_agenda(page, application) -> None:
    page.goto(f"/admin/membership/membershipapplication/{application.pk}/agenda/")
    press(page, re.compile("Внести в.повестку"))


def the_presidium_adopts(people) -> None:
    """The meeting itself is walked in test_meeting_way."""
    item = AgendaItem.objects.get(matter="admission")
    now = timezone.now()
    Meeting.objects.update(state=MeetingState.OPEN, starts_at=now, opened_at=now)
    item.refresh_from_db()
    rule = item.meeting.rule_set.adoption("admission").as_data()
    vote = VoteFactory(
        item=item,
        matter="admission",
        question=item.draft_decision,
        result=VoteResult.ADOPTED,
        rule=rule,
        closed_at=now,
    )
    adopt(vote, by=people["secretary"], at=now)


def confirm_by_order(page, application) -> None:
    page.goto(f"/admin/membership/membershipapplication/{application.pk}/record-order/")
    page.get_by_label("Номер приказа").fill("12-к")
    page.get_by_label("Дата приказа").fill(f"{timezone.localdate():%d.%m.%Y}")
    page.get_by_label("Должность подписавшего").fill("Начальник Главного управления")
    page.get_by_label("Кто подписал").fill("И. Б. Полянин")
    page.get_by_role("main").locator("form .button").first.click()


def leave(page, organisation, scan, axe) -> None:
    page.goto("/cabinet/membership/leaving/")
    assert axe(page) == []
    page.goto(f"/cabinet/membership/leaving/exit/{organisation.pk}/")
    page.get_by_role("main").locator("form .button").first.click()
    follow(page, re.compile("Подать и.выйти"))
    page.get_by_label(re.compile("Скан|Файл")).set_input_files(scan)
    page.get_by_label("Понимаю, что членство прекратится").check()
    press(page, "Подать и выйти")
    assert "не состоит в Ассоциации" in main_of(page)
    organisation.refresh_from_db()
    assert organisation.standing == Standing.FORMER
