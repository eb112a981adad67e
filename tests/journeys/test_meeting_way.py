"""Meetings on a running site: from the first proposal to the archived protocol, each in the browser of who acts."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from association.bodies.choices import BodyKind, OfficeKind
from association.meetings.models import Decision, Meeting
from association.minutes.models import Protocol
from association.organisations.choices import Standing
from documents.regulations import demo as regulations
from home.accounts import demo as accounts
from home.accounts.models import User
from home.pages import demo as pages
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.uploads import pdf

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "озёрный-камыш-42"
QUESTION = "О сроках внутренних аудитов"
DRAFT = "Проводить внутренние аудиты не реже двух раз в год."


@pytest.fixture
def people(live_server) -> dict[str, User]:
    """Regulations in force and accounts; the flush of another test has taken the shipped rules away."""
    now = timezone.now()
    users = accounts.load(dict.fromkeys(accounts.ACCOUNTS, PASSWORD), at=now)
    home = pages.load(Site.objects.get(), today=timezone.localdate())
    regulations.load(home, by=users["administrator"], at=now - datetime.timedelta(days=365))
    users["secretary"].groups.add(Group.objects.get(name="Секретарь"))
    return users


def seat(body, kind: OfficeKind, user: User) -> None:
    organisation = OrganisationFactory(standing=Standing.MEMBER, head=user.person)
    OfficeFactory(
        body=body, kind=kind, person=user.person, organisation=organisation, position="директор"
    )


@pytest.fixture
def presidium(people):
    body = CollegialBodyFactory(
        kind=BodyKind.PRESIDIUM, title="Президиум", title_genitive="Президиума"
    )
    seat(body, OfficeKind.CHAIR, people["chair"])
    seat(body, OfficeKind.MEMBER, people["member"])
    seat(body, OfficeKind.MEMBER, people["applicant"])
    OfficeFactory(body=body, kind=OfficeKind.SECRETARY, person=people["secretary"].person)
    return body


@pytest.fixture
def group(people):
    """A working group; who keeps its minutes is one of its members and no member of staff."""
    body = CollegialBodyFactory(title="Рабочая группа", title_genitive="Рабочей группы")
    seat(body, OfficeKind.LEADER, people["chair"])
    seat(body, OfficeKind.MEMBER, people["member"])
    seat(body, OfficeKind.MEMBER, people["applicant"])
    OfficeFactory(body=body, kind=OfficeKind.SECRETARY, person=people["applicant"].person)
    return body


def press(page, name: str | re.Pattern) -> None:
    page.get_by_role("button", name=name).first.click()


def follow(page, name: str | re.Pattern) -> None:
    page.get_by_role("link", name=name).first.click()


def main_of(page) -> str:
    return page.get_by_role("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def at_meeting(page) -> None:
    page.goto(Meeting.objects.get().get_absolute_url())


def in_days(days: int) -> str:
    return f"{timezone.localdate() + datetime.timedelta(days):%d.%m.%Y}"


def the_day_comes() -> None:
    Meeting.objects.update(starts_at=timezone.now() - datetime.timedelta(minutes=1))


def test_presidium_meets_from_a_proposal_to_the_archive(people, presidium, enter, visit, axe):
    secretary, chair, member = enter("secretary"), enter("chair"), enter("member", width=375)
    propose(member)
    call(secretary, "очное")
    take_the_proposal(secretary, axe)
    approve_and_send(chair, secretary)
    answer(member, axe)
    the_day_comes()
    open_with_all_present(secretary)
    vote_on_phones_and_by_roll_call(secretary, chair, member, axe)
    close(secretary)
    draw_up(secretary, axe)
    for page, name in ((secretary, "секретарь"), (chair, "председательствовавший")):
        sign(page, name)
    carry_out(member, secretary)
    read_in_archive(member, visit("/decisions/"), axe)
    call_command("recount", "--all")


def propose(page) -> None:
    page.goto("/cabinet/meetings/")
    follow(page, "Президиум")
    page.get_by_label("Вопрос", exact=True).fill(QUESTION)
    page.get_by_label(re.compile("Почему его нужно рассмотреть")).fill(DRAFT)
    press(page, "Предложить")
    assert QUESTION in main_of(page)


def call(page, form: str) -> None:
    page.goto("/cabinet/meetings/call/")
    page.get_by_label(form, exact=True).check()
    page.get_by_label("День", exact=True).fill(in_days(10))
    page.get_by_label("Время", exact=True).fill("14:00")
    page.get_by_label("Место", exact=False).fill("актовый зал")
    press(page, "Созвать")
    page.wait_for_url(re.compile(r"/cabinet/meetings/\d+/"))


def take_the_proposal(page, axe) -> None:
    at_meeting(page)
    assert axe(page) == []
    page.goto(f"{Meeting.objects.get().get_absolute_url()}agenda/")
    follow(page, "Рассмотреть")
    page.get_by_label(re.compile("включить", re.I)).check()
    page.get_by_role("main").get_by_role("button").last.click()
    page.goto(f"{Meeting.objects.get().get_absolute_url()}agenda/")
    follow(page, re.compile("Изменить"))
    page.get_by_label("Проект решения").fill(DRAFT)
    page.get_by_label("Вид решения").select_option("conclusion")
    press(page, "Сохранить")
    follow(page, re.compile("Приложить материал"))
    page.get_by_label("Файл").set_input_files(
        {"name": "график.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    press(page, "Приложить")
    page.goto(f"{Meeting.objects.get().get_absolute_url()}agenda/")
    assert axe(page) == []
    press(page, re.compile("Передать на.утверждение"))


def approve_and_send(chair, secretary) -> None:
    at_meeting(chair)
    press(chair, re.compile("Утвердить"))
    at_meeting(secretary)
    follow(secretary, "Разослать приглашения")
    press(secretary, re.compile("Разослать"))
    assert Meeting.objects.get().state == "sent"


def answer(page, axe) -> None:
    at_meeting(page)
    follow(page, "Ответить")
    page.get_by_label("приду", exact=True).check()
    press(page, "Ответить")
    at_meeting(page)
    press(page, "Материалы прочитаны")
    assert axe(page) == []


def open_with_all_present(page) -> None:
    page.goto(f"{Meeting.objects.get().get_absolute_url()}sitting/open/")
    for row in page.locator("fieldset.presence").all():
        row.get_by_label(re.compile("очно|здесь", re.I)).first.check()
    page.get_by_label("Кто ведёт заседание").select_option(label="Озеров Глеб Андреевич")
    page.get_by_label("Кто ведёт протокол").select_option(label="Светлова Надежда Викторовна")
    press(page, "Открыть заседание")
    page.wait_for_url("**/sitting/")


def vote_on_phones_and_by_roll_call(secretary, chair, member, axe) -> None:
    press(secretary, re.compile("^Рассмотреть"))
    secretary.get_by_label("Слушали").fill("Сроки аудитов у всех разные.")
    press(secretary, "Сохранить запись")
    follow(secretary, re.compile("Поставить на.голосование"))
    secretary.get_by_label("Исполнитель").select_option(label="Лугина Варвара Борисовна")
    secretary.get_by_label("Исполнить до").fill(in_days(10))
    secretary.get_by_label(re.compile("голосовать сами")).check()
    press(secretary, "Открыть голосование")
    assert axe(secretary) == []
    vote(chair, "За")
    vote(member, "Против")
    assert axe(member) == []
    follow(secretary, "Провести перекличку")
    row = secretary.get_by_role("group", name=re.compile("Рябинина"))
    row.get_by_label("за", exact=True).check()
    press(secretary, "Проверить голоса")
    press(secretary, "Записать голоса")
    press(secretary, re.compile("Закрыть голосование"))
    assert "Решение принято" in main_of(secretary)
    press(secretary, "Закончить вопрос")


def vote(page, choice: str) -> None:
    page.goto(f"{Meeting.objects.get().get_absolute_url()}vote/")
    page.get_by_role("button", name=choice, exact=True).click()
    press(page, "Отправить ответ")


def close(page) -> None:
    follow(page, "Закрыть заседание")
    press(page, "Закрыть заседание")
    assert Meeting.objects.get().state == "closed"


def at_protocol(page) -> None:
    page.goto(Protocol.objects.get().get_absolute_url())


def draw_up(page, axe) -> None:
    at_protocol(page)
    assert axe(page) == []
    press(page, re.compile("Передать на.подпись|Передать на.согласование"))
    assert Protocol.objects.get().number == 1


def sign(page, capacity: str) -> None:
    """The first signature asks for the agreement; who has logged in just now is not asked again."""
    at_protocol(page)
    follow(page, re.compile(f"Подписать.*{capacity}"))
    page.get_by_role("checkbox").check()
    press(page, "Принять соглашение")
    press(page, "Подписать")
    page.wait_for_url(re.compile(r"/cabinet/minutes/\d+/"))


def carry_out(member, secretary) -> None:
    decision = Decision.objects.get()
    member.goto(decision.get_absolute_url())
    follow(member, re.compile("Доложить"))
    member.get_by_role("main").get_by_role("textbox").first.fill("График составлен.")
    member.get_by_role("main").get_by_role("button").last.click()
    secretary.goto(decision.get_absolute_url())
    follow(secretary, re.compile("Принять"))
    secretary.get_by_role("main").get_by_role("button").last.click()
    decision.refresh_from_db()
    assert decision.execution == "done"


def read_in_archive(member, public, axe) -> None:
    """Members find the protocol by its words; the public reads offices and no names."""
    member.goto("/cabinet/archive/")
    member.get_by_label(re.compile("Слова")).fill("аудиты")
    member.get_by_role("main").get_by_role("button", name="Найти").click()
    assert "Протокол" in main_of(member)
    public.reload()
    assert DRAFT in main_of(public)
    assert "Лугина" not in main_of(public)
    assert axe(public) == []


def test_working_group_meets_from_a_proposal_to_the_archive(people, group, enter):
    """Whoever is away writes; equal votes follow the leader's; members agree before the leader signs."""
    keeper, leader, member = enter("applicant"), enter("chair"), enter("member", width=375)
    member.goto(f"/cabinet/meetings/bodies/{group.pk}/propose/")
    member.get_by_label("Вопрос", exact=True).fill(QUESTION)
    press(member, "Предложить")
    call(keeper, "дистанционное")
    take_the_proposal_plainly(keeper)
    approve_and_send(leader, keeper)
    write_an_opinion(member)
    the_day_comes()
    open_without(keeper, "Лугина")
    split_the_votes(keeper, leader)
    follow(keeper, "Закрыть заседание")
    press(keeper, "Закрыть заседание")
    consider_the_opinion(keeper)
    at_protocol(keeper)
    press(keeper, re.compile("Передать на.согласование"))
    for page in (keeper, leader):
        agree(page)
    sign(leader, "председательствовавший")
    assert Protocol.objects.get().state == "signed"
    member.goto("/cabinet/archive/")
    assert "Протокол" in main_of(member)


