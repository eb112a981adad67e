"""Absentee votes and polls: all of the roll is asked, and answers are taken until a moment (R120, R154, C21, T50)."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from association.bodies.choices import Choice, OfficeKind
from association.bodies.seats import person_seats
from association.meetings import sitting_desk
from association.meetings.choices import Fate, ItemState, MeetingForm, MeetingState, VoteState
from association.meetings.models import Ballot, Decision, Proposal
from association.meetings.operations import absentee, sitting, voting
from association.meetings.queries import sitting as queries
from association.meetings.rules import sitting as rules
from documents.records.choices import Level
from home.accounts.models import User
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.sitting import (
    HOUR,
    NOW,
    UNTIL,
    asked_meeting,
    body_of,
    called_meeting,
    item_of,
    user_of,
    voters_of,
    votes_of,
)

pytestmark = pytest.mark.django_db

FOR, AGAINST, ABSTAINED = Choice.FOR, Choice.AGAINST, Choice.ABSTAINED


def refused(rule, act, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        act(*args, **kwargs)
    assert refusal.value.rule == rule
    return refusal.value.message


def answer(meeting, *choices, at=NOW):
    """To every question, each member in turn."""
    for invitation, choice in zip(voters_of(meeting), choices, strict=False):
        for vote in votes_of(meeting) if choice else []:
            voting.cast_ballot(vote, choice, by=user_of(invitation.person), at=at)


@pytest.mark.parametrize("form", [MeetingForm.ABSENTEE, MeetingForm.POLL])
def test_all_of_the_roll_is_asked_everything(form):
    """C21, R120, R154."""
    meeting = asked_meeting(3, form=form, items=2)
    assert meeting.state == MeetingState.OPEN
    assert [
        (vote.closes_at, vote.ballots.count(), vote.on_phones) for vote in votes_of(meeting)
    ] == [(UNTIL, 3, True)] * 2
    assert meeting.presiding == voters_of(meeting)[0].person
    assert Letter.objects.filter(kind="meetings.asked").count() == 3
    assert queries.answered(meeting) == (0, 3)


def test_question_without_a_draft_is_not_asked():
    meeting = called_meeting(body_of(2), form=MeetingForm.POLL, items=2)
    meeting.items.filter(position=2).update(draft_decision="")
    keeper = voters_of(meeting)[0].person
    absentee.open_poll(meeting, secretary=keeper, by=None, at=NOW)
    assert [vote.item.position for vote in votes_of(meeting)] == [1]


def test_nothing_to_ask_is_refused():
    meeting = called_meeting(body_of(2), form=MeetingForm.POLL)
    meeting.items.update(draft_decision="")
    keeper = voters_of(meeting)[0].person
    refused(rules.COURSE, absentee.open_poll, meeting, secretary=keeper, by=None, at=NOW)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("at", "rule"), [(NOW - HOUR, rules.CALLED_FOR), (UNTIL, rules.ASKED_UNTIL)]
)
def test_poll_begins_in_its_time(at, rule):
    meeting = called_meeting(body_of(2), form=MeetingForm.POLL)
    keeper = voters_of(meeting)[0].person
    refused(rule, absentee.open_poll, meeting, secretary=keeper, by=None, at=at)


def test_each_form_has_its_own_beginning():
    poll, room = called_meeting(body_of(1), form=MeetingForm.POLL), called_meeting(body_of(1))
    person = voters_of(poll)[0].person
    refused(rules.COURSE, absentee.open_poll, room, secretary=person, by=None, at=NOW)
    refused(
        rules.COURSE,
        sitting.open_meeting,
        poll,
        present={},
        presiding=person,
        secretary=person,
        by=None,
        at=NOW,
    )


def test_body_without_a_head_names_who_sums_up():
    """C24."""
    meeting = called_meeting(body_of(2, head=False), form=MeetingForm.POLL)
    first, second = (each.person for each in voters_of(meeting))
    refused(rules.GROUP_PRESIDES, absentee.open_poll, meeting, secretary=first, by=None, at=NOW)
    opened = absentee.open_poll(
        meeting, secretary=first, presiding=second, ground="избран членами", by=None, at=NOW
    )
    assert (opened.presiding, opened.presiding_ground) == (second, "избран членами")


def test_answers_are_taken_to_the_instant():
    """T45: by one moment, and one second later no more."""
    meeting = asked_meeting(2)
    (vote,) = votes_of(meeting)
    first, second = (user_of(each.person) for each in voters_of(meeting))
    almost = UNTIL - HOUR / 3_600_000
    voting.cast_ballot(vote, FOR, by=first, at=almost)
    refused(rules.IN_TIME, voting.cast_ballot, vote, FOR, by=second, at=UNTIL)
    assert queries.answered(meeting) == (1, 2)


def test_answer_is_not_changed():
    """T44."""
    meeting = asked_meeting(2)
    (vote,) = votes_of(meeting)
    user = user_of(voters_of(meeting)[0].person)
    voting.cast_ballot(vote, FOR, by=user, at=NOW)
    with pytest.raises(DomainError, match="изменить его нельзя"):
        voting.cast_ballot(vote, AGAINST, by=user, at=NOW)


def test_poll_is_not_closed_before_its_term():
    meeting = asked_meeting(3)
    answer(meeting, FOR, FOR)
    said = refused(rules.ASKED_UNTIL, absentee.close_poll, meeting, by=None, at=UNTIL - HOUR)
    assert "не подано\xa01\xa0голос" in said
    assert votes_of(meeting)[0].state == VoteState.OPEN


def test_poll_closes_early_when_all_have_answered():
    meeting = asked_meeting(2)
    answer(meeting, FOR, FOR)
    assert absentee.close_poll(meeting, by=None, at=NOW + HOUR).state == MeetingState.CLOSED
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "result", "present"),
    [
        ([FOR, FOR, "", ""], "adopted", 2),
        ([FOR, "", "", ""], "no-quorum", 1),
        (["", "", "", ""], "no-quorum", 0),
        ([FOR, AGAINST, ABSTAINED, AGAINST], "rejected", 4),
        ([ABSTAINED, FOR, AGAINST, ""], "undecided", 3),
    ],
)
def test_answers_make_the_quorum(answers, result, present):
    """C21, T49: half of the roll has to answer; the majority is taken of those who did."""
    meeting = asked_meeting(4)
    answer(meeting, *answers)
    closed = absentee.close_poll(meeting, by=None, at=UNTIL)
    (vote,) = votes_of(meeting)
    assert (vote.result, vote.present_count, vote.roster_size) == (result, present, 4)
    assert "присутствующ" not in vote.explanation
    assert (closed.state, closed.closed_at) == (MeetingState.CLOSED, UNTIL)
    assert (item_of(meeting).state, item_of(meeting).present_count) == (ItemState.DONE, present)


def test_undecided_question_goes_back_to_wait():
    """3.3 абз. 2, R122."""
    meeting = asked_meeting(4, items=2)
    absentee.close_poll(meeting, by=None, at=UNTIL)
    fates = Proposal.objects.values_list("fate", "meeting", "answer")
    assert list(fates) == [(Fate.PUT_OFF, None, "нет кворума при голосовании без встречи")] * 2


def test_command_closes_what_is_due_and_nothing_twice(monkeypatch, capsys):
    """T57."""
    due, later = asked_meeting(2), asked_meeting(2, closes_at=UNTIL + HOUR)
    answer(due, FOR, FOR)
    monkeypatch.setattr("django.utils.timezone.now", lambda: UNTIL)
    for expected in ("Закрыто: 1\n", "Закрыто: 0\n"):
        call_command("close_polls")
        assert capsys.readouterr().out == expected
    later.refresh_from_db()
    assert later.state == MeetingState.OPEN
    assert Decision.objects.count() == 1


def test_closing_goes_on_where_it_was_broken_off():
    """T57: killed between two questions."""
    meeting = asked_meeting(2, items=2)
    answer(meeting, FOR, FOR)
    first, _ = votes_of(meeting)
    voting.close_vote(first, by=None, at=UNTIL)
    assert absentee.close_due_polls(at=UNTIL) == 1
    assert [vote.result for vote in votes_of(meeting)] == ["adopted", "adopted"]
    assert Decision.objects.count() == 2


def test_those_who_have_not_answered_are_reminded_once():
    meeting = asked_meeting(3, items=2)
    answer(meeting, FOR)
    assert absentee.remind_of_polls(NOW) == 0
    assert absentee.remind_of_polls(UNTIL - 24 * HOUR) == 2
    assert absentee.remind_of_polls(UNTIL - HOUR) == 0
    assert absentee.remind_of_polls(UNTIL) == 0
    reminded = Letter.objects.filter(kind="meetings.awaited").order_by("pk")
    assert {letter.person for letter in reminded} == {
        each.person for each in voters_of(meeting)[1:]
    }
    assert "вашего ответа ещё нет" in reminded[0].subject


def test_nothing_is_counted_before_the_close():
    """T50."""
    meeting = asked_meeting(2)
    answer(meeting, FOR)
    (vote,) = votes_of(meeting)
    assert (vote.votes_for, vote.result, vote.explanation, vote.present_count) == (None, "", "", 0)
    assert Ballot.objects.exclude(choice="").count() == 1


def test_unanswered_question_is_a_task_until_it_is_answered():
    meeting = asked_meeting(2)
    user = user_of(voters_of(meeting)[1].person)
    (task,) = sitting_desk.poll_tasks(user, NOW.date())
    assert (task.title, task.due, task.rule) == (
        "Ответьте на вопросы голосования",
        UNTIL.date(),
        rules.ASKED_UNTIL,
    )
    voting.cast_ballot(votes_of(meeting)[0], FOR, by=user, at=NOW)
    assert list(sitting_desk.poll_tasks(User.objects.get(pk=user.pk), NOW.date())) == []


def test_whoever_is_not_asked_costs_the_desk_nothing(django_assert_num_queries):
    user = User.objects.select_related("person").get(pk=UserFactory().pk)
    person_seats(user)
    with django_assert_num_queries(0):
        assert list(sitting_desk.poll_tasks(user, NOW.date())) == []


def test_page_of_the_meeting_leads_to_the_screen_and_to_the_vote():
    meeting = asked_meeting(2)
    keeper, member = (user_of(each.person) for each in voters_of(meeting))
    leader = sitting_desk.screen_of(keeper, meeting)
    assert leader == ("Ход голосования", f"/cabinet/meetings/{meeting.pk}/sitting/")
    assert sitting_desk.screen_of(member, meeting) is None
    assert sitting_desk.own_page_of(member, meeting)[0] == "Голосовать"


def test_secretary_reads_no_answers_before_the_close(client):
    """T50: neither by a roll-call nor by its page."""
    meeting = asked_meeting(3)
    answer(meeting, FOR)
    (vote,) = votes_of(meeting)
    refused(rules.BY_ROLL_CALL, voting.record_roll_call, vote, {}, by=None, at=NOW)
    secretary = UserFactory()
    OfficeFactory(body=meeting.body, person=secretary.person, kind=OfficeKind.SECRETARY)
    log_in(client, secretary)
    response = client.get(reverse("meetings:roll_call", args=[meeting.pk, vote.pk]))
    assert (response.status_code, "ballots__choice" in response.text) == (409, False)


def test_letter_of_a_poll_names_no_confidential_question():
    """R73, C35."""
    meeting = called_meeting(body_of(2), form=MeetingForm.POLL, items=2)
    meeting.items.filter(position=1).update(title="О тайном", level=Level.CONFIDENTIAL)
    meeting.items.filter(position=2).update(title="О явном")
    absentee.open_poll(meeting, secretary=voters_of(meeting)[0].person, by=None, at=NOW)
    text = Letter.objects.filter(kind="meetings.asked").first().text
    assert "1. Закрытый вопрос: в кабинете" in text
    assert "2. О явном" in text
    assert "О тайном" not in text
