"""A meeting from opening to closing: who is there, who presides, what becomes of each question."""

import pytest
from wagtail.models import ModelLogEntry

from association.bodies.choices import Choice, OfficeKind
from association.meetings import registry
from association.meetings.choices import Fate, ItemState, MeetingForm, MeetingState, Presence
from association.meetings.models import Attendance, Proposal
from association.meetings.operations import attendance, course, sitting, voting
from association.meetings.queries import sitting as queries
from association.meetings.rules import sitting as rules
from association.meetings.rules.procedure import SEEN, STEP_BY_STEP
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.sitting import (
    HOUR,
    NOW,
    body_of,
    called_meeting,
    guest_of,
    item_of,
    leave,
    newcomer,
    opened_meeting,
    say,
    voted_on,
    voters_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """Who hears of a closed meeting."""
    heard = []
    monkeypatch.setattr(registry, "_on_closed", [])
    registry.on_meeting_closed(lambda meeting, *, by, at: heard.append((meeting.pk, by, at)))
    return heard


def actions(meeting):
    entries = ModelLogEntry.objects.filter(
        object_id=str(meeting.pk), action__startswith="meetings."
    )
    return list(entries.order_by("timestamp", "pk").values_list("action", flat=True))


def refused(rule, act, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        act(*args, **kwargs)
    assert refusal.value.rule == rule
    return refusal.value.message


# Opening


def test_meeting_opens_with_its_roll_its_people_and_its_head():
    """R61, R123."""
    meeting = called_meeting(body_of(4))
    first, second, *_ = voters_of(meeting)
    keeper = UserFactory()
    opened = sitting.open_meeting(
        meeting,
        present={first.pk: Presence.IN_PERSON, second.pk: Presence.IN_PERSON},
        presiding=first.person,
        secretary=keeper.person,
        seen=meeting.version,
        by=keeper,
        at=NOW,
    )
    assert (opened.state, opened.opened_at, opened.version) == (MeetingState.OPEN, NOW, 2)
    assert (opened.presiding, opened.presiding_ground) == (first.person, "руководитель")
    assert opened.secretary == keeper.person
    there = queries.present_at(opened, NOW)
    assert [stay.invitation for stay in there] == [first, second]
    assert actions(opened) == ["meetings.arrive", "meetings.open"]


def test_roll_is_brought_to_the_roster_of_the_day_and_stays():
    """T47: who left the body has no vote, who joined has one; later changes are for the next meeting."""
    body = body_of(4)
    meeting = called_meeting(body)
    first, *_, last = voters_of(meeting)
    body.offices.filter(person=last.person).update(until=NOW.date())
    joined = newcomer(body)
    sitting.open_meeting(
        meeting,
        present={first.pk: Presence.IN_PERSON, last.pk: Presence.IN_PERSON},
        presiding=first.person,
        secretary=first.person,
        by=None,
        at=NOW,
    )
    roll = {each.person for each in queries.roll(meeting)}
    assert joined in roll
    assert last.person not in roll
    assert [stay.invitation for stay in queries.present_now(meeting)] == [first]
    newcomer(body)
    assert {each.person for each in queries.roll(meeting)} == roll


@pytest.mark.parametrize(
    ("deputy", "present", "who", "ground", "kept"),
    [
        (True, [1, 2, 3], 1, "", "заместитель руководителя, руководитель отсутствует"),
        (False, [1, 2, 3], 2, "назначен руководителем", "назначен руководителем"),
    ],
)
def test_somebody_presides_when_the_head_is_away(deputy, present, who, ground, kept):
    """R33, R111, C24: the deputy if there is one, else a member appointed."""
    meeting = called_meeting(body_of(4, deputy=deputy))
    voters = voters_of(meeting)
    opened = sitting.open_meeting(
        meeting,
        present={voters[each].pk: Presence.IN_PERSON for each in present},
        presiding=voters[who].person,
        ground=ground,
        secretary=voters[3].person,
        by=None,
        at=NOW,
    )
    assert (opened.presiding, opened.presiding_ground) == (voters[who].person, kept)


def test_whoever_is_not_there_does_not_preside():
    meeting = called_meeting(body_of(3))
    first, second, _ = voters_of(meeting)
    refused(
        rules.GROUP_PRESIDES,
        sitting.open_meeting,
        meeting,
        present={second.pk: Presence.IN_PERSON},
        presiding=first.person,
        secretary=first.person,
        by=None,
        at=NOW,
    )
    assert not Attendance.objects.exists()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.presiding) == (MeetingState.SENT, None)


def test_meeting_does_not_open_before_its_day():
    meeting = called_meeting(body_of(2))
    first, _ = voters_of(meeting)
    details = {"present": {}, "presiding": first.person, "secretary": first.person, "by": None}
    refused(rules.CALLED_FOR, sitting.open_meeting, meeting, **details, at=NOW - 24 * HOUR)


def test_opening_what_somebody_changed_is_refused():
    """T35."""
    meeting = called_meeting(body_of(2))
    first, _ = voters_of(meeting)
    details = {"present": {}, "presiding": first.person, "secretary": first.person, "by": None}
    refused(SEEN, sitting.open_meeting, meeting, **details, seen=meeting.version - 1, at=NOW)


def test_term_that_is_over_is_told_and_does_not_block():
    """R30, R32: flagged, not blocked."""
    body = body_of(3, presidium=True)
    body.offices.filter(kind=OfficeKind.CHAIR).update(term_ends=NOW.date())
    meeting = called_meeting(body)
    (warning,) = queries.warnings_before(meeting, NOW.date())
    assert warning.rule == rules.TERM_OVER
    assert "срок полномочий истёк 18.11.2026" in warning.text
    assert opened_meeting(body).state == MeetingState.OPEN


def test_term_over_in_a_group_cites_no_clause_of_the_presidium():
    body = body_of(3)
    body.offices.filter(kind=OfficeKind.LEADER).update(term_ends=NOW.date())
    (warning,) = queries.warnings_before(called_meeting(body), NOW.date())
    assert warning.rule == rules.ANY_TERM_OVER
    assert warning.rule.citations == ()


def test_unread_materials_are_told_before_the_opening():
    """4.8, R63."""
    meeting = called_meeting(body_of(2, presidium=True), sent_at=None)
    (warning,) = queries.warnings_before(meeting, NOW.date())
    assert (warning.rule, warning.text) == (
        rules.MATERIALS,
        "Приглашения и материалы не разосланы.",
    )


# Attendance


def test_coming_and_leaving_are_kept_to_the_minute():
    """R75."""
    meeting = opened_meeting(body_of(4), present=2)
    _, second, third, _ = voters_of(meeting)
    half_past = NOW + HOUR / 2
    attendance.mark_present(meeting, {third.pk: Presence.IN_PERSON}, by=None, at=half_past)
    leave(meeting, second, at=NOW + HOUR)
    assert [stay.invitation.pk for stay in queries.present_at(meeting, NOW)] == [
        each.pk for each in voters_of(meeting)[:2]
    ]
    assert len(queries.present_at(meeting, half_past)) == 3
    assert len(queries.present_at(meeting, NOW + HOUR)) == 2
    assert rules.ATTENDANCE.cited


def test_pressing_twice_marks_once():
    """T34."""
    meeting = opened_meeting(body_of(3), present=1)
    _, second, _ = voters_of(meeting)
    for _ in range(2):
        attendance.mark_present(meeting, {second.pk: Presence.IN_PERSON}, by=None, at=NOW)
    assert second.stays.count() == 1
    assert attendance.mark_left(meeting, [second.pk], by=None, at=NOW) == 1
    assert attendance.mark_left(meeting, [second.pk], by=None, at=NOW) == 0


def test_moving_from_the_room_to_the_screen_is_two_stays():
    meeting = opened_meeting(body_of(2), form=MeetingForm.MIXED)
    first, _ = voters_of(meeting)
    attendance.mark_present(meeting, {first.pk: Presence.REMOTE}, by=None, at=NOW + HOUR)
    stays = first.stays.order_by("pk").values_list("presence", "left_at")
    assert list(stays) == [("in_person", NOW + HOUR), ("remote", None)]


@pytest.mark.parametrize(("remote_counts", "voters"), [(True, 2), (False, 1)])
def test_remote_members_count_as_the_rules_say(remote_counts, voters):
    """C6."""
    meeting = opened_meeting(body_of(2), present=1, form=MeetingForm.MIXED)
    _, second = voters_of(meeting)
    attendance.mark_present(meeting, {second.pk: Presence.REMOTE}, by=None, at=NOW)
    meeting.rule_set.remote_counts = remote_counts
    assert len(queries.voters_among(meeting, queries.present_now(meeting))) == voters


def test_walk_in_attends_without_a_vote():
    """R55."""
    meeting = opened_meeting(body_of(2))
    person = PersonFactory.build()
    attendance.add_guest(
        meeting, person, ground="учитель", presence=Presence.IN_PERSON, by=None, at=NOW
    )
    assert len(queries.present_now(meeting)) == 3
    assert len(queries.voters_among(meeting, queries.present_now(meeting))) == 2
    assert meeting.invitations.voting().count() == 2


def test_wrong_mark_is_struck_out_until_a_vote_has_opened():
    """T47."""
    meeting = opened_meeting(body_of(3))
    *_, last = voters_of(meeting)
    attendance.undo_arrival(last.stays.get(), by=None, at=NOW)
    assert not last.stays.exists()
    attendance.mark_present(meeting, {last.pk: Presence.IN_PERSON}, by=None, at=NOW)
    voted_on(meeting)
    refused(rules.ROLL, attendance.undo_arrival, last.stays.get(), by=None, at=NOW)


def test_head_who_comes_late_takes_the_chair():
    """4.6."""
    meeting = called_meeting(body_of(3))
    first, second, third = voters_of(meeting)
    sitting.open_meeting(
        meeting,
        present={second.pk: Presence.IN_PERSON, third.pk: Presence.IN_PERSON},
        presiding=second.person,
        ground="назначен руководителем",
        secretary=third.person,
        by=None,
        at=NOW,
    )
    attendance.mark_present(meeting, {first.pk: Presence.IN_PERSON}, by=None, at=NOW)
    refused(rules.GROUP_PRESIDES, attendance.preside, meeting, third.person, by=None, at=NOW)
    changed = attendance.preside(meeting, first.person, by=None, at=NOW)
    assert (changed.presiding, changed.presiding_ground) == (first.person, "руководитель")


# Questions


def test_next_question_ends_the_one_before():
    meeting = opened_meeting(body_of(3), items=3)
    course.take_up(item_of(meeting, 1), by=None, at=NOW)
    leave(meeting, voters_of(meeting)[-1])
    course.take_up(item_of(meeting, 2), by=None, at=NOW + HOUR)
    first, second, third = meeting.items.all()
    assert [each.state for each in (first, second, third)] == ["done", "current", "waiting"]
    assert [each.present_count for each in (first, second, third)] == [3, 2, None]
    assert second.opened_at == NOW + HOUR
    assert [queries.quorum_of(each) and queries.quorum_of(each).met for each in (first, third)] == [
        True,
        None,
    ]


def test_quorum_is_counted_anew_at_each_question():
    """R62: two of three leave, and the next question finds no quorum."""
    meeting = opened_meeting(body_of(4), present=2, items=2)
    course.take_up(item_of(meeting, 1), by=None, at=NOW)
    leave(meeting, voters_of(meeting)[1])
    item = course.take_up(item_of(meeting, 2), by=None, at=NOW)
    quorum = queries.quorum_of(item)
    assert (quorum.needed, quorum.present, quorum.met) == (2, 1, False)


def test_question_under_vote_is_not_left():
    meeting = opened_meeting(body_of(3), items=2)
    voted_on(meeting)
    for act in (course.finish_item, course.take_up):
        refused(
            rules.LOCKED, act, item_of(meeting, 2 if act is course.take_up else 1), by=None, at=NOW
        )
    refused(rules.LOCKED, course.remove_item, item_of(meeting, 1), reason="спешим", by=None, at=NOW)


def test_undecided_question_is_put_again_or_put_off():
    """3.3 абз. 2, R122: the presiding person abstained."""
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    say(vote, Choice.ABSTAINED, Choice.FOR, Choice.AGAINST)
    assert voting.close_vote(vote, by=None, at=NOW).result == "undecided"
    with pytest.raises(DomainError, match="ещё раз или отложите"):
        course.finish_item(item_of(meeting), by=None, at=NOW)
    again = voting.open_vote(item_of(meeting), by=None, at=NOW)
    say(again, Choice.FOR, Choice.FOR, Choice.AGAINST)
    assert voting.close_vote(again, by=None, at=NOW).result == "adopted"
    assert course.finish_item(item_of(meeting), by=None, at=NOW).state == ItemState.DONE


def test_undecided_rest_of_a_question_waits_for_the_next_meeting():
    """R122: one part is decided, the other is not, and nobody is left to vote once more."""
    meeting = opened_meeting(body_of(4))
    decided = voted_on(meeting)
    say(decided, Choice.FOR, Choice.FOR, Choice.FOR)
    voting.close_vote(decided, by=None, at=NOW)
    tied = voted_on(meeting, question="Утвердить смету.")
    say(tied, Choice.ABSTAINED, Choice.FOR, Choice.AGAINST)
    assert voting.close_vote(tied, by=None, at=NOW).result == "undecided"
    for gone in voters_of(meeting)[1:]:
        leave(meeting, gone)
    assert course.put_off_rest(meeting, reason="нет кворума", by=None, at=NOW) == 1
    assert item_of(meeting).state == ItemState.DONE
    waiting = Proposal.objects.get()
    assert (waiting.fate, waiting.text) == (Fate.PUT_OFF, "Утвердить смету.")
    assert sitting.close_meeting(meeting, by=None, at=NOW).decisions.count() == 1


def test_question_put_off_waits_for_the_next_meeting():
    """R113."""
    meeting = opened_meeting(body_of(2), items=2)
    course.put_off_item(item_of(meeting), reason="нет докладчика", by=None, at=NOW)
    item, proposal = item_of(meeting), Proposal.objects.get()
    assert (item.state, item.removal_reason) == (ItemState.REMOVED, "нет докладчика")
    assert (proposal.fate, proposal.meeting, proposal.item) == (Fate.PUT_OFF, None, None)
    assert (proposal.body, proposal.title, proposal.text) == (
        meeting.body,
        item.title,
        item.draft_decision,
    )


def test_proposal_of_a_member_goes_back_to_wait_itself():
    meeting = opened_meeting(body_of(2))
    author = voters_of(meeting)[1].person
    proposal = Proposal.objects.create(
        body=meeting.body,
        meeting=meeting,
        author=author,
        title="О плане",
        fate=Fate.TAKEN,
        item=item_of(meeting),
        proposed_at=NOW,
    )
    course.put_off_item(item_of(meeting), reason="нет времени", by=None, at=NOW)
    proposal.refresh_from_db()
    assert (Proposal.objects.count(), proposal.fate, proposal.author) == (1, Fate.PUT_OFF, author)


def test_rest_is_put_off_at_once():
    """A meeting without a quorum ends with its whole agenda put off."""
    meeting = opened_meeting(body_of(4), present=1, items=3)
    assert course.put_off_rest(meeting, reason="нет кворума", by=None, at=NOW) == 3
    assert sitting.close_meeting(meeting, by=None, at=NOW).state == MeetingState.CLOSED


def test_prose_is_saved_without_a_new_version():
    meeting = opened_meeting(body_of(2))
    item = course.record_course(
        item_of(meeting),
        heard="доклад",
        spoken="прения",
        before=rules.trace("", ""),
        by=None,
        at=NOW,
    )
    assert (item.heard, item.spoken) == ("доклад", "прения")
    version = meeting.version
    meeting.refresh_from_db()
    assert meeting.version == version


# Closing


def test_meeting_closes_when_every_question_has_its_end(told):
    """R126."""
    meeting = opened_meeting(body_of(3), items=2)
    user = UserFactory()
    course.take_up(item_of(meeting, 1), by=None, at=NOW)
    assert "1, 2" in refused(rules.COURSE, sitting.close_meeting, meeting, by=user, at=NOW)
    course.finish_item(item_of(meeting, 1), by=None, at=NOW)
    course.remove_item(item_of(meeting, 2), reason="решён раньше", by=None, at=NOW)
    assert told == []
    closed = sitting.close_meeting(meeting, by=user, at=NOW + HOUR)
    assert (closed.state, closed.closed_at) == (MeetingState.CLOSED, NOW + HOUR)
    assert set(Attendance.objects.values_list("left_at", flat=True)) == {NOW + HOUR}
    assert told == [(meeting.pk, user, NOW + HOUR)]


def test_meeting_does_not_close_over_an_open_vote(told):
    meeting = opened_meeting(body_of(3))
    voted_on(meeting)
    refused(rules.COURSE, sitting.close_meeting, meeting, by=None, at=NOW)
    assert told == []


def test_closed_meeting_takes_nothing_more():
    meeting = opened_meeting(body_of(2), items=1)
    course.put_off_rest(meeting, reason="нет времени", by=None, at=NOW)
    sitting.close_meeting(meeting, by=None, at=NOW)
    first, _ = voters_of(meeting)
    refused(STEP_BY_STEP, sitting.close_meeting, meeting, by=None, at=NOW)
    refused(STEP_BY_STEP, leave, meeting, first)
    refused(rules.COURSE, course.take_up, item_of(meeting), by=None, at=NOW)
    said = {"heard": "позже", "spoken": ""}
    refused(rules.COURSE, course.record_course, item_of(meeting), **said, by=None, at=NOW)


def test_guest_of_the_meeting_is_no_voter():
    meeting = opened_meeting(body_of(2))
    user = guest_of(meeting)
    attendance.mark_present(
        meeting,
        {meeting.invitations.get(person=user.person).pk: Presence.IN_PERSON},
        by=None,
        at=NOW,
    )
    vote = voted_on(meeting)
    assert (vote.present_count, vote.ballots.count(), vote.roster_size) == (2, 2, 2)
