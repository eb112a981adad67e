"""Open votes and their ballots: T44–T49, R62, R64, R74, R121–R123."""

import pytest
from wagtail.models import ModelLogEntry

from association.bodies.choices import Choice
from association.bodies.rules import names as bodies
from association.meetings import registry
from association.meetings.choices import Capacity, MeetingForm, Presence, VoteState
from association.meetings.models import Ballot, Decision, Vote
from association.meetings.operations import attendance, course, voting
from association.meetings.queries import sitting as queries
from association.meetings.registry import Matter
from association.meetings.rules import sitting as rules
from association.meetings.rules.procedure import SEEN
from home.accounts.models import Person
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.meetings import InvitationFactory
from tests.factories.sitting import (
    HOUR,
    NOW,
    body_of,
    guest_of,
    item_of,
    leave,
    newcomer,
    opened_meeting,
    say,
    user_of,
    voted_on,
    voters_of,
)

pytestmark = pytest.mark.django_db

FOR, AGAINST, ABSTAINED = Choice.FOR, Choice.AGAINST, Choice.ABSTAINED


def refused(rule, act, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        act(*args, **kwargs)
    assert refusal.value.rule == rule
    return refusal.value.message


def user_at(meeting, place):
    return user_of(voters_of(meeting)[place].person)


def refusals_in_log(vote):
    found = ModelLogEntry.objects.filter(
        action="meetings.refuse_ballot", object_id=str(vote.pk)
    ).order_by("pk")
    return [(entry.user, entry.data["rule"]) for entry in found]


# Opening


@pytest.mark.parametrize(
    ("members", "present", "opens"),
    [(9, 5, True), (9, 4, False), (10, 5, True), (10, 4, False), (1, 1, True), (2, 1, True)],
)
def test_no_vote_opens_without_quorum(members, present, opens):
    """T49, R62: half of the roster, rounded up; the refusal says how many are needed."""
    meeting = opened_meeting(body_of(members, presidium=True), present=present)
    if opens:
        assert voted_on(meeting).quorum_needed == -(-members // 2)
        return
    said = refused(bodies.PRESIDIUM_QUORUM, voted_on, meeting)
    assert "нужно не меньше 5" in said
    assert not Vote.objects.exists()


def test_opening_freezes_who_what_and_by_which_rule():
    """T47, R64."""
    meeting = opened_meeting(body_of(4), present=3)
    executor = PersonFactory()
    vote = voted_on(meeting, question="Утвердить иначе.", form="appeal", executor=executor)
    assert (vote.roster_size, vote.present_count, vote.quorum_needed) == (4, 3, 2)
    assert (vote.question, vote.form, vote.executor, vote.presiding) == (
        "Утвердить иначе.",
        "appeal",
        executor,
        meeting.presiding,
    )
    assert vote.rule == meeting.rule_set.adoption("ordinary").as_data()
    assert list(vote.ballots.values_list("choice", flat=True)) == ["", "", ""]
    assert item_of(meeting).draft_decision == "Утвердить иначе."


def test_second_vote_on_the_question_waits_for_the_first():
    meeting = opened_meeting(body_of(3))
    voted_on(meeting)
    refused(rules.LOCKED, voting.open_vote, item_of(meeting), by=None, at=NOW)
    assert Vote.objects.count() == 1


def test_only_the_question_considered_is_voted_on():
    meeting = opened_meeting(body_of(3))
    refused(rules.COURSE, voting.open_vote, item_of(meeting), by=None, at=NOW)


def test_vote_needs_whoever_presides():
    """4.6."""
    meeting = opened_meeting(body_of(4))
    leave(meeting, voters_of(meeting)[0])
    refused(rules.GROUP_PRESIDES, voted_on, meeting)


def test_nothing_is_asked_without_words():
    meeting = opened_meeting(body_of(2))
    meeting.items.update(draft_decision="")
    assert refused(rules.LOCKED, voted_on, meeting) == "Напишите, что решают."


def test_opening_what_somebody_changed_is_refused():
    """T35."""
    meeting = opened_meeting(body_of(2))
    item = course.take_up(item_of(meeting), by=None, at=NOW)
    refused(SEEN, voting.open_vote, item, seen=meeting.version, by=None, at=NOW)


# Ballots


def test_member_votes_once_and_by_name():
    """R64, R74, T44: the first one counts."""
    meeting = opened_meeting(body_of(3, presidium=True))
    vote, user = voted_on(meeting), user_at(meeting, 1)
    ballot = voting.cast_ballot(vote, FOR, by=user, at=NOW)
    assert (ballot.choice, ballot.channel, ballot.cast_at) == (FOR, "self", NOW)
    refused(rules.ONE_VOTE, voting.cast_ballot, vote, AGAINST, by=user, at=NOW + HOUR)
    assert list(vote.ballots.exclude(choice="").values_list("choice", "cast_by")) == [
        (FOR, user.pk)
    ]
    assert refusals_in_log(vote) == [(user, "meetings.one_vote")]
    assert rules.OPEN_VOTE.cited


def test_same_ballot_sent_twice_is_one_ballot():
    """T34: no refusal, no second moment."""
    meeting = opened_meeting(body_of(2))
    vote, user = voted_on(meeting), user_at(meeting, 0)
    voting.cast_ballot(vote, FOR, by=user, at=NOW)
    assert voting.cast_ballot(vote, FOR, by=user, at=NOW + HOUR).cast_at == NOW
    assert refusals_in_log(vote) == []


def test_late_ballot_is_refused_and_logged():
    """T45."""
    meeting = opened_meeting(body_of(3))
    vote, user = voted_on(meeting), user_at(meeting, 2)
    say(vote, FOR, FOR)
    voting.close_vote(vote, by=None, at=NOW)
    refused(rules.IN_TIME, voting.cast_ballot, vote, AGAINST, by=user, at=NOW)
    assert refusals_in_log(vote) == [(user, "meetings.in_time")]
    vote.refresh_from_db()
    assert (vote.votes_for, vote.votes_against, vote.ballots.filter(choice="").count()) == (2, 0, 1)


@pytest.mark.parametrize(
    ("presidium", "capacity", "rule"),
    [
        (True, Capacity.ADVISORY, rules.NO_VOTE),
        (True, Capacity.ATTENDING, rules.NO_VOTE),
        (False, Capacity.ADVISORY, rules.ANY_NO_VOTE),
    ],
)
def test_invitee_without_a_vote_is_refused(presidium, capacity, rule):
    """T46, R55: even present, and even when the account belongs to the secretary."""
    meeting = opened_meeting(body_of(3, presidium=presidium))
    user = guest_of(meeting, capacity)
    invitation = meeting.invitations.get(person=user.person)
    attendance.mark_present(meeting, {invitation.pk: Presence.IN_PERSON}, by=None, at=NOW)
    vote = voted_on(meeting)
    refused(rule, voting.cast_ballot, vote, FOR, by=user, at=NOW)
    assert refusals_in_log(vote) == [(user, rule.code)]


def test_stranger_and_proxy_are_refused():
    """T46: whoever is not on the roll, whatever they say of themselves."""
    meeting = opened_meeting(body_of(3, presidium=True))
    vote = voted_on(meeting)
    for user in (UserFactory(), UserFactory(person=None)):
        said = refused(rules.ONE_VOTE, voting.cast_ballot, vote, FOR, by=user, at=NOW)
        assert "по доверенности нельзя" in said
    assert not vote.ballots.exclude(choice="").exists()


def test_one_whose_account_was_put_out_is_refused():
    meeting = opened_meeting(body_of(2))
    vote, user = voted_on(meeting), user_at(meeting, 1)
    user.is_active = False
    with pytest.raises(DomainError):
        voting.cast_ballot(vote, FOR, by=user, at=NOW)


def test_one_taken_off_the_roll_is_refused():
    """T46: a suspended member."""
    meeting = opened_meeting(body_of(3))
    vote, user = voted_on(meeting), user_at(meeting, 2)
    meeting.invitations.filter(person=user.person).update(withdrawn_at=NOW)
    refused(rules.ROLL, voting.cast_ballot, vote, FOR, by=user, at=NOW)


def test_one_who_came_or_joined_after_the_opening_is_refused():
    """T47: the electorate is frozen."""
    body = body_of(4)
    meeting = opened_meeting(body, present=3)
    late = user_at(meeting, 3)
    vote = voted_on(meeting)
    attendance.mark_present(
        meeting, {voters_of(meeting)[3].pk: Presence.IN_PERSON}, by=None, at=NOW
    )
    joined = newcomer(body)
    InvitationFactory(meeting=meeting, person=joined)
    for user in (late, user_of(joined)):
        refused(rules.ROLL, voting.cast_ballot, vote, FOR, by=user, at=NOW)
    assert (vote.ballots.count(), refusals_in_log(vote)[0][0]) == (3, late)


def test_choice_that_does_not_exist_is_no_ballot():
    meeting = opened_meeting(body_of(2))
    vote, user = voted_on(meeting), user_at(meeting, 0)
    with pytest.raises(ValueError, match="secret"):
        voting.cast_ballot(vote, "secret", by=user, at=NOW)


def test_only_who_is_against_asks_to_have_it_recorded():
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    voting.cast_ballot(vote, AGAINST, asks_to_record=True, by=user_at(meeting, 0), at=NOW)
    voting.cast_ballot(vote, FOR, asks_to_record=True, by=user_at(meeting, 1), at=NOW)
    last = vote.ballots.get(choice="")
    voting.record_roll_call(vote, {last.pk: AGAINST}, asking=[last.pk], by=None, at=NOW)
    asking = vote.ballots.order_by("pk").values_list("choice", "asks_to_record")
    assert list(asking) == [(AGAINST, True), (FOR, False), (AGAINST, True)]


def test_roll_call_leaves_alone_what_was_voted_on_a_phone():
    """T44: both at once, nobody twice."""
    meeting = opened_meeting(body_of(3))
    vote, user = voted_on(meeting), user_at(meeting, 1)
    voting.cast_ballot(vote, AGAINST, by=user, at=NOW)
    keys = list(vote.ballots.order_by("pk").values_list("pk", flat=True))
    written = voting.record_roll_call(vote, dict.fromkeys(keys, FOR), by=None, at=NOW)
    assert written.recorded == 2
    assert [ballot.invitation.person for ballot in written.already] == [user.person]
    found = vote.ballots.order_by("pk").values_list("choice", "channel")
    assert list(found) == [(FOR, "secretary"), (AGAINST, "self"), (FOR, "secretary")]


def test_roll_call_knows_no_ballots_of_another_vote():
    meeting = opened_meeting(body_of(2), items=2)
    first = voted_on(meeting, 1)
    say(first, FOR, FOR)
    voting.close_vote(first, by=None, at=NOW)
    second = voted_on(meeting, 2)
    foreign = first.ballots.first()
    Ballot.objects.filter(pk=foreign.pk).update(choice="", cast_at=None)
    assert voting.record_roll_call(second, {foreign.pk: FOR}, by=None, at=NOW).recorded == 0


def test_wording_of_an_open_vote_is_another_vote():
    """T48: annulled with a reason, then asked anew; the first round stays as it was."""
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    voting.cast_ballot(vote, FOR, by=user_at(meeting, 0), at=NOW)
    refused(rules.LOCKED, voting.open_vote, item_of(meeting), question="Иначе.", by=None, at=NOW)
    annulled = voting.annul_vote(vote, reason="неточная формулировка", by=None, at=NOW)
    assert (annulled.state, annulled.result) == (VoteState.ANNULLED, "")
    again = voting.open_vote(item_of(meeting), question="Иначе.", by=None, at=NOW)
    assert (again.round, again.question) == (2, "Иначе.")
    assert not again.ballots.exclude(choice="").exists()
    vote.refresh_from_db()
    assert (vote.question, vote.ballots.filter(choice=FOR).count()) == ("Утвердить план 1.", 1)
    refused(rules.IN_TIME, voting.cast_ballot, vote, FOR, by=user_at(meeting, 1), at=NOW)


# Closing


@pytest.mark.parametrize(
    ("presidium", "said", "result", "needed", "exactly_half"),
    [
        # 4.9: half of those present is enough; the Code wants more, so it is marked (C5a, C41).
        (True, [FOR, FOR, AGAINST, AGAINST], "adopted", 2, True),
        (True, [FOR, AGAINST, AGAINST, AGAINST], "rejected", 2, False),
        (True, [FOR, FOR, FOR, ""], "adopted", 2, False),
        (True, ["", "", "", ""], "rejected", 2, False),
        (True, [ABSTAINED, ABSTAINED, ABSTAINED, FOR], "rejected", 2, False),
        # 3.3 of the working group: more than half, and on equal votes as the presiding person voted (R121, R122).
        (False, [FOR, FOR, FOR, AGAINST], "adopted", 3, False),
        (False, [FOR, FOR, AGAINST, AGAINST], "adopted", 3, False),
        (False, [AGAINST, AGAINST, FOR, FOR], "rejected", 3, False),
        (False, [ABSTAINED, FOR, AGAINST, ABSTAINED], "undecided", 3, False),
        (False, [FOR, FOR, ABSTAINED, ABSTAINED], "rejected", 3, False),
    ],
)
def test_result_by_the_rules_of_the_body(presidium, said, result, needed, exactly_half):
    """T49."""
    meeting = opened_meeting(body_of(4, presidium=presidium))
    vote = voted_on(meeting)
    say(vote, *said)
    closed = voting.close_vote(vote, by=None, at=NOW)
    assert (closed.result, closed.needed, closed.exactly_half) == (result, needed, exactly_half)
    assert closed.votes_for == said.count(FOR)
    assert closed.explanation
    assert Decision.objects.count() == (result == "adopted")


def test_who_leaves_without_voting_is_still_one_of_those_present():
    """R64: of the number present, non-voters too."""
    meeting = opened_meeting(body_of(5, presidium=True))
    vote = voted_on(meeting)
    for invitation in voters_of(meeting)[2:]:
        leave(meeting, invitation)
    say(vote, FOR, FOR)
    closed = voting.close_vote(vote, by=None, at=NOW)
    assert (closed.present_count, closed.needed, closed.result) == (5, 3, "rejected")


def test_stored_ballots_give_the_printed_counts():
    meeting = opened_meeting(body_of(3))
    vote = voted_on(meeting)
    say(vote, FOR, AGAINST, FOR)
    closed = voting.close_vote(vote, by=None, at=NOW)
    counted = queries.count_of(closed)
    assert (counted.tally.for_, counted.answer.needed, counted.answer.result) == (
        closed.votes_for,
        closed.needed,
        closed.result,
    )
    assert counted.explanation == closed.explanation


def test_vote_closes_once():
    """T35."""
    meeting = opened_meeting(body_of(2))
    vote = voted_on(meeting)
    say(vote, FOR, FOR)
    meeting.refresh_from_db()
    voting.close_vote(vote, seen=meeting.version, by=None, at=NOW)
    refused(SEEN, voting.close_vote, vote, seen=meeting.version, by=None, at=NOW)
    refused(rules.IN_TIME, voting.close_vote, vote, by=None, at=NOW)
    refused(rules.IN_TIME, voting.annul_vote, vote, reason="поздно", by=None, at=NOW)
    assert Decision.objects.count() == 1


def test_adoption_that_a_room_above_refuses_leaves_the_vote_open(monkeypatch):
    def adopted(decision, *, by, at):
        raise DomainError("Заявление отозвано.", rules.COURSE)

    monkeypatch.setattr(registry, "_matters", {})
    registry.register_matter(Matter("naming", "Имена", Person, adopted))
    meeting = opened_meeting(body_of(2))
    item = item_of(meeting)
    item.matter, item.subject = "naming", PersonFactory()
    item.save()
    vote = voted_on(meeting)
    say(vote, FOR, FOR)
    with pytest.raises(DomainError, match="Заявление отозвано"):
        voting.close_vote(vote, by=None, at=NOW)
    vote.refresh_from_db()
    assert (vote.state, vote.result, Decision.objects.count()) == (VoteState.OPEN, "", 0)


def test_remote_member_votes_where_the_rules_count_them():
    """R123, C6."""
    meeting = opened_meeting(body_of(2), present=1, form=MeetingForm.MIXED)
    second = voters_of(meeting)[1]
    attendance.mark_present(meeting, {second.pk: Presence.REMOTE}, by=None, at=NOW)
    vote = voted_on(meeting)
    assert voting.cast_ballot(vote, FOR, by=user_of(second.person), at=NOW).choice == FOR


def test_ballots_take_no_more_queries_in_a_crowd(django_assert_num_queries):
    for members in (2, 30):
        meeting = opened_meeting(body_of(members))
        vote, user = voted_on(meeting), user_at(meeting, 0)
        with django_assert_num_queries(6):
            voting.cast_ballot(vote, FOR, by=user, at=NOW)


def test_vote_opened_for_the_roll_call_takes_no_ballot_from_a_phone():
    """T46: whatever address is posted to; what the secretary wrote down stands."""
    meeting = opened_meeting(body_of(2))
    vote = voted_on(meeting, on_phones=False)
    refused(rules.BY_ROLL_CALL, voting.cast_ballot, vote, FOR, by=user_at(meeting, 1), at=NOW)
    assert refusals_in_log(vote) == [(user_at(meeting, 1), "meetings.by_roll_call")]
    assert not vote.ballots.exclude(choice="").exists()
    say(vote, FOR, AGAINST)
    refused(rules.ANY_ONE_VOTE, voting.cast_ballot, vote, FOR, by=user_at(meeting, 1), at=NOW)
    assert voting.close_vote(vote, by=None, at=NOW).votes_against == 1