def take_the_proposal_plainly(page) -> None:
    page.goto(f"{Meeting.objects.get().get_absolute_url()}agenda/")
    follow(page, "Рассмотреть")
    page.get_by_label(re.compile("включить", re.I)).check()
    page.get_by_role("main").get_by_role("button").last.click()
    page.goto(f"{Meeting.objects.get().get_absolute_url()}agenda/")
    press(page, re.compile("Передать на.утверждение"))


def write_an_opinion(page) -> None:
    page.goto(f"{Meeting.objects.get().get_absolute_url()}opinion/")
    page.get_by_role("main").get_by_role("textbox").first.fill("Двух раз в год много.")
    press(page, "Отправить мнение")
    at_meeting(page)
    assert "Двух раз в год много." in main_of(page)


def open_without(page, absent: str) -> None:
    page.goto(f"{Meeting.objects.get().get_absolute_url()}sitting/open/")
    for row in page.locator("fieldset.presence").all():
        if absent not in row.inner_text():
            row.get_by_label("дистанционно").check()
    page.get_by_label("Кто ведёт заседание").select_option(label="Озеров Глеб Андреевич")
    page.get_by_label("Кто ведёт протокол").select_option(label="Рябинина Ксения Олеговна")
    press(page, "Открыть заседание")


def split_the_votes(keeper, leader) -> None:
    press(keeper, re.compile("^Рассмотреть"))
    keeper.get_by_label("Слушали").fill("Сроки аудитов у всех разные.")
    press(keeper, "Сохранить запись")
    follow(keeper, re.compile("Поставить на.голосование"))
    keeper.get_by_label("Что решают").fill(DRAFT)
    press(keeper, "Открыть голосование")
    vote(leader, "За")
    vote(keeper, "Против")
    keeper.goto(f"{Meeting.objects.get().get_absolute_url()}sitting/")
    press(keeper, re.compile("Закрыть голосование"))
    assert "поровну" in main_of(keeper)
    assert Decision.objects.get().text == DRAFT
    press(keeper, "Закончить вопрос")


