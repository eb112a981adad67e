"""The pages of a list: who comes in, what they see, what a hand without script can do (3.16, T1, T35–T37)."""

import datetime

import pytest
from django.utils import timezone

from association.bodies.choices import OfficeKind
from association.mentoring.choices import Hold, ListState
from association.mentoring.desk.forming import list_tasks
from association.mentoring.models import Pair, PairList
from association.mentoring.operations import forming
from association.mentoring.rules import names
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import officer
from tests.factories.forming import (
    UNTIL,
    add,
    agreed,
    chair,
    draft,
    lapse,
    member_of_presidium,
    say,
    send,
    two,
)
from tests.factories.meetings import PresidiumMeetingFactory
from tests.factories.mentoring import (
    NOW,
    TODAY,
    candidate,
    mentor,
    pair,
    presidium_body,
    speaks_for,
)
from tests.factories.organisations import TerritoryFactory

pytestmark = pytest.mark.django_db
HOME = "/cabinet/mentoring/lists/"


@pytest.fixture
def by(db):
    return chair()


@pytest.fixture
def as_chair(client, by):
    log_in(client, by)
    return client


def board_of(pair_list):
    return f"{HOME}{pair_list.pk}/board/"


def seen(pair_list, **data):
    pair_list.refresh_from_db()
    return {"seen": pair_list.version, **data}


# Who comes in.

READS, WORKS, NOTHING = "reads", "works", "nothing"


def _people(by):
    one, other = Pair.objects.first().mentor, Pair.objects.first().candidate
    return {
        "chair": (lambda: by, WORKS, WORKS),
        "deputy": (lambda: officer(presidium_body(), OfficeKind.DEPUTY_CHAIR), WORKS, WORKS),
        "secretary": (lambda: UserFactory(role=Role.SECRETARY), READS, READS),
        "member": (member_of_presidium, NOTHING, READS),
        "mentor": (lambda: speaks_for(one), NOTHING, NOTHING),
        "candidate": (lambda: speaks_for(other), NOTHING, NOTHING),
        "administrator": (lambda: UserFactory(role=Role.ADMINISTRATOR), READS, READS),
        "authority": (lambda: UserFactory(role=Role.AUTHORITY_SUPPORT), NOTHING, NOTHING),
    }


@pytest.mark.parametrize(
    "who",
    [
        "chair",
        "deputy",
        "secretary",
        "member",
        "mentor",
        "candidate",
        "administrator",
        "authority",
    ],
)
def test_who_comes_into_a_list_by_its_state(client, by, who):
    """Role × state; nobody else learns that it exists (T1)."""
    working = pair()
    sent = send(draft(by, two()), by=by)
    made = draft(by, two())
    line = made.lines.get()
    make, in_draft, once_sent = _people(by)[who]
    log_in(client, make())
    for pair_list, expected in ((made, in_draft), (sent, once_sent)):
        page = client.get(f"{HOME}{pair_list.pk}/")
        assert page.status_code == (404 if expected == NOTHING else 200)
    board = board_of(made)
    gets = ["", "idle/", "add/", "working/", f"lines/{line.pk}/change/"]
    gets += [f"working/{working.pk}/replace/", f"working/{working.pk}/end/"]
    posts = ["suggest/", f"lines/{line.pk}/hold/", f"lines/{line.pk}/remove/"]
    posts += [f"candidates/{line.candidate_id}/choose/"]
    if in_draft == WORKS:
        assert {client.get(f"{board}{tail}").status_code for tail in gets} == {200}
        return
    assert {client.get(f"{board}{tail}").status_code for tail in gets} == {404}
    assert {client.post(f"{board}{tail}", seen(made)).status_code for tail in posts} == {404}
    for tail in ("note/", "send/", "take-back/", "withdraw/"):
        assert client.post(f"{HOME}{made.pk}/{tail}", seen(made)).status_code == 404
    assert client.post(f"{HOME}new/").status_code == 404
    assert PairList.objects.filter(state=ListState.DRAFT).get() == made


def test_stranger_without_an_account_is_asked_to_log_in(client, by):
    made = draft(by, two())
    assert "/login/" in client.get(f"{HOME}{made.pk}/").url


