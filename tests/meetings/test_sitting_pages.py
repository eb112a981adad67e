"""The secretary's screen and a member's phone, without script; what each reader sees and does not see."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.bodies.choices import Choice, OfficeKind
from association.meetings.choices import Capacity, ItemState, MeetingForm, MeetingState, VoteState
from association.meetings.models import Ballot, Vote
from association.meetings.operations import voting
from documents.records.choices import Level
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.sitting import (
    HOUR,
    NOW,
    UNTIL,
    asked_meeting,
    body_of,
    called_meeting,
    guest_of,
    item_of,
    opened_meeting,
    say,
    user_of,
    voted_on,
    voters_of,
    votes_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    """The views ask the clock; the meeting is held at noon."""
    moment = NOW + HOUR / 60
    monkeypatch.setattr(timezone, "now", lambda: moment)


def address(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.pk, *args])


def secretary_of(body):
    user = UserFactory()
    OfficeFactory(body=body, person=user.person, kind=OfficeKind.SECRETARY)
    return user


def press(client, name, meeting, /, *args, **data):
    meeting.refresh_from_db()
    return client.post(address(name, meeting, *args), {"seen": meeting.version, **data})


def text(response) -> str:
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\xa0", " ").split())


def test_meeting_from_opening_to_closing_without_script(client):
    body = body_of(3)
    meeting = called_meeting(body, items=2)
    secretary = secretary_of(body)
    client.force_login(secretary)
    first, second, third = voters_of(meeting)
    assert client.get(address("sitting", meeting)).url == address("open_meeting", meeting)
    page = text(client.get(address("open_meeting", meeting)))
    assert "Для кворума нужно не меньше 2 из 3 с правом голоса" in page
    opening = {
        f"p{first.pk}": "in_person",
        f"p{second.pk}": "in_person",
        "presiding": first.person_id,
        "secretary": secretary.person_id,
    }
    assert press(client, "open_meeting", meeting, **opening).url == address("sitting", meeting)
    assert press(client, "mark_present", meeting, in_person=third.pk).status_code == 302
    assert press(client, "mark_left", meeting, invitation=third.pk).status_code == 302
    press(client, "take_up", meeting, item_of(meeting).pk)
    press(client, "record_course", meeting, item_of(meeting).pk, heard="Доклад.", spoken="Прения.")
    asked = {"question": "Утвердить план.", "form": "internal", "on_phones": "on"}
    assert press(client, "open_vote", meeting, item_of(meeting).pk, **asked).status_code == 302
    vote = Vote.objects.get()
    keys = list(vote.ballots.order_by("invitation").values_list("pk", flat=True))
    said = {f"b{keys[0]}": "for", f"b{keys[1]}": "against"}
    check = text(press(client, "roll_call", meeting, vote.pk, **said))
    assert "Записанный голос изменить нельзя" in check
    assert not vote.ballots.exclude(choice="").exists()
    said |= {"write": "", f"r{keys[1]}": "on"}
    assert press(client, "roll_call", meeting, vote.pk, **said).status_code == 302
    press(client, "close_vote", meeting, vote.pk)
    vote.refresh_from_db()
    assert (vote.result, vote.ballots.filter(asks_to_record=True).count()) == ("adopted", 1)
    assert vote.explanation.replace("\xa0", " ") in text(client.get(address("sitting", meeting)))
    press(client, "finish_item", meeting, item_of(meeting).pk)
    press(client, "put_off_item", meeting, item_of(meeting, 2).pk, reason="нет докладчика")
    assert press(client, "close_meeting", meeting).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED
    assert [(each.state, each.heard) for each in meeting.items.all()] == [
        (ItemState.DONE, "Доклад."),
        (ItemState.REMOVED, ""),
    ]
    assert "Заседание закрыто" in text(client.get(address("sitting", meeting)))


def test_refusal_is_told_on_the_screen_with_its_clause(client):
    """R62, T36."""
    body = body_of(5, presidium=True)
    meeting = opened_meeting(body, present=2)
    client.force_login(secretary_of(body))
    press(client, "take_up", meeting, item_of(meeting).pk)
    asked = {"question": "Утвердить.", "form": "internal"}
    page = text(press(client, "open_vote", meeting, item_of(meeting).pk, **asked))
    assert "присутствуют 2, а нужно не меньше 3" in page
    response = press(client, "finish_item", meeting, item_of(meeting).pk, seen=0)
    assert (response.status_code, "заседание изменили" in text(response)) == (409, True)
    assert "Кворума нет" in text(response)


@pytest.mark.parametrize(
    "name", ["sitting", "open_meeting", "close_meeting", "add_guest", "preside"]
)
def test_screen_is_not_there_for_members_and_strangers(client, name):
    """T1, T3."""
    meeting = opened_meeting(body_of(3))
    member = user_of(voters_of(meeting)[1].person)
    for user in (member, UserFactory(), guest_of(meeting)):
        client.force_login(user)
        assert client.get(address(name, meeting)).status_code == 404


def test_member_votes_on_a_phone_in_two_presses(client):
    """T44: told that it is for good before it is given."""
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    user = user_of(voters_of(meeting)[1].person)
    client.force_login(user)
    page = text(client.get(address("vote_yourself", meeting)))
    assert "Утвердить план 1." in page
    assert 'value="against"' in page
    check = text(client.post(address("vote_yourself", meeting), {f"v{vote.pk}": "against"}))
    assert "Считается первый ответ. Когда вы его отправите, изменить его будет нельзя." in check
    assert not vote.ballots.exclude(choice="").exists()
    cast = {f"v{vote.pk}": "against", f"r{vote.pk}": "on", "cast": ""}
    assert client.post(address("vote_yourself", meeting), cast).status_code == 302
    ballot = vote.ballots.exclude(choice="").get()
    assert (ballot.choice, ballot.asks_to_record, ballot.cast_by) == ("against", True, user)
    assert "Ваш голос — <strong>«против»</strong>" in text(
        client.get(address("vote_yourself", meeting))
    )


def test_second_late_and_foreign_ballots_are_told_why(client):
    """T44–T46: 409 with the reason, and the log keeps it."""
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    member, guest = user_of(voters_of(meeting)[0].person), guest_of(meeting)
    say(vote, Choice.FOR)
    for user, words in ((member, "изменить его нельзя"), (guest, "такой голос не считают")):
        client.force_login(user)
        cast = {f"v{vote.pk}": "against", "cast": ""}
        response = client.post(address("vote_yourself", meeting), cast)
        assert (response.status_code, words in text(response)) == (409, True)
    voting.close_vote(vote, by=None, at=NOW)
    client.force_login(user_of(voters_of(meeting)[2].person))
    response = client.post(address("vote_yourself", meeting), {f"v{vote.pk}": "for", "cast": ""})
    assert (response.status_code, "Голосование уже закончилось" in text(response)) == (409, True)
    assert ModelLogEntry.objects.filter(action="meetings.refuse_ballot").count() == 3


def test_marks_by_name_are_for_the_body(client):
    """T50: in the room the roll-call is heard; guests see the question and the result."""
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    say(vote, "", "", Choice.AGAINST)
    name = voters_of(meeting)[2].person.short_name.replace("\xa0", " ")
    client.force_login(user_of(voters_of(meeting)[0].person))
    assert name in text(client.get(address("vote_yourself", meeting)))
    client.force_login(guest_of(meeting))
    page = text(client.get(address("vote_yourself", meeting)))
    assert (name in page, "Утвердить план 1." in page) == (False, True)


def test_confidential_question_is_hidden_from_guests(client):
    """R73, C35."""
    meeting = opened_meeting(body_of(2))
    meeting.items.update(level=Level.CONFIDENTIAL, title="О премии")
    voted_on(meeting)
    client.force_login(guest_of(meeting, Capacity.ADVISORY))
    page = text(client.get(address("vote_yourself", meeting)))
    assert "О премии" not in page
    assert "Утвердить план" not in page
    client.force_login(user_of(voters_of(meeting)[1].person))
    assert "О премии" in text(client.get(address("vote_yourself", meeting)))


def test_answers_that_come_back_can_still_be_given(client):
    """A browser sends nothing for a question left empty; the form asks it again."""
    meeting = asked_meeting(3, items=2)
    first, second = votes_of(meeting)
    client.force_login(user_of(voters_of(meeting)[0].person))
    for sent in ({}, {f"v{first.pk}": "for", "again": ""}):
        page = text(client.post(address("vote_yourself", meeting), sent))
        for vote in (first, second):
            assert f'name="v{vote.pk}" value="against"' in page
        assert "У вас нет голоса" not in page


def test_absentee_vote_shows_nothing_before_its_close(client):
    """T50: neither to the secretary nor to the members; only how many have answered."""
    meeting = asked_meeting(3, items=2)
    first, second, third = (user_of(each.person) for each in voters_of(meeting))
    for vote in votes_of(meeting):
        voting.cast_ballot(vote, Choice.AGAINST, by=second, at=NOW)
    client.force_login(first)
    for name in ("vote_yourself", "sitting"):
        page = text(client.get(address(name, meeting)))
        assert "«против»" not in page.lower().replace("ваш ответ", "")
        assert second.person.short_name.replace("\xa0", " ") not in page
    assert "Ответили на все вопросы: <strong>1 из 3</strong>" in text(
        client.get(address("sitting", meeting))
    )
    client.force_login(third)
    answers = {f"v{vote.pk}": "for" for vote in votes_of(meeting)}
    check = text(client.post(address("vote_yourself", meeting), answers))
    assert "Проверьте ответы" in check
    client.post(address("vote_yourself", meeting), {**answers, "cast": ""})
    assert Ballot.objects.filter(choice="for", cast_by=third).count() == 2


def test_poll_is_opened_and_summed_up_from_the_screen(client, monkeypatch):
    body = body_of(2)
    meeting = called_meeting(body, form=MeetingForm.POLL)
    client.force_login(secretary_of(body))
    page = text(client.get(address("open_meeting", meeting)))
    assert "уйдёт письмо со ссылкой" in page
    keeper = voters_of(meeting)[0].person_id
    assert press(client, "open_meeting", meeting, secretary=keeper).status_code == 302
    assert "Подвести итоги" not in text(client.get(address("sitting", meeting))).replace(
        "Итоги подводятся", ""
    )
    assert press(client, "close_poll", meeting).status_code == 409
    monkeypatch.setattr(timezone, "now", lambda: UNTIL)
    assert "Подвести итоги" in text(client.get(address("sitting", meeting)))
    assert press(client, "close_poll", meeting).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED


def test_live_page_answers_nothing_while_nothing_changes(client):
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    client.force_login(user_of(voters_of(meeting)[0].person))
    stamp = client.get(address("vote_yourself", meeting)).context["stamp"]
    live = address("vote_live", meeting)
    assert client.get(live, {"stamp": stamp}).status_code == 204
    say(vote, "", Choice.FOR)
    response = client.get(live, {"stamp": stamp})
    assert (response.status_code, response.context["stamp"] == stamp) == (200, False)
    client.logout()
    assert client.get(live, {"stamp": stamp})["HX-Refresh"] == "true"


def test_screen_says_that_another_screen_has_moved_on(client):
    body = body_of(2)
    meeting = opened_meeting(body)
    client.force_login(secretary_of(body))
    stamp = client.get(address("sitting", meeting)).context["stamp"]
    asked = {"stamp": stamp, "version": meeting.version}
    assert client.get(address("pulse", meeting), asked).status_code == 204
    voted_on(meeting)
    page = text(client.get(address("pulse", meeting), asked))
    assert "Ход заседания изменили на другом экране" in page
    assert "ждём" in page


def test_prose_saves_itself_and_is_not_written_over(client):
    """T35."""
    body = body_of(2)
    meeting = opened_meeting(body)
    client.force_login(secretary_of(body))
    press(client, "take_up", meeting, item_of(meeting).pk)
    page = client.get(address("sitting", meeting))
    before = page.context["course_form"]["before"].value()
    where = address("record_course", meeting, item_of(meeting).pk)
    sent = {"heard": "Первое.", "spoken": "", "before": before}
    saved = client.post(where, sent, headers={"HX-Request": "true"})
    assert "Сохранено в" in text(saved)
    other = client.post(where, {**sent, "heard": "Второе."}, headers={"HX-Request": "true"})
    assert "изменил другой человек" in text(other)
    plain = client.post(where, {**sent, "heard": "Второе."})
    assert (plain.status_code, "Второе." in text(plain)) == (409, True)
    assert item_of(meeting).heard == "Первое."


def test_guest_walks_in_and_the_chair_changes(client):
    body = body_of(3)
    meeting = opened_meeting(body)
    client.force_login(secretary_of(body))
    guest = {"surname": "Гостева", "name": "Ольга", "ground": "методист", "presence": "in_person"}
    assert press(client, "add_guest", meeting, **guest).status_code == 302
    assert "Гостева Ольга" in text(client.get(address("sitting", meeting)))
    first, second, _ = voters_of(meeting)
    refused = press(client, "preside", meeting, presiding=second.person_id)
    assert "Присутствует руководитель" in text(refused)
    press(client, "mark_left", meeting, invitation=first.pk)
    named = {"presiding": second.person_id, "ground": "назначен руководителем"}
    assert press(client, "preside", meeting, **named).status_code == 302
    meeting.refresh_from_db()
    assert meeting.presiding == second.person


@pytest.mark.parametrize("size", [3, 60])
def test_screens_take_as_many_queries_for_sixty_people_and_forty_questions(
    client, size, django_assert_max_num_queries
):
    body = body_of(size)
    meeting = opened_meeting(body, items=40 if size > 3 else 1)
    vote = voted_on(meeting)
    say(vote, *[Choice.FOR] * (size // 2))
    client.force_login(secretary_of(body))
    client.get(address("sitting", meeting))
    with django_assert_max_num_queries(19):
        client.get(address("sitting", meeting))
    client.force_login(user_of(voters_of(meeting)[0].person))
    client.get(address("vote_yourself", meeting))
    with django_assert_max_num_queries(19):
        client.get(address("vote_yourself", meeting))
    cache.clear()


def test_nonsense_is_never_an_error_of_the_server(client):
    """T36, T70."""
    body = body_of(3)
    meeting = opened_meeting(body)
    vote = voted_on(meeting)
    client.force_login(user_of(voters_of(meeting)[0].person))
    for data in (
        {f"v{vote.pk}": "secret", "cast": ""},
        {"v999999999999999999999": "for", "cast": ""},
        {"v": "for"},
        {},
    ):
        assert client.post(address("vote_yourself", meeting), data).status_code in (200, 302)
    log_in(client, UserFactory(role=Role.SECRETARY))
    for name, data in (
        ("mark_present", {"in_person": "x"}),
        ("mark_left", {"invitation": "99999999999999999999"}),
        ("undo_arrival", {}),
    ):
        assert client.post(address(name, meeting), data).status_code == 302
    assert client.post(address("close_vote", meeting, vote.pk), {}).status_code == 409
    assert client.post(address("close_vote", meeting, 10**9), {}).status_code == 404
    vote.refresh_from_db()
    assert vote.state == VoteState.OPEN