def consider_the_opinion(page) -> None:
    """The protocol names it as missing, with its clause, and leads to where it is mended."""
    at_protocol(page)
    assert "2.7" in main_of(page)
    page.get_by_role("link", name=re.compile("мнени", re.I)).first.click()
    follow(page, re.compile("Рассмотр|Отметить"))
    page.get_by_role("main").get_by_role("textbox").first.fill("Зачитано, учтено.")
    press(page, "Отметить")


def agree(page) -> None:
    at_protocol(page)
    follow(page, re.compile("Согласовать"))
    page.get_by_label(re.compile("огласен|огласов", re.I)).first.check()
    page.get_by_role("main").get_by_role("button").last.click()


def test_absentee_vote_asks_everybody_and_shows_nothing_before_its_end(people, group, enter):
    keeper, leader, member = enter("applicant"), enter("chair"), enter("member", width=375)
    call_absentee(leader)
    page_of_item(keeper)
    approve_and_send(leader, keeper)
    the_day_comes()
    keeper.goto(f"{Meeting.objects.get().get_absolute_url()}sitting/open/")
    keeper.get_by_label("Кто ведёт протокол").select_option(label="Рябинина Ксения Олеговна")
    press(keeper, "Начать голосование")
    answer_poll(member, "За")
    leader.goto(f"{Meeting.objects.get().get_absolute_url()}vote/")
    assert not leader.locator(".ballots").count()
    assert "Лугина" not in main_of(leader)
    answer_poll(leader, "За")
    answer_poll(keeper, "Воздержался")
    keeper.goto(f"{Meeting.objects.get().get_absolute_url()}sitting/")
    press(keeper, "Подвести итоги")
    assert Meeting.objects.get().state == "closed"
    assert Decision.objects.get().text == DRAFT


def call_absentee(page) -> None:
    page.goto("/cabinet/meetings/call/")
    page.get_by_label("заочное", exact=True).check()
    page.get_by_label("День", exact=True).fill(in_days(10))
    page.get_by_label("Время", exact=True).fill("9:00")
    page.get_by_label("Ответы до: день").fill(in_days(17))
    page.get_by_label("Ответы до: время").fill("18:00")
    press(page, "Созвать")
    page.wait_for_url(re.compile(r"/cabinet/meetings/\d+/"))


def page_of_item(page) -> None:
    page.goto(f"{Meeting.objects.get().get_absolute_url()}agenda/")
    follow(page, "Внести вопрос")
    page.get_by_label("Вопрос", exact=True).fill(QUESTION)
    page.get_by_label("Проект решения").fill(DRAFT)
    press(page, "Сохранить")
    page.goto(f"{Meeting.objects.get().get_absolute_url()}agenda/")
    press(page, re.compile("Передать на.утверждение"))


def answer_poll(page, choice: str) -> None:
    page.goto(f"{Meeting.objects.get().get_absolute_url()}vote/")
    page.get_by_label(choice, exact=True).check()
    press(page, "Проверить ответы")
    press(page, "Отправить ответ")
