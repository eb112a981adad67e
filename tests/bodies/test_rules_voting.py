"""The law of quorum and majority, by tables and against a second counter that knows no fractions (T49)."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from association.bodies.choices import Choice, Comparison, Denominator, TieRule, VoteResult
from association.bodies.rules import names
from association.bodies.rules.values import printed
from association.bodies.rules.voting import (
    Adoption,
    ImpossibleCount,
    QuorumRule,
    Tally,
    count_quorum,
    count_vote,
    presiding_decides,
)
from home.rulebook import Citation, Rule

HALF = Fraction(1, 2)
QUORUM = QuorumRule(HALF, True, names.PRESIDIUM_QUORUM)


def adoption(
    comparison=Comparison.AT_LEAST,
    share=HALF,
    counted_of=Denominator.PRESENT,
    rule=names.PRESIDIUM_ADOPTION,
    tie_rule=TieRule.NONE,
    **more,
) -> Adoption:
    cited = names.GROUP_TIE if tie_rule != TieRule.NONE else None
    values = {"exact_half_note": True, **more}
    return Adoption("m", "Вопрос", comparison, share, counted_of, tie_rule, rule, cited, **values)


PRESIDIUM = adoption()
DEPUTY = adoption(Comparison.MORE_THAN, rule=names.PRESIDIUM_DEPUTY)
REMOVAL = adoption(
    share=Fraction(2, 3), counted_of=Denominator.ROSTER, rule=names.PRESIDIUM_REMOVAL
)
GROUP = adoption(
    Comparison.MORE_THAN,
    rule=names.GROUP_ADOPTION,
    tie_rule=TieRule.PRESIDING,
    exact_half_note=False,
)


def counted(how: Adoption, *numbers, presiding=None):
    """By (roster, present, for, against, abstained)."""
    tally = Tally(*numbers, presiding=presiding)
    return count_vote(how, count_quorum(QUORUM, tally.roster, tally.present), tally)


# --- Quorum (R62, R123)


@pytest.mark.parametrize(
    ("roster", "needed"), [(1, 1), (2, 1), (7, 4), (9, 5), (10, 5), (11, 6), (500, 250)]
)
def test_quorum_is_half_of_the_roster_and_never_rounded_down(roster, needed):
    short = count_quorum(QUORUM, roster, needed - 1)
    enough = count_quorum(QUORUM, roster, needed)
    assert (short.needed, short.met) == (needed, False)
    assert (enough.needed, enough.met, enough.rule) == (needed, True, names.PRESIDIUM_QUORUM)


@pytest.mark.parametrize("share", [Fraction(0), HALF, Fraction(1)])
def test_nobody_is_never_a_quorum(share):
    rule = QuorumRule(share, True, names.GROUP_QUORUM)
    assert count_quorum(rule, 10, 0).met is False
    empty = count_quorum(rule, 0, 0)
    assert (empty.met, empty.explanation) == (
        False,
        "В составе органа никого нет, поэтому кворума быть не может.",
    )


# --- Majorities

ADOPTED, REJECTED, UNDECIDED = VoteResult.ADOPTED, VoteResult.REJECTED, VoteResult.UNDECIDED


@pytest.mark.parametrize(
    ("how", "numbers", "needed", "result"),
    [
        # R64: not fewer than half of those present.
        (PRESIDIUM, (10, 10, 5, 5, 0), 5, ADOPTED),
        (PRESIDIUM, (10, 10, 5, 0, 0), 5, ADOPTED),
        (PRESIDIUM, (10, 10, 4, 3, 3), 5, REJECTED),
        (PRESIDIUM, (10, 10, 4, 0, 0), 5, REJECTED),
        (PRESIDIUM, (10, 9, 5, 4, 0), 5, ADOPTED),
        (PRESIDIUM, (10, 9, 4, 0, 5), 5, REJECTED),
        (PRESIDIUM, (1, 1, 1, 0, 0), 1, ADOPTED),
        (PRESIDIUM, (10, 10, 0, 0, 0), 5, REJECTED),
        # R32: more than half of those present.
        (DEPUTY, (10, 10, 5, 5, 0), 6, REJECTED),
        (DEPUTY, (10, 10, 6, 4, 0), 6, ADOPTED),
        (DEPUTY, (10, 9, 5, 4, 0), 5, ADOPTED),
        (DEPUTY, (9, 9, 4, 0, 0), 5, REJECTED),
        # R40: not fewer than two thirds of the roster.
        (REMOVAL, (7, 7, 5, 2, 0), 5, ADOPTED),
        (REMOVAL, (7, 5, 4, 0, 1), 5, REJECTED),
        (REMOVAL, (9, 6, 6, 0, 0), 6, ADOPTED),
        (REMOVAL, (9, 9, 5, 0, 0), 6, REJECTED),
        (REMOVAL, (10, 7, 7, 0, 0), 7, ADOPTED),
        (REMOVAL, (10, 6, 6, 0, 0), 7, REJECTED),
    ],
)
def test_majority_by_the_clause(how, numbers, needed, result):
    answer = counted(how, *numbers)
    assert (answer.needed, answer.got, answer.result) == (needed, numbers[2], result)
    assert answer.rule == how.rule
    assert answer.tie is (numbers[2] == numbers[3])


FOR, AGAINST, ABSTAINED = Choice.FOR, Choice.AGAINST, Choice.ABSTAINED


@pytest.mark.parametrize(
    ("numbers", "presiding", "result", "rule"),
    [
        # R121: more than half of those who take part.
        ((10, 10, 6, 4, 0), AGAINST, ADOPTED, names.GROUP_ADOPTION),
        ((10, 10, 4, 6, 0), FOR, REJECTED, names.GROUP_ADOPTION),
        ((10, 10, 5, 4, 1), FOR, REJECTED, names.GROUP_ADOPTION),
        # R122: equal votes go as the presiding person voted.
        ((10, 10, 5, 5, 0), FOR, ADOPTED, names.GROUP_TIE),
        ((10, 10, 5, 5, 0), AGAINST, REJECTED, names.GROUP_TIE),
        ((10, 10, 5, 5, 0), ABSTAINED, UNDECIDED, names.GROUP_TIE),
        ((10, 10, 5, 5, 0), None, UNDECIDED, names.GROUP_TIE),
        # C5c: equal votes are a tie also when others abstained.
        ((11, 11, 5, 5, 1), FOR, ADOPTED, names.GROUP_TIE),
        ((11, 11, 5, 5, 1), ABSTAINED, UNDECIDED, names.GROUP_TIE),
        ((10, 10, 0, 0, 10), ABSTAINED, UNDECIDED, names.GROUP_TIE),
        ((10, 10, 0, 0, 0), None, UNDECIDED, names.GROUP_TIE),
    ],
)
def test_working_group_breaks_ties_by_the_presiding_vote(numbers, presiding, result, rule):
    answer = counted(GROUP, *numbers, presiding=presiding)
    assert (answer.result, answer.rule, answer.exactly_half) == (result, rule, False)


@pytest.mark.parametrize(
    ("numbers", "result"), [((11, 11, 5, 5, 1), REJECTED), ((10, 10, 5, 5, 0), ADOPTED)]
)
def test_tie_may_be_set_to_mean_exactly_half_of_those_counted(numbers, result):
    """C5c: the other reading, by the setting."""
    how = adoption(Comparison.MORE_THAN, tie_rule=TieRule.PRESIDING, tie_on_equal=False)
    assert counted(how, *numbers, presiding=FOR).result == result


def test_tie_may_lead_to_another_vote():
    how = adoption(tie_rule=TieRule.REVOTE)
    answer = counted(how, 10, 10, 5, 5, 0)
    assert (answer.result, answer.exactly_half) == (UNDECIDED, False)


def test_presiding_vote_that_decides_must_be_among_the_votes():
    with pytest.raises(ImpossibleCount, match="«за», а таких голосов нет") as caught:
        counted(GROUP, 10, 10, 0, 0, 4, presiding=FOR)
    assert caught.value.field == "presiding"


@pytest.mark.parametrize(
    ("how", "numbers", "decides"),
    [
        (GROUP, (10, 10, 5, 5, 0), True),
        (GROUP, (10, 10, 6, 4, 0), False),
        (GROUP, (10, 10, 0, 0, 0), False),
        (PRESIDIUM, (10, 10, 5, 5, 0), False),
    ],
)
def test_presiding_vote_is_asked_for_only_where_it_decides(how, numbers, decides):
    assert presiding_decides(how, Tally(*numbers)) is decides


def test_without_quorum_nothing_is_decided():
    answer = counted(PRESIDIUM, 10, 4, 4, 0, 0)
    assert (answer.result, answer.exactly_half) == (VoteResult.NO_QUORUM, False)
    assert answer.explanation == (
        "Кворума нет, поэтому голосовать нельзя: присутствующих 4, нужно не менее 5."
    )


def test_share_of_the_votes_cast_counts_abstentions_and_not_the_silent():
    how = adoption(counted_of=Denominator.CAST)
    assert counted(how, 10, 10, 3, 2, 1).needed == 3
    assert counted(how, 10, 10, 3, 2, 1).result == ADOPTED
    nobody = counted(how, 10, 10, 0, 0, 0)
    assert (nobody.denominator, nobody.needed, nobody.result) == (0, 1, REJECTED)


def test_decision_by_exactly_half_carries_a_note_where_the_set_wants_it():
    """C5a, C41."""
    assert printed(names.EXACT_HALF) == "4.9; ГК\xa0РФ, ст.\xa0181.2, ч.\xa01"
    marked = counted(PRESIDIUM, 10, 10, 5, 5, 0)
    assert (marked.exactly_half, marked.note) == (
        True,
        "Решение принято ровно половиной присутствующих. Правилам органа этого достаточно, "
        "а статья 181.2 Гражданского кодекса требует большинства участвующих.",
    )
    for other in (
        counted(PRESIDIUM, 10, 10, 6, 4, 0),
        counted(PRESIDIUM, 9, 9, 5, 4, 0),
        counted(adoption(exact_half_note=False), 10, 10, 5, 5, 0),
    ):
        assert (other.result, other.exactly_half, other.note) == (ADOPTED, False, "")


# --- Impossible numbers


@pytest.mark.parametrize(
    ("numbers", "field", "words"),
    [
        ((-1, 0, 0, 0, 0), "roster", "Членов по списку не может быть меньше нуля."),
        ((9, -1, 0, 0, 0), "present", "Присутствующих не может быть меньше нуля."),
        ((9, 9, -1, 0, 0), "for", "Голосов «за» не может быть меньше нуля."),
        ((9, 9, 0, -1, 0), "against", "Голосов «против» не может быть меньше нуля."),
        ((9, 9, 0, 0, -1), "abstained", "Воздержавшихся не может быть меньше нуля."),
        ((0, 0, 0, 0, 0), "roster", "В органе без членов голосовать некому."),
        (
            (9, 10, 0, 0, 0),
            "present",
            "Присутствующих (10) не может быть больше, чем членов по списку (9).",
        ),
        (
            (9, 8, 5, 3, 1),
            "for",
            "Голосов вместе (9) не может быть больше, чем присутствующих (8).",
        ),
    ],
)
def test_impossible_numbers_are_refused_in_words(numbers, field, words):
    with pytest.raises(ImpossibleCount) as caught:
        Tally(*numbers)
    assert (caught.value.field, caught.value.message) == (field, words)


# --- Words


@pytest.mark.parametrize(
    ("how", "numbers", "presiding", "words"),
    [
        (
            PRESIDIUM,
            (10, 10, 5, 5, 0),
            None,
            "За 5 из 10\xa0присутствующих, нужно не менее 5 (не менее половины присутствующих). "
            "Против 5, воздержались 0. Решение принято.",
        ),
        (
            DEPUTY,
            (21, 21, 10, 9, 1),
            None,
            "За 10 из 21\xa0присутствующего, нужно не менее 11 (более половины присутствующих). "
            "Против 9, воздержался 1, не голосовал 1. Решение не принято.",
        ),
        (
            REMOVAL,
            (9, 6, 6, 0, 0),
            None,
            "За 6 из 9\xa0членов по списку, нужно не менее 6 (не менее двух третей списочного состава). "
            "Против 0, воздержались 0. Решение принято.",
        ),
        (
            GROUP,
            (10, 10, 5, 5, 0),
            AGAINST,
            "За 5 из 10\xa0присутствующих, нужно не менее 6 (более половины присутствующих). "
            "Против 5, воздержались 0. Голоса разделились поровну, решает голос председательствующего: "
            "он «против». Решение не принято.",
        ),
        (
            GROUP,
            (10, 10, 5, 5, 0),
            ABSTAINED,
            "За 5 из 10\xa0присутствующих, нужно не менее 6 (более половины присутствующих). "
            "Против 5, воздержались 0. Голоса разделились поровну, решает голос председательствующего, "
            "но он воздержался. Вопрос ставят ещё раз. Решения нет.",
        ),
    ],
)
def test_result_is_told_in_words(how, numbers, presiding, words):
    assert counted(how, *numbers, presiding=presiding).explanation == words


def test_quorum_is_told_in_words():
    assert count_quorum(QUORUM, 9, 4).explanation == (
        "Присутствуют 4 из 9, для кворума нужно не менее 5 (не менее половины списочного состава). Кворума нет."
    )
    assert count_quorum(QUORUM, 1, 1).explanation == (
        "Присутствует 1 из 1, для кворума нужно не менее 1 (не менее половины списочного состава). Кворум есть."
    )


# --- A second counter: looks for the least number of hands by trying them all


def least_hands(top: int, bottom: int, base: int, *, strictly: bool) -> int:
    hands = 1
    while hands * bottom < top * base or (strictly and hands * bottom == top * base):
        hands += 1
    return hands


@st.composite
def votes(draw):
    roster = draw(st.integers(1, 60))
    present = draw(st.integers(0, roster))
    for_ = draw(st.integers(0, present))
    against = draw(st.one_of(st.just(min(for_, present - for_)), st.integers(0, present - for_)))
    abstained = draw(st.integers(0, present - for_ - against))
    choices = [ABSTAINED, None, *[FOR] * bool(for_), *[AGAINST] * bool(against)]
    return roster, present, for_, against, abstained, draw(st.sampled_from(choices))


@st.composite
def shares(draw):
    bottom = draw(st.integers(1, 12))
    return draw(st.integers(0, bottom)), bottom


@given(
    votes(),
    shares(),
    shares(),
    st.booleans(),
    st.sampled_from(Denominator),
    st.sampled_from(TieRule),
    st.booleans(),
)
def test_second_counter_agrees(vote, quorum, share, strictly, counted_of, tie_rule, on_equal):
    roster, present, for_, against, abstained, presiding = vote
    base = {"roster": roster, "present": present, "cast": for_ + against + abstained}[counted_of]
    quorum_rule = QuorumRule(Fraction(*quorum), True, names.GROUP_QUORUM)
    how = adoption(
        Comparison.MORE_THAN if strictly else Comparison.AT_LEAST,
        Fraction(*share),
        counted_of,
        tie_rule=tie_rule,
        tie_on_equal=on_equal,
    )
    has_quorum = present >= least_hands(*quorum, roster, strictly=False)
    needed = least_hands(*share, base, strictly=strictly)
    if not has_quorum:
        expected = "no-quorum"
    elif (
        tie_rule != "none" and for_ == against and (on_equal or for_ * share[1] == share[0] * base)
    ):
        by_presiding = {"for": "adopted", "against": "rejected"}.get(presiding, "undecided")
        expected = by_presiding if tie_rule == "presiding" else "undecided"
    else:
        expected = "adopted" if for_ >= needed else "rejected"

    tally = Tally(roster, present, for_, against, abstained, presiding)
    answer = count_vote(how, count_quorum(quorum_rule, roster, present), tally)

    assert (answer.needed, answer.denominator, answer.result) == (needed, base, expected)


@given(votes(), shares())
def test_one_more_hand_never_turns_adopted_into_rejected(vote, share):
    roster, present, for_, against, abstained, _ = vote
    how = adoption(share=Fraction(*share))
    assume(for_ + against + abstained < present)
    before = counted(how, roster, present, for_, against, abstained)
    after = counted(how, roster, present, for_ + 1, against, abstained)
    assert before.result != ADOPTED or after.result == ADOPTED


# --- What a closed vote keeps


def test_frozen_adoption_keeps_clauses_that_the_program_has_since_left():
    left = Rule("bodies.presidium.adopt-ordinary", "Прежнее", (Citation.parse("4.12"),))
    how = adoption(rule=left, tie_rule=TieRule.REVOTE)
    assert Adoption.from_data(how.as_data()) == how
    assert Adoption.from_data(PRESIDIUM.as_data()).rule is names.PRESIDIUM_ADOPTION
