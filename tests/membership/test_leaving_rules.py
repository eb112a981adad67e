"""How a membership ends, as tables: every (kind, state, act), the floor of five, who is next (R36, R40–R42, C13)."""

import datetime
from itertools import product

import pytest

from association.bodies.choices import Denominator
from association.bodies.rules import shipped
from association.membership.choices import DepartureAct as Act
from association.membership.choices import DepartureKind as Kind
from association.membership.choices import DepartureState as State
from association.membership.rules import leaving, names
from home.rulebook import DomainError

WAYS = {
    (Kind.EXIT, State.DRAFT, Act.EDIT): State.DRAFT,
    (Kind.EXIT, State.DRAFT, Act.FILE): State.FILED,
    (Kind.EXIT, State.DRAFT, Act.WITHDRAW): State.WITHDRAWN,
    (Kind.EXIT, State.FILED, Act.COMPLETE): State.DONE,
    (Kind.EXIT, State.FILED, Act.WITHDRAW): State.WITHDRAWN,
    (Kind.REMOVAL, State.DRAFT, Act.EDIT): State.DRAFT,
    (Kind.REMOVAL, State.DRAFT, Act.FILE): State.FILED,
    (Kind.REMOVAL, State.DRAFT, Act.WITHDRAW): State.WITHDRAWN,
    (Kind.REMOVAL, State.FILED, Act.COMPLETE): State.DONE,
    (Kind.REMOVAL, State.FILED, Act.REJECT): State.REJECTED,
    (Kind.REMOVAL, State.FILED, Act.WITHDRAW): State.WITHDRAWN,
    (Kind.REORGANISATION, State.DRAFT, Act.FILE): State.FILED,
    (Kind.REORGANISATION, State.FILED, Act.COMPLETE): State.DONE,
    (Kind.OTHER, State.DRAFT, Act.FILE): State.FILED,
    (Kind.OTHER, State.FILED, Act.COMPLETE): State.DONE,
}
DAY = datetime.date(2026, 11, 18)


@pytest.mark.parametrize(("kind", "state", "act"), list(product(Kind, State, Act)))
def test_every_act_in_every_state(kind, state, act):
    """T36: what is not in the table is refused, whatever the kind."""
    if (kind, state, act) in WAYS:
        assert leaving.next_state(kind, state, act) == WAYS[kind, state, act]
        assert act in leaving.acts_allowed(kind, state)
    else:
        assert act not in leaving.acts_allowed(kind, state)
        with pytest.raises(DomainError):
            leaving.next_state(kind, state, act)


@pytest.mark.parametrize("state", list(State))
def test_exit_is_nobodys_to_refuse(state):
    """C13, 5.6."""
    with pytest.raises(DomainError) as refusal:
        leaving.next_state(Kind.EXIT, state, Act.REJECT)
    assert refusal.value.rule is names.LEAVE_AT_WILL


def test_states_are_open_or_closed():
    assert {*leaving.OPEN_STATES} == {State.DRAFT, State.FILED}
    assert {*leaving.OPEN_STATES, *leaving.CLOSED_STATES} == {*State}


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (6, ""),
        (5, ""),
        (4, "останется 4\xa0члена"),
        (1, "останется только 1\xa0член"),
        (0, "0\xa0членов"),
    ],
)
def test_floor_of_five_is_warned_of(left, words):
    """R36, 3.12."""
    warning = leaving.floor_warning(left)
    assert bool(warning) == leaving.is_below_floor(left) == (left < leaving.FEWEST_MEMBERS)
    assert words in warning
    assert names.FLOOR.clause == "п.\xa03.12 Положения"


def check_day(on, since):
    leaving.check_day(on, since=since, today=DAY, rule=names.LEAVE_AT_WILL, field="on")


@pytest.mark.parametrize(
    ("on", "since"),
    [
        (DAY + datetime.timedelta(1), None),
        (DAY - datetime.timedelta(2), DAY - datetime.timedelta(1)),
    ],
)
def test_day_of_an_end_has_come_and_follows_the_beginning(on, since):
    check_day(DAY, None)
    check_day(DAY, DAY)
    with pytest.raises(DomainError) as refusal:
        check_day(on, since)
    assert (refusal.value.field, refusal.value.rule) == ("on", names.LEAVE_AT_WILL)


def test_reading_of_an_unclear_clause_is_told():
    """C13: 3.14 does not say whose application it means."""
    told = {
        needed: leaving.reading_of_removal(own_application_is_needed=needed)
        for needed in (True, False)
    }
    assert told[False].endswith("того, кто предлагает вывод (не\xa0из\xa0положения).")
    assert told[True].endswith("заявление самой организации (не\xa0из\xa0положения).")


def test_own_application_is_asked_by_the_setting():
    """C13: 3.14 can be read in two ways."""
    for is_needed, is_here in ((False, False), (False, True), (True, True)):
        leaving.check_own_application(is_needed=is_needed, is_here=is_here)
    with pytest.raises(DomainError) as refusal:
        leaving.check_own_application(is_needed=True, is_here=False)
    assert refusal.value.rule is names.REMOVAL


def test_each_kind_rests_on_its_clause():
    assert {kind: leaving.RULES[kind].clause for kind in Kind} == {
        Kind.EXIT: "п.\xa03.15 «б» Положения; п.\xa05.6 Положения",
        Kind.REMOVAL: "п.\xa03.14 Положения",
        Kind.REORGANISATION: "п.\xa03.15 «а» Положения",
        Kind.OTHER: "не из положения",
    }


@pytest.mark.parametrize(
    ("state", "lacks", "who"),
    [
        (State.DRAFT, False, "ваша организация"),
        (State.FILED, True, "организация, о\xa0которой идёт речь"),
        (State.FILED, False, "Президиум Ассоциации"),
        (State.DONE, False, None),
        (State.REJECTED, False, None),
        (State.WITHDRAWN, False, None),
    ],
)
def test_next_step_names_who_takes_it(state, lacks, who):
    following = leaving.what_next(Kind.REMOVAL, state, lacks_own_application=lacks)
    assert (following.who if following else None) == who


@pytest.mark.parametrize(("roster", "needed"), [(5, 4), (7, 5), (9, 6), (10, 7)])
def test_two_thirds_of_the_roster_remove(roster, needed):
    """R40: of the composition, not of those present."""
    removal = next(each for each in shipped.PRESIDIUM.matters if each.code == "removal")
    assert removal.counted_of == Denominator.ROSTER
    numerator, denominator = removal.share
    assert -(-roster * numerator // denominator) == needed
