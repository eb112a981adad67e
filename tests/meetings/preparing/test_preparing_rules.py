"""What may be arranged, who is invited how, until when an opinion is in time: tables without a database."""

import datetime
from dataclasses import replace
from types import SimpleNamespace

import pytest

from association.meetings.choices import (
    Act,
    Capacity,
    GuestCategory,
    MeetingForm,
    MeetingState,
    Occasion,
)
from association.meetings.rules import names, preparing, procedure
from association.meetings.rules.preparing import Arrangement
from documents.records.choices import Level
from home.rulebook import DomainError, rule
from home.workdays.rules import CalendarMissing, Day, WorkingCalendar

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=datetime.UTC)
CLAUSE = rule("test.preparing_clause", title="Пункт набора правил")


def rules_of(**values):
    known = {
        "source": "association",
        "absentee_allowed": False,
        "poll_allowed": False,
        "poll_days": 2,
        "opinion_days": 1,
    }
    return SimpleNamespace(**known | values, rule_for=lambda name: CLAUSE)


def plan(**changes) -> Arrangement:
    usual = Arrangement(form=MeetingForm.IN_PERSON, starts_at=NOW + datetime.timedelta(days=7))
    return replace(usual, **changes)


def day(**delta) -> datetime.datetime:
    return NOW + datetime.timedelta(**delta)


def poll(**changes) -> Arrangement:
    return plan(form=MeetingForm.POLL, starts_at=day(days=1), **changes)


@pytest.mark.parametrize(
    ("arrangement", "rule_set", "field"),
    [
        (plan(starts_at=NOW), rules_of(), "starts_on"),
        (plan(starts_at=day(days=-1)), rules_of(), "starts_on"),
        (plan(starts_at=day(days=5000)), rules_of(), "starts_on"),
        (plan(closes_at=day(days=9)), rules_of(), "closes_on"),
        (plan(form=MeetingForm.ABSENTEE, closes_at=day(days=9)), rules_of(), "form"),
        (poll(closes_at=day(days=9)), rules_of(), "form"),
        (poll(), rules_of(poll_allowed=True), "closes_on"),
        (poll(closes_at=day(days=2, hours=23)), rules_of(poll_allowed=True), "closes_on"),
        (poll(closes_at=day(days=5000)), rules_of(poll_allowed=True), "closes_on"),
        (plan(occasion=Occasion.EXTRAORDINARY), rules_of(), "reason"),
        (plan(occasion=Occasion.EXTRAORDINARY, reason="  "), rules_of(), "reason"),
        (plan(occasion=Occasion.YEARLY_CONFERENCE), rules_of(), "occasion"),
    ],
)
def test_arrangement_that_rules_or_sense_forbid_is_refused(arrangement, rule_set, field):
    with pytest.raises(DomainError) as refusal:
        preparing.check_arrangement(arrangement, rule_set, at=NOW, may_be_yearly=False)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("arrangement", "rule_set"),
    [
        (plan(), rules_of()),
        (plan(form=MeetingForm.REMOTE), rules_of()),
        (plan(occasion=Occasion.EXTRAORDINARY, reason="Срок заявки завтра"), rules_of()),
        (plan(occasion=Occasion.YEARLY_CONFERENCE), rules_of()),
        (poll(closes_at=day(days=3)), rules_of(poll_allowed=True)),
        (
            plan(form=MeetingForm.ABSENTEE, closes_at=day(days=9)),
            rules_of(absentee_allowed=True),
        ),
    ],
)
def test_arrangement_within_the_rules_is_taken(arrangement, rule_set):
    preparing.check_arrangement(arrangement, rule_set, at=NOW, may_be_yearly=True)


def test_refusal_of_an_extraordinary_meeting_names_the_clause():
    with pytest.raises(DomainError) as refusal:
        preparing.check_arrangement(
            plan(occasion=Occasion.EXTRAORDINARY), rules_of(), at=NOW, may_be_yearly=False
        )
    assert refusal.value.rule is names.EXTRAORDINARY
    assert names.EXTRAORDINARY.clause == "п.\xa04.2 Положения"


@pytest.mark.parametrize(
    ("form", "occasion", "by_head"),
    [
        (MeetingForm.IN_PERSON, Occasion.ORDINARY, False),
        (MeetingForm.MIXED, Occasion.YEARLY_CONFERENCE, False),
        (MeetingForm.IN_PERSON, Occasion.EXTRAORDINARY, True),
        (MeetingForm.ABSENTEE, Occasion.ORDINARY, True),
        (MeetingForm.POLL, Occasion.ORDINARY, True),
    ],
)
def test_what_only_the_head_decides(form, occasion, by_head):
    """4.2 of the regulation; 3.2 of the working group's rules; 4.7 of a school's group."""
    assert preparing.is_decided_by_head(form, occasion) == by_head


