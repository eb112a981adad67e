"""The chair's hand on the board (3.16, R43–R48, T35)."""

import pytest
from wagtail.models import ModelLogEntry

from association.mentoring.choices import Criterion, EndGround, Hold, Line, ListState, Origin
from association.mentoring.models import ListLine, MentorProfile, PairList
from association.mentoring.operations import forming
from association.mentoring.operations.forming import Proposed
from association.mentoring.rules import names
from association.organisations.choices import Standing
from home.rulebook import DomainError
from tests.factories.forming import add, chair, draft, send, two
from tests.factories.mentoring import (
    NOW,
    candidate,
    certify,
    mentor,
    pair,
)
from tests.factories.organisations import OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def stamp(pair_list, by):
    pair_list.refresh_from_db()
    return {"seen": pair_list.version, "by": by, "at": NOW}


def test_list_has_the_next_number_of_the_year_and_only_one_is_formed_at_a_time():
    by = chair()
    first = forming.open_list(by=by, at=NOW)
    assert (first.title, first.state) == ("1/2026", ListState.DRAFT)
    with pytest.raises(DomainError, match="ещё готовится"):
        forming.open_list(by=by, at=NOW)
    forming.withdraw_list(first, "Начнём заново.", **stamp(first, by))
    assert forming.open_list(by=by, at=NOW).title == "2/2026"


def test_pair_of_the_chair_is_scored_locked_and_logged():
    by, place = chair(), TerritoryFactory(name="Томская область")
    one, other = two(place)
    line = add(draft(by), one, other, by=by)
    assert (line.kind, line.origin, line.hold) == (Line.FORM, Origin.CHAIR, Hold.LOCKED)
    assert (line.score, [reason["code"] for reason in line.reasons]) == (40, ["same_territory"])
    entry = ModelLogEntry.objects.get(action="mentoring.add_line")
    assert (entry.user, entry.data) == (by, {"pair": str(line)})


def _uncertified():
    return mentor(certified=False), candidate(), names.MENTOR_IS_CERTIFIED


def _unwilling():
    one = mentor()
    MentorProfile.objects.update(is_willing=False)
    return one, candidate(), names.PROFILE


def _member():
    return mentor(), OrganisationFactory(standing=Standing.MEMBER), names.CANDIDATE_HAS_STATUS


def _certified_candidate():
    other = candidate()
    certify(other)
    return mentor(), other, names.UNTIL_CERTIFICATE


def _at_work():
    found = pair()
    return found.mentor, found.candidate, names.LIST_PROCEDURE


@pytest.mark.parametrize(
    "case", [_uncertified, _unwilling, _member, _certified_candidate, _at_work]
)
def test_whom_the_law_lets_into_no_pair_the_chair_does_not_put_into_one(case):
    """R43, R44, R68: a refusal leaves no trace."""
    by = chair()
    made = draft(by)
    one, other, rule = case()
    with pytest.raises(DomainError) as refusal:
        add(made, one, other, by=by)
    assert refusal.value.rule is rule
    assert not ListLine.objects.exists()
    assert PairList.objects.get().version == made.version


def test_criterion_that_the_register_does_not_bear_out_is_explained():
    """R47."""
    by = chair()
    made, one, other = draft(by), mentor(), candidate()
    with pytest.raises(DomainError) as refusal:
        add(made, one, other, by=by, criterion=Criterion.BRANCH)
    assert refusal.value.field == "ground"
    line = add(made, one, other, by=by, criterion=Criterion.BRANCH, ground="Одна учебная сеть.")
    assert (line.criterion, line.ground, line.score) == ("branch", "Одна учебная сеть.", 0)


def test_two_stand_in_a_list_once():
    by = chair()
    made, (one, other) = draft(by), two()
    line = add(made, one, other, by=by)
    with pytest.raises(DomainError, match="уже есть"):
        add(made, one, other, by=by)
    forming.hold_line(line, Hold.DROPPED, **stamp(made, by))
    assert add(made, one, other, by=by).hold == Hold.LOCKED


@pytest.mark.parametrize("act", ["move", "hold", "remove", "choose", "add", "explain", "end"])
def test_whoever_has_read_an_older_list_changes_nothing(act):
    """T35."""
    by = chair()
    one, other = two()
    made = draft(by, (one, other))
    line, working = made.lines.get(), pair()
    old = {"seen": made.version - 1, "by": by, "at": NOW}
    acts = {
        "move": lambda: forming.move_line(line, Proposed(one, other, "branch", "Так."), **old),
        "hold": lambda: forming.hold_line(line, Hold.DROPPED, **old),
        "remove": lambda: forming.remove_line(line, **old),
        "choose": lambda: forming.choose_mentor(made, other, one, line=line, **old),
        "add": lambda: forming.add_line(made, Proposed(one, other, "territory"), **old),
        "explain": lambda: forming.explain_list(made, "Так.", **old),
        "end": lambda: forming.add_end(made, working, "Так.", **old),
    }
    with pytest.raises(DomainError) as refusal:
        acts[act]()
    assert refusal.value.rule is names.LIST_SEEN
    made.refresh_from_db()
    assert (made.version, made.note) == (old["seen"] + 1, "")
    assert list(made.lines.values_list("pk", "hold")) == [(line.pk, Hold.LOCKED)]


