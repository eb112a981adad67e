"""Bodies that must meet each quarter or year: at the edges of the periods (R53, R80, R145, C18, T52)."""

import datetime

import pytest
from django.utils import timezone

from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import RuleSet
from association.meetings import obligations
from association.meetings.choices import MeetingForm, MeetingState, Occasion
from association.meetings.models import Meeting
from association.meetings.rules import obligations as rules
from association.meetings.rules.obligations import Gathering, Period, Standing
from home.accounts.choices import Role
from home.notices.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory, officer, presidium
from tests.factories.organisations import OrganisationFactory

D = datetime.date
LONG_AGO = datetime.datetime(2026, 1, 1, 9, tzinfo=datetime.UTC)
Q4 = Period(D(2026, 10, 1), D(2026, 12, 31), "IV\xa0квартал 2026\xa0г.")
USUAL = {Occasion.ORDINARY, Occasion.YEARLY_CONFERENCE}


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (D(2026, 1, 1), D(2026, 1, 1), D(2026, 3, 31)),
        (D(2028, 2, 29), D(2028, 1, 1), D(2028, 3, 31)),
        (D(2026, 6, 30), D(2026, 4, 1), D(2026, 6, 30)),
        (D(2026, 7, 1), D(2026, 7, 1), D(2026, 9, 30)),
        (D(2026, 12, 31), D(2026, 10, 1), D(2026, 12, 31)),
    ],
)
def test_quarters_are_those_of_the_calendar(on, first, last):
    """C18."""
    period = rules.period_of("quarter", on)
    assert (period.first, period.last) == (first, last)
    assert rules.period_before("quarter", on).last == first - datetime.timedelta(1)


def test_every_day_lies_in_its_periods():
    for number in range(1500):
        day = D(2026, 1, 1) + datetime.timedelta(number)
        for kind in ("quarter", "year"):
            period = rules.period_of(kind, day)
            assert period.first <= day <= period.last


def gathering(on, state=MeetingState.CLOSED, **given):
    given = {"occasion": Occasion.ORDINARY, "form": MeetingForm.IN_PERSON, **given}
    return Gathering(on, state=state, **given)


@pytest.mark.parametrize(
    ("gatherings", "on", "standing"),
    [
        ([], D(2026, 12, 16), Standing.FAR),
        ([], D(2026, 12, 17), Standing.ALARM),
        ([], D(2026, 12, 31), Standing.ALARM),
        ([], D(2027, 1, 1), Standing.BREACH),
        ([gathering(D(2026, 10, 1))], D(2026, 12, 30), Standing.MET),
        ([gathering(D(2026, 12, 31))], D(2027, 1, 1), Standing.MET),
        ([gathering(D(2027, 1, 1))], D(2027, 1, 1), Standing.BREACH),
        ([gathering(D(2026, 9, 30))], D(2026, 12, 30), Standing.ALARM),
        ([gathering(D(2026, 12, 29), MeetingState.SENT)], D(2026, 12, 20), Standing.PLANNED),
        ([gathering(D(2026, 12, 29), MeetingState.SENT)], D(2027, 1, 1), Standing.BREACH),
        (
            [gathering(D(2026, 11, 2), occasion=Occasion.EXTRAORDINARY)],
            D(2026, 12, 20),
            Standing.ALARM,
        ),
        ([gathering(D(2026, 11, 2), form=MeetingForm.POLL)], D(2026, 12, 20), Standing.ALARM),
        ([gathering(D(2026, 11, 2), form=MeetingForm.REMOTE)], D(2026, 12, 20), Standing.MET),
    ],
)
def test_quarter_is_judged_14_days_before_its_end_and_after_it(gatherings, on, standing):
    """R53: an extraordinary meeting does not fill the quarter, and a poll is no meeting."""
    assert rules.judge(Q4, gatherings, USUAL, 14, on).standing == standing


def test_extraordinary_meeting_counts_where_the_rules_say_so():
    """R145: any meeting of such a group counts."""
    occasions = rules.filling_occasions(
        "quarter", is_general_meeting=False, extraordinary_fills=True
    )
    held = gathering(D(2026, 11, 2), occasion=Occasion.EXTRAORDINARY)
    assert rules.judge(Q4, [held], occasions, 14, D(2026, 12, 20)).standing == Standing.MET


