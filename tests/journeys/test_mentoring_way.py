"""A pair from two profiles to the certificate of the candidate on a running site, each act in the browser of who does it."""

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
from association.mentoring.models import Pair, PairList
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from documents.certificates import demo as certificates
from documents.certificates import demo_lists
from documents.regulations import demo as regulations
from home.accounts import demo as accounts
from home.pages import demo as pages
from home.pages.demo_texts import ASSOCIATION
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.decisions import VoteFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.mentoring import certify, mentor
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.uploads import pdf

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "озёрный-камыш-42"
OBJECTION = "Наставник далеко от кандидата."


@pytest.fixture
def people(live_server):
    """Accounts, a regulation in force, a template of thanks that an order approved."""
    now = timezone.now()
    users = accounts.load(dict.fromkeys(accounts.ACCOUNTS, PASSWORD), at=now)
    home = pages.load(Site.objects.get(), today=timezone.localdate())
    regulations.load(home, by=users["administrator"], at=now - datetime.timedelta(days=365))
    chair, by = users["chair"].person, users["administrator"]
    certificates.load(ASSOCIATION, chair=chair)
    demo_lists.approve_kind("gratitude", ASSOCIATION, chair=chair, by=by, at=now)
    users["secretary"].groups.add(Group.objects.get(name="Секретарь"))
    return users


@pytest.fixture
def presidium(people):
    """Led by the chair; the head of a certified school sits in it."""
    body = CollegialBodyFactory(
        kind=BodyKind.PRESIDIUM,
        title="Президиум",
        title_genitive="Президиума",
        rules_code="presidium",
    )
    for key, office in (("chair", OfficeKind.CHAIR), ("member", OfficeKind.MEMBER)):
        person = people[key].person
        organisation = OrganisationFactory(standing=Standing.MEMBER, head=person)
        RepresentativeFactory(organisation=organisation, person=person)
        OfficeFactory(body=body, kind=office, person=person, organisation=organisation)
    certify(organisation, on=timezone.localdate(), at=timezone.now())
    OfficeFactory(body=body, kind=OfficeKind.SECRETARY, person=people["secretary"].person)
    MeetingFactory(body=body, starts_at=timezone.now() + datetime.timedelta(days=7))
    return body


@pytest.fixture
def school(presidium, people) -> Organisation:
    """Will be the mentor; another mentor of another branch and place is willing already."""
    other = mentor(certified=False)
    certify(other, on=timezone.localdate(), at=timezone.now())
    return Organisation.objects.get(head=people["member"].person)


@pytest.fixture
def candidate(school, people) -> Organisation:
    person = people["applicant"].person
    made = OrganisationFactory(standing=Standing.CANDIDATE, head=person, territory=school.territory)
    RepresentativeFactory(organisation=made, person=person)
    return made


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "сертификат.pdf"
    file.write_bytes(pdf())
    return file


def press(page, name) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def follow(page, name) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def main_of(page) -> str:
    return page.get_by_role("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_pair_is_formed_works_and_ends_when_its_candidate_is_certified(
    school, candidate, people, enter, scan, axe
):
    chair, head, asks, secretary = map(enter, ("chair", "member", "applicant", "secretary"))
    offer_as_mentor(head, axe)
    ask_for_mentor(asks, axe)
    form_the_list(chair, school, axe)
    object_to(head)
    answer(chair)
    put_on_the_agenda(secretary)
    the_presidium_adopts(people)

    pair = Pair.objects.get(mentor=school, candidate=candidate)
    write_in_the_journal(head, pair, axe)
    confirm_a_stage(head, asks, pair)
    assert "50 мин" in main_of(open_pairs(chair, axe))

    months_go_by(pair)
    enter_certificate(asks, candidate, scan)
    confirm_certificate(secretary, candidate)
    pair.refresh_from_db()
    assert pair.ended_on == timezone.localdate()
    evaluate(asks, pair, axe)
    head.goto("/cabinet/certificates/")
    assert "Благодарность наставнику" in main_of(head)


def offer_as_mentor(page, axe) -> None:
    page.goto("/cabinet/mentoring/")
    follow(page, "Анкета наставника")
    page.get_by_label("Управление документами и записями").check()
    assert axe(page) == []
    press(page, "Сохранить анкету")


def ask_for_mentor(page, axe) -> None:
    page.goto("/cabinet/mentoring/")
    follow(page, "Анкета кандидата")
    page.get_by_label("Управление документами и записями").check()
    assert axe(page) == []
    press(page, "Сохранить анкету")