# The list and its lists.


def test_chair_begins_a_list_and_a_second_is_refused(as_chair):
    answer = as_chair.post(f"{HOME}new/")
    made = PairList.objects.get()
    assert answer.url == board_of(made)
    assert as_chair.post(f"{HOME}new/").status_code == 409
    page = as_chair.get(HOME).text
    assert "№&nbsp;1/2026" in page
    assert "Начать новый список" in page


def test_members_see_no_drafts_among_the_lists(client, by):
    draft(by, two())
    log_in(client, member_of_presidium())
    page = client.get(HOME).text
    assert "Списков пока нет" in page
    assert "Начать новый список" not in page


def test_page_shows_pairs_with_criterion_opinions_and_the_next_step(client, by):
    member = member_of_presidium()
    made = draft(by, two(TerritoryFactory(name="Томская область")))
    send(made, by=by)
    log_in(client, member)
    page = client.get(f"{HOME}{made.pk}/").text
    for words in (
        "территориальное расположение",
        "одна территория (Томская область) +40",
        "Члены Президиума отвечают до",
        "Ваше мнение",
        "Ответа ещё нет",
    ):
        assert words in page
    assert "Снять список" not in page


# The board, without script.


def test_board_has_each_candidate_with_its_points_and_reasons(as_chair, by):
    """R47; what may not be approved says so with the numbers and the clause (C38)."""
    place = TerritoryFactory(name="Томская область")
    one, other = two(place)
    alone = candidate()
    made = draft(by, (one, other))
    lapse(one)
    page = as_chair.get(board_of(made))
    assert [shown["row"].candidate.id for shown in page.context["rows"]] == sorted(
        (other.pk, alone.pk),
        key=lambda pk: {other.pk: other.short_name, alone.pk: alone.short_name}[pk],
    )
    for words in (
        one.short_name,
        "одна территория (Томская область) +40",
        "Закреплена",
        "сегодня не\xa0член Ассоциации с\xa0действующим",
        "Без наставника",
        "0\xa0наставников и\xa02\xa0кандидата",
    ):
        assert words in page.text


def test_chair_chooses_another_mentor_with_a_select_and_a_button(as_chair, by):
    place = TerritoryFactory()
    one, other = two(place)
    new = mentor(territory=place)
    made = draft(by, (one, other))
    line = made.lines.get()
    page = as_chair.get(board_of(made))
    choices = page.context["rows"][0]["places"][0].choices
    assert [choice.mentor_id for choice in choices] == [new.pk]
    url = f"{board_of(made)}candidates/{other.pk}/lines/{line.pk}/choose/"
    answer = as_chair.post(url, seen(made, mentor=new.pk, back="shown=locked&page=1"))
    assert answer.url == f"{board_of(made)}?shown=locked&page=1"
    line.refresh_from_db()
    assert line.mentor == new


def test_choice_shows_what_it_costs_and_who_gives_the_mentor_up(as_chair, by):
    place, process = TerritoryFactory(), ("documents",)
    one, first = two(place)
    best = mentor(territory=place, processes=process)
    second = candidate(territory=place, needs=process)
    made = draft(by, (one, first), (best, second))
    for line in made.lines.all():
        forming.hold_line(line, Hold.FREE, **seen(made), by=by, at=NOW)
    rows = as_chair.get(board_of(made)).context["rows"]
    of_first = next(shown for shown in rows if shown["row"].candidate.id == first.pk)
    choice = of_first["places"][0].choices[0]
    assert (choice.mentor_id, choice.cost.served, choice.cost.points) == (best.pk, 0, -30)
    assert choice.label == (
        f"{best.short_name}: 40\xa0баллов (обмен: {second.short_name}); весь список: баллов −30"
    )


def test_chair_locks_drops_gives_back_and_removes(as_chair, by):
    made = draft(by, two())
    line = made.lines.get()
    url = f"{board_of(made)}lines/{line.pk}/"
    for hold in (Hold.FREE, Hold.LOCKED, Hold.DROPPED):
        as_chair.post(f"{url}hold/", seen(made, hold=hold))
        line.refresh_from_db()
        assert line.hold == hold
    assert "Исключены: 1" in as_chair.get(board_of(made)).text
    as_chair.post(f"{url}remove/", seen(made))
    assert not made.lines.exists()


