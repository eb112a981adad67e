"""Several hands at one moment, with real threads: one ballot a person, one result, one opening (T34, T35, T44, T45)."""

import pytest

from association.bodies.choices import Choice
from association.meetings.choices import MeetingState, Presence, VoteState
from association.meetings.models import Ballot, Decision, Vote
from association.meetings.operations import absentee, attendance, course, sitting, voting
from association.meetings.rules import sitting as rules
from association.meetings.rules.procedure import SEEN, STEP_BY_STEP
from home.rulebook import DomainError
from tests.factories.sitting import (
    NOW,
    UNTIL,
    asked_meeting,
    body_of,
    called_meeting,
    item_of,
    opened_meeting,
    say,
    user_of,
    voted_on,
    voters_of,
    votes_of,
)
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def refusals(answers):
    return [answer.rule for answer in answers if isinstance(answer, DomainError)]


def test_two_devices_give_one_ballot(transactional_db):
    """T44."""
    meeting = opened_meeting(body_of(3))
    vote, user = voted_on(meeting), user_of(voters_of(meeting)[1].person)

    def press(choice):
        return lambda: voting.cast_ballot(vote, choice, by=user, at=NOW)

    answers = at_once(press(FOR), press(AGAINST), press(FOR), press(AGAINST))
    kept = vote.ballots.exclude(choice="").get()
    assert (
        refusals(answers) == [rules.ANY_ONE_VOTE] * 2
        or refusals(answers) == [rules.of_source(rules.ONE_VOTE, meeting.rule_set.source)] * 2
    )
    assert {a.choice for a in answers if isinstance(a, Ballot)} == {kept.choice}


def test_phone_and_roll_call_give_one_ballot(transactional_db):
    """T44: whichever comes first, and the other is told."""
    meeting = opened_meeting(body_of(2))
    vote, user = voted_on(meeting), user_of(voters_of(meeting)[0].person)
    keys = list(vote.ballots.values_list("pk", flat=True))
    _, written = at_once(
        lambda: voting.cast_ballot(vote, FOR, by=user, at=NOW),
        lambda: voting.record_roll_call(vote, dict.fromkeys(keys, AGAINST), by=None, at=NOW),
    )
    own = vote.ballots.get(invitation__person=user.person)
    assert (own.choice, written.recorded) in [(FOR, 1), (AGAINST, 2)]
    assert vote.ballots.filter(choice=AGAINST).count() == written.recorded


@pytest.mark.parametrize("attempt", range(3))
def test_ballot_in_the_closing_second_is_counted_or_refused(transactional_db, attempt):
    """T45: never taken and not counted."""
    meeting = opened_meeting(body_of(8))
    vote = voted_on(meeting)
    users = [user_of(each.person) for each in voters_of(meeting)]
    say(vote, FOR)

    def press(user):
        return lambda: voting.cast_ballot(vote, FOR, by=user, at=NOW)

    *ballots, closed = at_once(
        *map(press, users[1:]), lambda: voting.close_vote(vote, by=None, at=NOW)
    )
    taken = sum(isinstance(answer, Ballot) for answer in ballots)
    assert closed.votes_for == 1 + taken
    assert refusals(ballots) == [rules.IN_TIME] * (7 - taken)
    assert vote.ballots.filter(choice=FOR).count() == 1 + taken


def test_two_openings_make_one_vote(transactional_db):
    """T34, T35."""
    meeting = opened_meeting(body_of(2))
    item = course.take_up(item_of(meeting), by=None, at=NOW)

    def press():
        return voting.open_vote(item, by=None, at=NOW)

    answers = at_once(press, press, press)
    assert refusals(answers) == [rules.LOCKED] * 2
    assert Vote.objects.count() == 1


def test_two_closings_adopt_once(transactional_db):
    """T35."""
    meeting = opened_meeting(body_of(2))
    vote = voted_on(meeting)
    say(vote, FOR, FOR)
    meeting.refresh_from_db()
    seen = meeting.version

    def press():
        return voting.close_vote(vote, seen=seen, by=None, at=NOW)

    answers = at_once(press, press, press)
    assert refusals(answers) == [SEEN] * 2
    assert Decision.objects.count() == 1


def test_two_secretaries_open_one_meeting(transactional_db):
    meeting = called_meeting(body_of(2))
    first, _ = voters_of(meeting)

    def press():
        return sitting.open_meeting(
            meeting,
            present={first.pk: Presence.IN_PERSON},
            presiding=first.person,
            secretary=first.person,
            by=None,
            at=NOW,
        )

    assert refusals(at_once(press, press)) == [STEP_BY_STEP]
    assert first.stays.count() == 1


def test_arrival_marked_at_two_screens_is_one_stay(transactional_db):
    meeting = opened_meeting(body_of(2), present=1)
    second = voters_of(meeting)[1]

    def press():
        return attendance.mark_present(meeting, {second.pk: Presence.IN_PERSON}, by=None, at=NOW)

    at_once(press, press, press)
    assert second.stays.count() == 1


def test_last_answer_and_the_end_of_a_poll_at_once(transactional_db):
    """T45, T57: two runs of cron and an answer under way; one result that holds what was taken."""
    meeting = asked_meeting(4)
    (vote,) = votes_of(meeting)
    users = [user_of(each.person) for each in voters_of(meeting)]
    for user in users[:2]:
        voting.cast_ballot(vote, FOR, by=user, at=NOW)
    before, after = UNTIL.replace(microsecond=0), UNTIL

    def late():
        return voting.cast_ballot(vote, FOR, by=users[2], at=before.replace(hour=11))

    answer, *closed = at_once(
        late,
        lambda: absentee.close_due_polls(at=after),
        lambda: absentee.close_due_polls(at=after),
    )
    vote.refresh_from_db()
    meeting.refresh_from_db()
    assert (vote.state, meeting.state) == (VoteState.CLOSED, MeetingState.CLOSED)
    assert vote.votes_for == 2 + isinstance(answer, Ballot)
    assert sum(closed) >= 1
    assert Decision.objects.count() == 1