FREE = {
    datetime.date(2026, 11, 4): "День народного единства",
    datetime.date(2026, 12, 31): "выходной",
    **{datetime.date(2027, 1, number): "Новый год" for number in range(1, 11)},
}
WORKED = {datetime.date(2026, 10, 31): "рабочий день по переносу"}


def statutory(on: datetime.date) -> Day:
    if on in WORKED:
        return Day(on, True, WORKED[on])
    is_free = on in FREE or on.weekday() >= 5
    return Day(on, not is_free, FREE.get(on, "выходной" if is_free else "рабочий день"))


CALENDAR = WorkingCalendar(frozenset({2026, 2027}), {}, statutory)


@pytest.mark.parametrize(
    ("meets", "days", "last"),
    [
        ("2026-11-18", 1, "2026-11-17"),  # Wednesday → Tuesday
        ("2026-11-16", 1, "2026-11-13"),  # Monday → Friday (R117)
        ("2026-11-15", 1, "2026-11-13"),  # a Sunday
        ("2026-11-05", 1, "2026-11-03"),  # after a holiday
        ("2026-11-02", 1, "2026-10-31"),  # the Saturday before was worked
        ("2027-01-11", 1, "2026-12-30"),  # after the long holidays, over the year
        ("2026-11-16", 3, "2026-11-11"),
    ],
)
def test_opinion_is_in_time_until_the_last_working_day_before(meets, days, last):
    found = preparing.opinion_deadline(datetime.date.fromisoformat(meets), days, CALENDAR)
    assert found.date == datetime.date.fromisoformat(last)
    assert len(found.steps) >= 3


def test_opinion_deadline_without_a_calendar_is_a_loud_stop():
    """T52: never a guess."""
    unknown = WorkingCalendar(frozenset({2026}), {}, statutory)
    with pytest.raises(CalendarMissing, match="2027"):
        preparing.opinion_deadline(datetime.date(2027, 1, 12), 1, unknown)


@pytest.mark.parametrize(
    ("is_voting", "is_present", "days", "refusal"),
    [
        (True, False, 1, ""),
        (True, False, None, "не предусматривают"),
        (False, False, 1, "члены органа"),
        (True, True, 1, "кого нет на заседании"),
    ],
)
def test_whose_opinion_is_taken(is_voting, is_present, days, refusal):
    """2.7: a member, and one who is not there."""
    asked = {"is_voting": is_voting, "is_present": is_present}
    if not refusal:
        assert preparing.check_opinion(**asked, rule_set=rules_of(opinion_days=days)) is None
        return
    with pytest.raises(DomainError, match=refusal):
        preparing.check_opinion(**asked, rule_set=rules_of(opinion_days=days))


@pytest.mark.parametrize(
    ("category", "source", "capacity"),
    [
        (GuestCategory.AUTHORITY, "association", Capacity.ADVISORY),
        (GuestCategory.GROUP, "association", Capacity.ADVISORY),
        (GuestCategory.HEAD, "association", Capacity.ADVISORY),
        (GuestCategory.QUALITY, "association", Capacity.ADVISORY),
        (GuestCategory.OUTSIDER, "association", Capacity.ATTENDING),
        (GuestCategory.AUTHORITY, names.GROUP, Capacity.ATTENDING),
        (GuestCategory.OUTSIDER, names.SCHOOL, Capacity.ATTENDING),
    ],
)
def test_usual_capacity_of_a_guest(category, source, capacity):
    """R55, C16."""
    assert preparing.usual_capacity(category, source) == capacity


@pytest.mark.parametrize(
    ("capacity", "levels"),
    [
        (Capacity.VOTING, {Level.PUBLIC, Level.MEMBERS}),
        (Capacity.ADVISORY, {Level.PUBLIC}),
        (Capacity.ATTENDING, {Level.PUBLIC}),
    ],
)
def test_letter_names_nothing_confidential(capacity, levels):
    """R73: e-mail is no place for it, whoever reads."""
    assert preparing.levels_in_letter(capacity) == levels
    assert names.CONFIDENTIAL.clause == "п.\xa05.3 Положения"


@pytest.mark.parametrize(
    ("zone", "hours", "words"),
    [
        ("Europe/Moscow", 3, "время московское"),
        ("Asia/Barnaul", 7, "время UTC+7"),
        ("Asia/Kolkata", 5.5, "время UTC+5:30"),
        ("America/New_York", -5, "время UTC−5"),
    ],
)
def test_zone_is_named(zone, hours, words):
    assert preparing.zone_in_words(zone, datetime.timedelta(hours=hours)) == words