def form_the_list(page, school, axe) -> None:
    """The program finds the mentor of the same territory; the chair locks the pair and sends the list."""
    page.goto("/cabinet/mentoring/lists/")
    press(page, re.compile("Начать новый список"))
    page.goto(f"{PairList.objects.get().get_absolute_url()}board/")
    press(page, "Подобрать пары")
    page.get_by_role("button", name="Подобрать заново").wait_for()
    assert school.short_name in main_of(page)
    assert axe(page) == []
    press(page, "Закрепить")
    page.get_by_role("button", name="Открепить").wait_for()
    follow(page, re.compile("Отправить на.согласование"))
    page.get_by_role("main").locator("form .button").first.click()
    assert "Согласуют члены Президиума" in main_of(page)


def object_to(page) -> None:
    page.goto(PairList.objects.get().get_absolute_url())
    page.get_by_label("возражаю").check()
    page.get_by_label(re.compile("Против чего")).fill(OBJECTION)
    press(page, "Записать мнение")


def answer(page) -> None:
    page.goto(PairList.objects.get().get_absolute_url())
    assert OBJECTION in main_of(page)
    follow(page, "Ответить")
    page.get_by_label("Ответ на возражение").fill("Они из одного района.")
    page.get_by_role("main").locator("form .button").first.click()


def put_on_the_agenda(page) -> None:
    page.goto(f"{PairList.objects.get().get_absolute_url()}agenda/")
    press(page, re.compile("Внести в.повестку"))


def the_presidium_adopts(people) -> None:
    """The meeting itself is walked in test_meeting_way."""
    item = AgendaItem.objects.get(matter="pairs")
    now = timezone.now()
    Meeting.objects.update(state=MeetingState.OPEN, starts_at=now, opened_at=now)
    item.refresh_from_db()
    vote = VoteFactory(
        item=item,
        matter="pairs",
        question=item.draft_decision,
        result=VoteResult.ADOPTED,
        rule=item.meeting.rule_set.adoption("pairs").as_data(),
        closed_at=now,
    )
    adopt(vote, by=people["secretary"], at=now)


def write_in_the_journal(page, pair, axe) -> None:
    page.goto(pair.get_absolute_url())
    assert axe(page) == []
    page.goto(f"{pair.get_absolute_url()}journal/add/")
    page.get_by_label(re.compile("звонок")).check()
    page.get_by_label("Часов").fill("0")
    page.get_by_label("Минут").fill("50")
    page.get_by_label("Что сделано").fill("Познакомились и разобрали самооценку.")
    page.get_by_role("main").locator("form .button").first.click()


def confirm_a_stage(mentor_page, candidate_page, pair) -> None:
    for page in (mentor_page, candidate_page):
        page.goto(pair.get_absolute_url())
        press(page, "Подтвердить")
    assert "пройден: его подтвердили оба" in main_of(candidate_page)


def open_pairs(page, axe):
    page.goto("/cabinet/mentoring/pairs/")
    assert axe(page) == []
    return page


def months_go_by(pair) -> None:
    """Whoever began today has not worked yet: nobody is thanked."""
    Pair.objects.filter(pk=pair.pk).update(begins_on=pair.begins_on - datetime.timedelta(90))


def enter_certificate(page, candidate, scan) -> None:
    today = timezone.localdate()
    page.goto(f"/cabinet/organisation/{candidate.pk}/qms/")
    page.get_by_label("Номер сертификата").fill("СМК-77")
    page.get_by_label("Кем выдан").fill("Орган по сертификации")
    page.get_by_label("Действует с").fill(f"{today:%d.%m.%Y}")
    page.get_by_label("Действует по").fill(f"{today.replace(year=today.year + 3):%d.%m.%Y}")
    page.get_by_label("Скан сертификата").set_input_files(scan)
    press(page, "Внести сертификат")


def confirm_certificate(page, candidate) -> None:
    """From the desk, after a look at the scan."""
    page.goto("/cabinet/")
    follow(page, re.compile("сертификат СМК"))
    press(page, re.compile("Подтвердить"))


def evaluate(page, pair, axe) -> None:
    page.goto(f"{pair.get_absolute_url()}evaluation/")
    assert axe(page) == []
    for name in ("usefulness", "cooperation"):
        page.locator(f"[name={name}]").last.check()
    press(page, "Записать оценку")
