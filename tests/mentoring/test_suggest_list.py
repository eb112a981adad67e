"""The field as the register knows it, and the lines that the queue writes into a list (R46–R48, C38)."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from wagtail.models import ModelLogEntry

from association.mentoring.choices import Criterion, EndGround, Hold, Line, ListState, Origin
from association.mentoring.models import ListLine, MentoringSettings, PairList
from association.mentoring.operations.forming import open_list
from association.mentoring.operations.suggesting import (
    ATTEMPTS,
    CHANGED,
    FAILED,
    ask_for_suggestion,
    fill_list,
)
from association.mentoring.queries.field import field_on
from association.mentoring.queries.parties import ratio_on
from association.mentoring.rules.names import LIST_SEEN, SUGGESTION
from association.mentoring.rules.suggesting.progress import LOST_AFTER
from association.organisations.choices import Standing
from home.accounts.models import User
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.mentoring import (
    NOW,
    TODAY,
    candidate,
    certify,
    decision_of_presidium,
    mentor,
    pair,
)
from tests.factories.organisations import BranchFactory, OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


TOMORROW = NOW + datetime.timedelta(days=1)


@pytest.fixture
def chair():
    return UserFactory()


@pytest.fixture
def pair_list(chair):
    return open_list(by=chair, at=NOW)


@pytest.fixture
def here():
    return TerritoryFactory()


def parties(here, *, mentors=2, candidates=2):
    """Of one territory, so that everybody can be with everybody."""
    return (
        [mentor(territory=here) for _ in range(mentors)],
        [candidate(territory=here) for _ in range(candidates)],
    )


def line(pair_list, one, other, **fields):
    return ListLine.objects.create(
        pair_list=pair_list, mentor=one, candidate=other, criterion=Criterion.BRANCH, **fields
    )


def suggested(pair_list, chair, callbacks):
    with callbacks(execute=True):
        ask_for_suggestion(pair_list, seen=pair_list.version, by=chair, at=NOW)
    pair_list.refresh_from_db()
    return keys(pair_list.lines.all())


def keys(lines):
    return {(each.mentor, each.candidate) for each in lines}


# --- The field


def test_the_field_says_what_profiles_and_registers_say(here):
    here.latitude, here.longitude = 53, 83
    here.save()
    beside, branch, other = TerritoryFactory(), BranchFactory(), BranchFactory()
    here.neighbours.add(beside)
    one = mentor(
        territory=here,
        branch=branch,
        capacity=3,
        processes=["audit", "risks"],
        profile={"reach_km": 90, "works_remotely": False, "languages": ["ru", "tt"]},
    )
    one.mentor_profile.branches.add(other)
    two = candidate(
        territory=beside, branch=other, needs=["audit"], profile={"meets_in_person": False}
    )

    found = field_on(TODAY)

    known, helped = found.mentors[one.pk], found.candidates[two.pk]
    assert (known.name, known.territory, known.capacity, known.reach_km) == (
        one.short_name,
        here.pk,
        3,
        90,
    )
    assert (known.remote, known.visits, known.languages) == (False, True, {"ru", "tt"})
    assert (known.branch, known.branches) == (branch.name, {other.name})
    assert known.processes == {"Внутренний аудит", "Риски и возможности"}
    assert (helped.needs, helped.remote, helped.visits) == ({"Внутренний аудит"}, True, False)
    assert found.places[here.pk].centre is not None
    assert found.are_neighbours(beside.pk, here.pk)
    assert found.name_of(here.pk) == here.name


def test_who_may_be_paired_is_who_is_counted(here):
    mentor(territory=here)
    mentor(territory=here, certified=False)
    mentor(territory=here, profile={"is_willing": False})
    silent = OrganisationFactory(standing=Standing.CANDIDATE)
    reached = candidate(territory=here)
    certify(reached)

    found = field_on(TODAY)

    assert found.ratio == ratio_on(TODAY)
    assert (len(found.mentors), len(found.candidates)) == (1, 2)
    assert not found.candidates[silent.pk].is_certified
    assert found.candidates[reached.pk].is_certified


def test_pairs_at_work_stand_and_pairs_that_are_over_are_past():
    working = pair()
    over = pair(
        begins_on=TODAY - datetime.timedelta(days=9),
        ended_on=TODAY,
        ended_at=NOW,
        end_ground=EndGround.DECISION,
        end_decision=decision_of_presidium(),
    )

    found = field_on(TODAY)

    assert found.standing == {(working.mentor_id, working.candidate_id)}
    assert found.past == {(over.mentor_id, over.candidate_id)}


def test_the_field_takes_as_many_queries_for_many_as_for_one(here, django_assert_num_queries):
    def made():
        mentor(territory=here, processes=["audit"]).mentor_profile.branches.add(BranchFactory())
        candidate(territory=here, needs=["audit"])

    made()
    MentoringSettings.load()
    with django_assert_num_queries(10):
        field_on(TODAY)
    for _ in range(4):
        made()
    with django_assert_num_queries(10):
        field_on(TODAY)


def test_the_weights_are_those_of_the_settings(here):
    settings = MentoringSettings.load()
    settings.same_territory, settings.most_mentors = 77, 2
    settings.save()

    found = field_on(TODAY).weights

    assert (found.same_territory, found.most_mentors, found.same_branch) == (77, 2, 30)


def test_the_command_answers_of_the_register_and_writes_nothing(here):
    one, two = mentor(territory=here), candidate(territory=here)
    out = StringIO()

    call_command("suggest_pairs", stdout=out)

    assert out.getvalue().splitlines() == [
        "1\xa0наставник, 1\xa0кандидат: 1\xa0пара, баллов\xa040.",
        f"{one.short_name} — {two.short_name}: 40 (территориальное расположение). "
        f"одна территория ({here.name}) +40",
    ]
    assert not PairList.objects.exists()


# --- The list


def test_free_lines_are_filled_with_the_best_pairs(
    here, pair_list, chair, django_capture_on_commit_callbacks
):
    branch = BranchFactory()
    one, best = mentor(territory=here), mentor(territory=here, branch=branch)
    other, wants = candidate(territory=here), candidate(territory=here, branch=branch)
    line(pair_list, best, other)

    found = suggested(pair_list, chair, django_capture_on_commit_callbacks)

    assert found == {(one, other), (best, wants)}
    written = pair_list.lines.get(candidate=wants)
    assert (written.kind, written.hold, written.origin) == (Line.FORM, Hold.FREE, Origin.SUGGESTED)
    assert (written.criterion, written.score) == (Criterion.TERRITORY, 70)
    assert [reason["code"] for reason in written.reasons] == ["same_territory", "same_branch"]
    assert (pair_list.best_served, pair_list.best_points) == (2, 110)
    assert pair_list.suggesting_since is None
    assert pair_list.suggested_at is not None
    assert pair_list.weights["same_territory"] == 40
    assert pair_list.version == 3


def test_the_log_says_who_asked_and_what_was_found(
    here, pair_list, chair, django_capture_on_commit_callbacks
):
    parties(here)

    suggested(pair_list, chair, django_capture_on_commit_callbacks)

    log = ModelLogEntry.objects.for_instance(pair_list)
    acts = {each.action: each for each in log}
    assert set(acts) == {
        "mentoring.open_list",
        "mentoring.ask_for_suggestion",
        "mentoring.suggest_pairs",
    }
    assert acts["mentoring.suggest_pairs"].user == chair
    assert acts["mentoring.suggest_pairs"].data == {"pairs": 2, "total": 80, "best": 80}


def test_what_is_locked_stays_and_what_is_dropped_does_not_come_back(
    here, pair_list, chair, django_capture_on_commit_callbacks
):
    (first, second, third), (one, other, last) = parties(here, mentors=3, candidates=3)
    locked = line(pair_list, first, other, hold=Hold.LOCKED)
    dropped = line(pair_list, second, one, hold=Hold.DROPPED)

    found = suggested(pair_list, chair, django_capture_on_commit_callbacks)

    assert found == {(first, other), (second, one), (second, last), (third, one)}
    assert {locked.pk, dropped.pk} < {each.pk for each in pair_list.lines.all()}


def test_the_best_list_is_told_as_if_nothing_were_locked(
    here, pair_list, chair, django_capture_on_commit_callbacks
):
    far = mentor(territory=TerritoryFactory())
    near, one = mentor(territory=here), candidate(territory=here)
    candidate(territory=here)
    line(pair_list, far, one, hold=Hold.LOCKED)

    suggested(pair_list, chair, django_capture_on_commit_callbacks)

    assert pair_list.lines.get(hold=Hold.FREE).mentor == near
    assert (pair_list.best_served, pair_list.best_points) == (1, 40)


def test_pairs_at_work_and_promised_in_other_lists_take_their_share(
    here, pair_list, chair, django_capture_on_commit_callbacks
):
    (busy, promised, free), (helped, waiting, last) = parties(here, mentors=3, candidates=3)
    pair(mentor_=busy, candidate_=helped)
    sent = PairList.objects.create(
        year=2026,
        number=99,
        state=ListState.AGREEMENT,
        sent_at=NOW,
        agree_until=TODAY,
        opened_by=chair,
        opened_at=NOW,
    )
    line(sent, promised, waiting)

    assert suggested(pair_list, chair, django_capture_on_commit_callbacks) == {(free, last)}


def test_a_pair_that_the_list_ends_frees_both_and_is_not_formed_again(
    here, pair_list, chair, django_capture_on_commit_callbacks
):
    (busy, free), (helped, waiting) = parties(here)
    ending = pair(mentor_=busy, candidate_=helped)
    line(pair_list, busy, helped, kind=Line.END, pair=ending, ground="не сработались")

    suggested(pair_list, chair, django_capture_on_commit_callbacks)

    formed = pair_list.lines.filter(kind=Line.FORM)
    assert keys(formed) == {(free, helped), (busy, waiting)}
    assert formed.get(candidate=helped).pair == ending
    assert formed.get(candidate=waiting).pair is None


def test_a_second_suggestion_of_the_same_field_is_the_same(
    here, pair_list, chair, django_capture_on_commit_callbacks
):
    parties(here, mentors=3, candidates=3)

    first = suggested(pair_list, chair, django_capture_on_commit_callbacks)
    again = suggested(pair_list, chair, django_capture_on_commit_callbacks)

    assert len(first) == 3
    assert first == again


def test_a_list_that_has_changed_since_it_was_read_is_not_filled(pair_list, chair):
    with pytest.raises(DomainError) as refusal:
        ask_for_suggestion(pair_list, seen=pair_list.version + 1, by=chair, at=NOW)

    assert refusal.value.rule == LIST_SEEN
    pair_list.refresh_from_db()
    assert pair_list.suggesting_since is None


def test_one_suggestion_at_a_time_and_a_lost_one_may_be_asked_again(pair_list, chair):
    ask_for_suggestion(pair_list, seen=1, by=chair, at=NOW)

    with pytest.raises(DomainError) as refusal:
        ask_for_suggestion(pair_list, seen=2, by=chair, at=NOW + LOST_AFTER / 2)
    asked = ask_for_suggestion(pair_list, seen=2, by=chair, at=NOW + LOST_AFTER)

    assert refusal.value.rule == SUGGESTION
    assert (asked.suggesting_since, asked.version) == (NOW + LOST_AFTER, 3)


def test_a_sent_list_is_not_filled(here, pair_list, chair):
    parties(here)
    PairList.objects.update(state=ListState.AGREEMENT, sent_at=NOW, agree_until=TODAY)

    with pytest.raises(DomainError, match="Нельзя изменить список"):
        ask_for_suggestion(pair_list, seen=1, by=chair, at=NOW)


# --- The queue (T57)


def asked(pair_list, chair) -> PairList:
    return ask_for_suggestion(pair_list, seen=pair_list.version, by=chair, at=NOW)


def test_a_task_that_is_run_twice_writes_once(here, pair_list, chair):
    parties(here)
    pair_list = asked(pair_list, chair)

    fill_list.call(pair_list.pk, NOW.isoformat(), chair.pk)
    fill_list.call(pair_list.pk, NOW.isoformat(), chair.pk)

    pair_list.refresh_from_db()
    assert (pair_list.version, pair_list.lines.count()) == (3, 2)


def test_a_worker_that_was_thought_lost_writes_nothing(here, pair_list, chair):
    parties(here)
    pair_list = asked(pair_list, chair)
    ask_for_suggestion(pair_list, seen=2, by=chair, at=TOMORROW)

    fill_list.call(pair_list.pk, NOW.isoformat(), chair.pk)

    pair_list.refresh_from_db()
    assert (pair_list.suggesting_since, pair_list.lines.count()) == (TOMORROW, 0)


def test_a_failed_task_says_so_and_lets_the_list_go(pair_list, chair):
    pair_list, nobody = asked(pair_list, chair), 0

    with pytest.raises(User.DoesNotExist):
        fill_list.call(pair_list.pk, NOW.isoformat(), nobody)

    pair_list.refresh_from_db()
    assert (pair_list.suggesting_since, pair_list.suggestion_flaw) == (None, FAILED)
    assert asked(pair_list, chair).suggestion_flaw == ""


def changing(pair_list, times: int):
    """The chair changes the list so many times while the program reads the field."""
    left = [times]

    def meanwhile(execute, sql, *rest):
        if left[0] and sql.startswith("SELECT") and 'FROM "mentoring_pair"' in sql:
            left[0] -= 1
            PairList.objects.filter(pk=pair_list.pk).update(version=F("version") + 1)
        return execute(sql, *rest)

    return connection.execute_wrapper(meanwhile)


def test_a_list_that_changes_meanwhile_is_thought_over_again(here, pair_list, chair):
    parties(here)
    pair_list = asked(pair_list, chair)

    with changing(pair_list, ATTEMPTS - 1):
        fill_list.call(pair_list.pk, NOW.isoformat(), chair.pk)

    pair_list.refresh_from_db()
    assert (pair_list.lines.count(), pair_list.suggestion_flaw) == (2, "")


def test_a_list_that_never_rests_is_given_up_in_words(here, pair_list, chair):
    parties(here)
    pair_list = asked(pair_list, chair)

    with changing(pair_list, ATTEMPTS):
        fill_list.call(pair_list.pk, NOW.isoformat(), chair.pk)

    pair_list.refresh_from_db()
    assert (pair_list.suggesting_since, pair_list.suggestion_flaw) == (None, CHANGED)
    assert pair_list.lines.count() == 0


def test_a_list_that_was_withdrawn_meanwhile_stays_as_it_is(here, pair_list, chair):
    parties(here)
    pair_list = asked(pair_list, chair)
    PairList.objects.update(state=ListState.WITHDRAWN)

    fill_list.call(pair_list.pk, NOW.isoformat(), chair.pk)

    pair_list.refresh_from_db()
    assert (pair_list.suggesting_since, pair_list.lines.count()) == (None, 0)