@pytest.mark.parametrize("tail", ["hold", "choose", "remove"])
@pytest.mark.parametrize("data", [{}, {"seen": "x"}, {"seen": "9" * 30, "hold": "free"}])
def test_hand_made_forms_are_refused(as_chair, by, tail, data):
    """T37: never a 500, and nothing changes."""
    made = draft(by, two())
    line = made.lines.get()
    urls = {
        "hold": f"lines/{line.pk}/hold/",
        "remove": f"lines/{line.pk}/remove/",
        "choose": f"candidates/{line.candidate_id}/lines/{line.pk}/choose/",
    }
    answer = as_chair.post(board_of(made) + urls[tail], data)
    assert answer.status_code == 409
    line.refresh_from_db()
    assert line.hold == Hold.LOCKED


def test_refusal_comes_back_onto_the_board_where_script_runs(as_chair, by):
    """htmx swaps no page of an error: the sentence stands above the board instead."""
    made = draft(by, two())
    url = f"{board_of(made)}lines/{made.lines.get().pk}/remove/"
    answer = as_chair.post(url, {"seen": 0}, headers={"hx-request": "true"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(board_of(made))
    assert "Пока вы\xa0смотрели, список изменили" in answer.text


def test_line_of_another_list_is_not_here(as_chair, by):
    """T1: the list of the address is the only one that is changed."""
    sent = send(draft(by, two()), by=by)
    made = draft(by, two())
    foreign = sent.lines.get()
    answer = as_chair.post(
        f"{board_of(made)}lines/{foreign.pk}/hold/", seen(made, hold=Hold.DROPPED)
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("", {"with", "alone", "dropped"}),
        ("alone", {"alone", "dropped"}),
        ("locked", {"with"}),
        ("free", set()),
        ("refused", set()),
        ("dropped", {"dropped"}),
        ("nonsense", {"with", "alone", "dropped"}),
    ],
)
def test_board_is_sifted(as_chair, by, shown, expected):
    served, left = two(), two()
    alone = candidate()
    made = draft(by, served, left)
    line = made.lines.get(mentor=left[0])
    forming.hold_line(line, Hold.DROPPED, **seen(made), by=by, at=NOW)
    called = {served[1].pk: "with", left[1].pk: "dropped", alone.pk: "alone"}
    page = as_chair.get(f"{board_of(made)}?shown={shown}&territory=x&page=y")
    assert {called[each["row"].candidate.id] for each in page.context["rows"]} == expected
    page = as_chair.get(f"{board_of(made)}?words={alone.short_name}")
    assert [each["row"].candidate.id for each in page.context["rows"]] == [alone.pk]


def test_board_asks_the_same_of_the_database_for_many_rows(
    as_chair, by, django_assert_max_num_queries
):
    made = draft(by, two())
    as_chair.get(board_of(made))
    with django_assert_max_num_queries(30) as few:
        as_chair.get(board_of(made))
    for _ in range(14):
        add(made, *two(), by=by)
        pair()
    with django_assert_max_num_queries(len(few)):
        as_chair.get(board_of(made))


def test_idle_mentors_stand_with_the_reason(as_chair, by):
    made = draft(by, two())
    idle = mentor()
    page = as_chair.get(f"{board_of(made)}idle/").text
    assert idle.short_name in page
    assert "Не\xa0подходит ни\xa0один кандидат" in page


# Pairs of the chair's own.


def test_chair_adds_any_two_with_a_word(as_chair, by):
    made, one, other = draft(by), mentor(), candidate()
    url = f"{board_of(made)}add/?candidate={other.pk}&mentor_words={one.short_name}"
    form = as_chair.get(url).context["form"]
    assert form.initial["candidate"] == other.pk
    data = {"mentor": one.pk, "candidate": other.pk, "criterion": "branch", "ground": ""}
    page = as_chair.post(url, seen(made, **data))
    assert "ground" in page.context["form"].errors
    answer = as_chair.post(url, seen(made, **data | {"ground": "Одна учебная сеть."}))
    assert answer.url == board_of(made)
    assert made.lines.get().ground == "Одна учебная сеть."


def test_chair_changes_the_criterion_of_a_pair(as_chair, by):
    one, other = two()
    made = draft(by, (one, other))
    line = made.lines.get()
    data = {"mentor": one.pk, "candidate": other.pk, "criterion": "branch", "ground": "Одна сеть."}
    as_chair.post(f"{board_of(made)}lines/{line.pk}/change/", seen(made, **data))
    line.refresh_from_db()
    assert (line.criterion, line.ground) == ("branch", "Одна сеть.")


def test_pair_at_work_is_replaced_or_ended_from_the_board(as_chair, by):
    place = TerritoryFactory()
    new = mentor(territory=place)
    other = candidate(territory=place)
    first, second = pair(candidate_=other), pair()
    made = draft(by)
    page = as_chair.get(f"{board_of(made)}working/?words={first.mentor.short_name}")
    assert [each.pk for each in page.context["page"]] == [first.pk]
    data = {"mentor": new.pk, "candidate": other.pk, "criterion": "territory", "ground": ""}
    url = f"{board_of(made)}working/{first.pk}/replace/"
    assert "ground" in as_chair.post(url, seen(made, **data)).context["form"].errors
    as_chair.post(url, seen(made, **data | {"ground": "Переезд."}))
    as_chair.post(f"{board_of(made)}working/{second.pk}/end/", seen(made, ground="Молчат."))
    assert sorted(made.lines.values_list("kind", flat=True)) == ["end", "end", "form"]
    page = as_chair.get(board_of(made)).text
    assert "Прекратить: 2" in page
    assert "Замена" in page


# The agreement and the agenda.


def test_chair_sends_the_list_with_the_computed_term(as_chair, by):
    made = draft(by, two())
    url = f"{HOME}{made.pk}/send/"
    page = as_chair.get(url)
    until = page.context["form"].initial["until"]
    assert page.context["term"].steps
    early = until - datetime.timedelta(days=1)
    assert (
        "until" in as_chair.post(url, seen(made, until=f"{early:%d.%m.%Y}")).context["form"].errors
    )
    answer = as_chair.post(url, seen(made, until=f"{until:%d.%m.%Y}"))
    assert answer.url == f"{HOME}{made.pk}/"
    made.refresh_from_db()
    assert (made.state, made.agree_until) == (ListState.AGREEMENT, until)


def test_member_objects_the_chair_answers(client, by):
    member = member_of_presidium()
    made = send(draft(by, two()), by=by)
    log_in(client, member)
    place = made.opinions.get(person=member.person)
    url = f"{HOME}{made.pk}/opinion/"
    page = client.post(url, {"seen": place.pk, "stance": "objected", "reason": ""})
    assert "reason" in page.context["form"].errors
    client.post(url, {"seen": place.pk, "stance": "objected", "reason": "Далеко."})
    assert client.get(f"{HOME}{made.pk}/opinions/{place.pk}/answer/").status_code == 404
    log_in(client, by)
    page = client.get(f"{HOME}{made.pk}/").text
    assert "Возражения ждут ответа: 1." in page
    client.post(f"{HOME}{made.pk}/opinions/{place.pk}/answer/", seen(made, answer="Удалённо."))
    place.refresh_from_db()
    assert place.answer == "Удалённо."


def test_nobody_but_who_was_asked_says_an_opinion(client, by):
    made = send(draft(by, two()), by=by)
    log_in(client, member_of_presidium())
    place = made.opinions.get()
    answer = client.post(f"{HOME}{made.pk}/opinion/", {"seen": place.pk, "stance": "agreed"})
    assert answer.status_code == 404


def test_agreed_list_is_put_on_the_agenda_in_one_act(client, by):
    """4.3: by the secretary; then nobody takes it back."""
    made = agreed(by, two())
    forming.print_list.call(made.pk)
    meeting = PresidiumMeetingFactory(
        body=presidium_body(), starts_at=timezone.now() + datetime.timedelta(days=7)
    )
    log_in(client, UserFactory(role=Role.SECRETARY))
    home = f"{HOME}{made.pk}/"
    assert f"{home}agenda/" in client.get(home).text
    page = client.get(f"{home}agenda/")
    assert "Список пар №\xa01/2026 с\xa0мнениями" in page.text
    client.get(f"{home}agenda/new/")
    answer = client.post(f"{home}agenda/", seen(made, meeting=meeting.pk))
    assert answer.url == f"{meeting.get_absolute_url()}agenda/"
    assert meeting.items.get().subject == made
    log_in(client, by)
    page = client.get(home).text
    assert "Список стоит в&nbsp;повестке" in page
    assert client.post(f"{home}take-back/", seen(made)).status_code == 409


def test_list_that_is_not_agreed_comes_before_no_meeting(client, by):
    """R46, T36."""
    member_of_presidium()
    sent, made = send(draft(by, two()), by=by), draft(by, two())
    meeting = PresidiumMeetingFactory(
        body=presidium_body(), starts_at=timezone.now() + datetime.timedelta(days=7)
    )
    log_in(client, UserFactory(role=Role.SECRETARY))
    answer = client.post(f"{HOME}{sent.pk}/agenda/", seen(sent, meeting=meeting.pk))
    assert answer.status_code == 409
    assert client.get(f"{HOME}{made.pk}/agenda/").status_code == 404
    assert not meeting.items.exists()


def test_paper_is_read_by_those_who_see_the_list(client, by):
    member = member_of_presidium()
    made = send(draft(by, two()), by=by)
    log_in(client, member)
    assert client.get(f"{HOME}{made.pk}/paper/").status_code == 404
    forming.print_list.call(made.pk)
    answer = client.get(f"{HOME}{made.pk}/paper/")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_chair_takes_back_explains_and_withdraws(as_chair, by):
    made = send(draft(by, two()), by=by)
    home = f"{HOME}{made.pk}/"
    assert as_chair.post(f"{home}take-back/", seen(made)).url == board_of(made)
    as_chair.post(f"{home}note/", seen(made, note="Первые пары года."))
    assert "Первые пары года." in as_chair.get(home).text
    as_chair.post(f"{home}withdraw/", seen(made, reason="Соберём новый."))
    made.refresh_from_db()
    assert (made.state, made.note) == (ListState.WITHDRAWN, "Первые пары года.")
    page = as_chair.get(home).text
    assert "Соберём новый." in page
    assert as_chair.get(board_of(made)).url == home


# The desk.


def tasks(user, on=TODAY):
    return list(list_tasks(type(user).objects.get(pk=user.pk), on))


def titles(user):
    return [task.title for task in tasks(user)]


def test_desk_says_whose_turn_it_is(by):
    member, secretary = member_of_presidium(), UserFactory(role=Role.SECRETARY)
    made = draft(by, two())
    assert [titles(each) for each in (by, member, secretary)] == [["Закончите список пар"], [], []]
    assert [(task.rule, task.url) for task in tasks(by)] == [
        (names.FORMED_BY_CHAIR, board_of(made))
    ]
    send(made, by=by)
    assert [titles(each) for each in (by, member, secretary)] == [
        [],
        ["Согласуйте список пар"],
        [],
    ]
    assert [(task.rule, task.due) for task in tasks(member)] == [
        (names.AGREED_WITH_PRESIDIUM, UNTIL)
    ]
    opinion = say(made, member, "objected", "Далеко.")
    assert titles(by) == ["Ответьте на возражения к списку пар"]
    forming.answer_opinion(opinion, "Удалённо.", **seen(made), by=by, at=NOW)
    assert titles(by) == titles(secretary) == ["Внесите список пар в повестку"]
    assert titles(member) == []


def test_desk_costs_others_nothing(by, django_assert_num_queries):
    send(draft(by, two()), by=by)
    user = speaks_for(candidate())
    user = type(user).objects.select_related("person").get(pk=user.pk)
    list(list_tasks(user, UNTIL))
    with django_assert_num_queries(0):
        assert list(list_tasks(user, UNTIL)) == []