def test_list_under_agreement_is_not_changed():
    """T36."""
    by = chair()
    made = send(draft(by, two()), by=by)
    with pytest.raises(DomainError, match="Нельзя изменить список"):
        forming.hold_line(made.lines.get(), Hold.FREE, **stamp(made, by))


def test_mentor_who_is_taken_changes_places_with_the_one_given_up():
    """One to one: both pairs stay, by other mentors."""
    by, place = chair(), TerritoryFactory()
    (one, first), (two_, second) = two(place), two(place)
    made = draft(by, (one, first), (two_, second))
    mine, others = made.lines.get(candidate=first), made.lines.get(candidate=second)
    forming.hold_line(others, Hold.FREE, **stamp(made, by))
    forming.choose_mentor(made, first, two_, line=mine, **stamp(made, by))
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.mentor, mine.hold) == (two_, Hold.LOCKED)
    assert (others.mentor, others.hold) == (one, Hold.FREE)


def test_mentor_taken_for_a_candidate_without_one_leaves_the_other_alone():
    by, place = chair(), TerritoryFactory()
    one, first = two(place)
    second = candidate(territory=place)
    mentor()
    made = draft(by, (one, first))
    forming.hold_line(made.lines.get(), Hold.FREE, **stamp(made, by))
    forming.choose_mentor(made, second, one, **stamp(made, by))
    assert [line.candidate for line in made.lines.all()] == [second]


def test_locked_pair_keeps_its_mentor_and_the_board_shows_what_the_counts_say():
    """R48, C38: two and two; the chair may put it so, the program says that it cannot be approved."""
    by, place = chair(), TerritoryFactory()
    one, first = two(place)
    second = candidate(territory=place)
    mentor()
    made = draft(by, (one, first))
    forming.choose_mentor(made, second, one, **stamp(made, by))
    assert made.lines.filter(mentor=one).count() == 2
    with pytest.raises(DomainError, match="2\xa0кандидата") as refusal:
        send(made, by=by)
    assert refusal.value.rule is names.RATIO
    assert "2\xa0наставника и\xa02\xa0кандидата" in str(refusal.value)


def test_pair_without_a_criterion_is_not_chosen_on_the_board():
    """R47: the board chooses by points; what has none is added with a word of the chair."""
    by = chair()
    made, one, other = draft(by), mentor(), candidate()
    with pytest.raises(DomainError) as refusal:
        forming.choose_mentor(made, other, one, **stamp(made, by))
    assert refusal.value.rule is names.CRITERION
    assert not made.lines.exists()


def test_replacement_is_an_end_and_a_pair_of_one_list():
    by, place = chair(), TerritoryFactory()
    one, other = two(place)
    new = mentor(territory=place)
    working = pair(mentor_=one, candidate_=other)
    made = draft(by)
    proposed = Proposed(new, other, Criterion.TERRITORY, "Наставник просит сменить его.")
    line = forming.replace_pair(made, working, proposed, **stamp(made, by))
    assert (line.mentor, line.candidate, line.pair) == (new, other, working)
    end = made.lines.get(kind=Line.END)
    assert (end.pair, end.ground) == (working, "Наставник просит сменить его.")


def test_end_wants_a_reason_and_a_pair_that_works():
    by = chair()
    made, working = draft(by), pair()
    with pytest.raises(DomainError) as refusal:
        forming.add_end(made, working, "", **stamp(made, by))
    assert refusal.value.field == "ground"
    working.ended_on, working.ended_at = NOW.date(), NOW
    working.end_ground, working.end_decision = EndGround.DECISION, working.decision
    working.save()
    with pytest.raises(DomainError) as refusal:
        forming.add_end(made, working, "Пора.", **stamp(made, by))
    assert refusal.value.rule is names.EARLY_END


def test_end_goes_into_the_list_that_is_formed_or_begins_one():
    by = chair()
    line = forming.propose_end(pair(), "Кандидат вышел.", by=by, at=NOW)
    again = forming.propose_end(pair(), "Сертификат наставника истёк.", by=by, at=NOW)
    assert (line.pair_list, again.pair_list) == (PairList.objects.get(), line.pair_list)
    assert (line.kind, line.ground) == (Line.END, "Кандидат вышел.")