@pytest.mark.parametrize(
    ("place", "venue", "link", "where"),
    [
        ("кабинет 5", "", "", "кабинет 5"),
        ("кабинет 5", "Школа № 1", "https://x", "Школа № 1; кабинет 5"),
        ("", "", "https://x", "по\xa0видеосвязи"),
        ("", "", "", ""),
    ],
)
def test_where_the_meeting_is(place, venue, link, where):
    assert preparing.visible_place(place, venue, link) == where


@pytest.mark.parametrize(
    ("demand", "source", "clause"),
    [
        (names.CALLING, "association", "п.\xa04.2 Положения; п.\xa05.3 Положения"),
        (names.CALLING, names.GROUP, "п.\xa02.3 «а» Положения"),
        (names.CALLING, names.SCHOOL, "п.\xa04.5 Положения"),
        (names.AGENDA, "association", "п.\xa04.3 Положения"),
        (names.AGENDA, names.GROUP, "п.\xa02.3 «в» Положения; п.\xa02.5 «а» Положения"),
        (names.AGENDA, names.SCHOOL, "не из положения"),
        (names.INFORMING, "association", "п.\xa04.4 Положения"),
        (names.INFORMING, names.GROUP, "п.\xa02.5 «б» Положения"),
        (names.GUESTS, "association", "п.\xa04.2 (второй) Положения"),
        (names.RESPONSIBLE, "association", "п.\xa04.5 Положения"),
        (names.RESPONSIBLE, names.GROUP, "п.\xa02.3 «г» Положения"),
        (names.MATERIALS, "association", "п.\xa04.8 Положения"),
        (names.PROPOSING, "association", "п.\xa05.4 Положения"),
        (names.ATTENDING, "association", "п.\xa05.5 Положения"),
        (names.ATTENDING, names.GROUP, "п.\xa02.6 Положения"),
        (names.VENUE, "association", "п.\xa05.2 Положения; п.\xa05.7 Положения"),
        (names.AGENDA, "rules-of-a-college", "не из положения"),
        (names.OPINION_CONSIDERED, names.GROUP, "п.\xa02.7 абз. 2 Положения"),
        (names.OPINION_CONSIDERED, "association", "не из положения"),
        (names.YEARLY, "association", "п.\xa06.3 Положения"),
    ],
)
def test_demand_is_cited_as_the_rules_of_the_body_put_it(demand, source, clause):
    assert names.in_words_of(source, demand).clause == clause


S, A = MeetingState, Act
WAY = {
    A.CHANGE: "COLLECTING DRAFTED APPROVED",
    A.PROPOSE: "COLLECTING",
    A.EDIT_AGENDA: "COLLECTING DRAFTED APPROVED SENT",
    A.SUBMIT_AGENDA: "COLLECTING",
    A.RETURN_AGENDA: "DRAFTED APPROVED",
    A.APPROVE_AGENDA: "DRAFTED",
    A.SEND: "APPROVED",
    A.INVITE: "COLLECTING DRAFTED APPROVED SENT OPEN",
    A.ANSWER: "COLLECTING DRAFTED APPROVED SENT",
    A.GIVE_OPINION: "COLLECTING DRAFTED APPROVED SENT OPEN",
    A.CONSIDER_OPINION: "OPEN CLOSED",
    A.ADD_MATERIALS: "COLLECTING DRAFTED APPROVED SENT OPEN",
    A.REMARK: "COLLECTING DRAFTED APPROVED SENT OPEN",
    A.MOVE: "SENT",
    A.CANCEL: "COLLECTING DRAFTED APPROVED SENT",
}
LEADS = {
    A.EDIT_AGENDA: S.COLLECTING,
    A.SUBMIT_AGENDA: S.DRAFTED,
    A.RETURN_AGENDA: S.COLLECTING,
    A.APPROVE_AGENDA: S.APPROVED,
    A.SEND: S.SENT,
    A.CANCEL: S.CANCELLED,
}


@pytest.mark.parametrize("act", WAY)
@pytest.mark.parametrize("state", S)
def test_act_is_possible_in_these_states_and_no_others(act, state):
    """T36: whoever skips a step is told where the meeting stands."""
    if state.name in WAY[act].split():
        assert procedure.next_state(state, act) == LEADS.get(act, state)
    else:
        with pytest.raises(DomainError, match=state.label):
            procedure.next_state(state, act)