def test_year_of_the_general_meeting_is_filled_at_the_conference_alone():
    """R80, 6.3."""
    occasions = rules.filling_occasions("year", is_general_meeting=True, extraordinary_fills=False)
    year = rules.period_of("year", D(2026, 11, 18))
    ordinary = gathering(D(2026, 5, 5))
    conference = gathering(D(2026, 5, 5), occasion=Occasion.YEARLY_CONFERENCE)
    found = [
        rules.judge(year, [each], occasions, 60, D(2026, 11, 18)) for each in (ordinary, conference)
    ]
    assert [each.standing for each in found] == [Standing.ALARM, Standing.MET]


@pytest.mark.parametrize(
    ("founded", "watched", "owed"),
    [
        (None, D(2026, 11, 1), True),
        (None, D(2027, 1, 1), False),
        (D(2026, 10, 1), D(2026, 1, 1), True),
        (D(2026, 10, 2), D(2026, 1, 1), False),
    ],
)
def test_only_whole_periods_under_the_eyes_of_the_program_are_owed(founded, watched, owed):
    assert rules.is_owed(Q4, founded, watched) is owed


def at(*moment) -> datetime.datetime:
    return datetime.datetime(*moment, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def watched(db):
    """A Presidium that the program has watched since January."""
    RuleSet.objects.update(in_force_since=LONG_AGO)
    return presidium(2)


def meet(body, starts_at, state=MeetingState.CLOSED, **given):
    moments = {"opened_at": starts_at, "closed_at": starts_at} if state == "closed" else {}
    return Meeting.objects.create(
        body=body,
        rule_set=body.rule_set,
        starts_at=starts_at,
        created_at=starts_at,
        state=state,
        **moments,
        **given,
    )


def standings(body, on) -> list[Standing]:
    return [answer.standing for answer in obligations.watch([body], on)[0].answers]


def test_day_of_a_meeting_is_that_of_the_stated_zone(watched):
    """T52: an evening of UTC is already the next quarter in Moscow."""
    meet(watched, datetime.datetime(2026, 9, 30, 21, 30, tzinfo=datetime.UTC))
    assert standings(watched, D(2026, 12, 20)) == [Standing.BREACH, Standing.MET]


def test_cancelled_meeting_does_not_count(watched):
    meet(watched, at(2026, 12, 25, 12), MeetingState.CANCELLED, cancel_reason="нет кворума")
    assert standings(watched, D(2026, 12, 20))[1] == Standing.ALARM


def test_chair_and_secretary_are_told_once_of_each(watched):
    """R53, T57."""
    chair = officer(watched, OfficeKind.CHAIR)
    meet(watched, at(2026, 9, 1, 12))
    for day in (D(2026, 12, 16), D(2026, 12, 17), D(2026, 12, 18)):
        obligations.remind_of_obligations(at(day.year, day.month, day.day, 8))
    letter = Letter.objects.get(person=chair.person)
    assert (letter.kind, letter.clause) == ("meetings.period_ends", "п.\xa04.2 Положения")
    obligations.remind_of_obligations(at(2027, 1, 1, 0, 1))
    obligations.remind_of_obligations(at(2027, 1, 2, 8))
    kinds = Letter.objects.filter(person=chair.person).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "meetings.period_ends",
        "meetings.period_broken",
    ]


def test_desk_of_those_concerned_shows_it_and_of_others_asks_nothing(
    watched, django_assert_num_queries
):
    meet(watched, at(2026, 9, 1, 12))
    secretary = UserFactory(role=Role.SECRETARY)
    (task,) = obligations.obligation_tasks(secretary, D(2026, 12, 20))
    assert (task.title, task.due) == ("Назначьте заседание: Президиум", D(2026, 12, 31))
    member = officer(watched)
    assert list(obligations.obligation_tasks(member, D(2026, 12, 20))) == []
    with django_assert_num_queries(0):
        assert list(obligations.obligation_tasks(member, D(2026, 12, 20))) == []


def test_group_without_a_period_is_not_watched(watched):
    group = CollegialBodyFactory(kind=BodyKind.WORKING_GROUP)
    assert obligations.watch([group], D(2027, 1, 1)) == []


def test_watch_asks_as_much_for_200_bodies_as_for_one(watched, django_assert_num_queries):
    """Issue 4, 5."""
    owner = OrganisationFactory()
    bodies = CollegialBodyFactory.create_batch(200, owner=owner, rules_code="working-group-school")
    for count in (1, 200):
        with django_assert_num_queries(3):
            assert len(obligations.watch(bodies[:count], D(2026, 12, 20))) == count
