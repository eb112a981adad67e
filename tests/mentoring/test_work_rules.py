"""The rules of a pair's work as tables: whose turn a stage is, what a journal takes, whom a question waits for."""

from datetime import date

import pytest

from association.mentoring.choices import Side, StageAct
from association.mentoring.rules import names, working
from home.rulebook import DomainError

CHANGE, REMOVE, CONFIRM, TAKE_BACK = StageAct
TODAY = date(2026, 11, 18)

# (this side has confirmed, the other has) → what this side may do.
TURNS = {
    (False, False): {CHANGE, REMOVE, CONFIRM},
    (True, False): {TAKE_BACK},
    (False, True): {CONFIRM},
    (True, True): set(),
}


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("act", StageAct)
def test_stage_allows_an_act_only_in_its_turn(turn, act):
    assert (act in working.acts_on_stage(turn)) == (act in TURNS[turn])
    if act in TURNS[turn]:
        working.check_stage_act(act, turn)
        return
    with pytest.raises(DomainError) as refusal:
        working.check_stage_act(act, turn)
    assert refusal.value.rule == names.HELP_CONTENTS
    assert act.label in str(refusal.value)


@pytest.mark.parametrize("act", StageAct)
@pytest.mark.parametrize("turn", TURNS)
def test_what_the_other_has_confirmed_stands_whatever_this_side_does(turn, act):
    """R45: neither takes the other's word back, and only both together pass a stage."""
    follows = working.TRANSITIONS[turn].get(act)
    if turn[1] and follows is not None:
        assert follows[1]


@pytest.mark.parametrize(
    ("confirmed", "reader", "due_on", "label"),
    [
        (set(Side), None, date(2026, 1, 1), ("Пройден", "positive")),
        ({Side.MENTOR}, None, date(2026, 1, 1), ("Ждёт подтверждения кандидата", "waiting")),
        ({Side.MENTOR}, Side.MENTOR, TODAY, ("Ждёт подтверждения кандидата", "waiting")),
        ({Side.MENTOR}, Side.CANDIDATE, TODAY, ("Ждёт вашего подтверждения", "attention")),
        ({Side.CANDIDATE}, Side.CANDIDATE, TODAY, ("Ждёт подтверждения наставника", "waiting")),
        (set(), None, date(2026, 11, 17), ("Просрочен на\xa01\xa0день", "attention")),
        (set(), Side.MENTOR, date(2026, 11, 16), ("Просрочен на\xa02\xa0дня", "attention")),
        (set(), None, TODAY, ("В\xa0работе", "neutral")),
    ],
)
def test_stage_says_where_it_stands(confirmed, reader, due_on, label):
    said = working.stage_label(frozenset(confirmed), due_on=due_on, on=TODAY, reader=reader)
    assert said == label


@pytest.mark.parametrize(
    ("due_on", "before", "is_refused"),
    [
        (TODAY, None, False),
        (date(2026, 11, 17), None, True),
        (date(2026, 11, 17), date(2026, 11, 17), False),
        (date(2026, 11, 16), date(2026, 11, 17), True),
    ],
)
def test_new_term_of_a_stage_is_not_in_the_past(due_on, before, is_refused):
    if not is_refused:
        working.check_due(due_on, TODAY, before=before)
        return
    with pytest.raises(DomainError) as refusal:
        working.check_due(due_on, TODAY, before=before)
    assert refusal.value.field == "due_on"


@pytest.mark.parametrize(
    ("held_on", "is_taken"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (TODAY, True),
        (date(2026, 11, 19), False),
    ],
)
def test_journal_takes_what_was_since_the_pair_began(held_on, is_taken):
    if is_taken:
        working.check_held_on(held_on, begins_on=date(2026, 11, 1), on=TODAY)
        return
    with pytest.raises(DomainError) as refusal:
        working.check_held_on(held_on, begins_on=date(2026, 11, 1), on=TODAY)
    assert refusal.value.rule == names.JOURNAL


@pytest.mark.parametrize(
    ("asked_by", "last_by", "is_settled", "waits"),
    [
        (Side.MENTOR, Side.MENTOR, False, Side.CANDIDATE),
        (Side.MENTOR, Side.CANDIDATE, False, None),
        (Side.CANDIDATE, Side.CANDIDATE, False, Side.MENTOR),
        (Side.CANDIDATE, Side.MENTOR, False, None),
        (Side.CANDIDATE, Side.CANDIDATE, True, None),
    ],
)
def test_question_waits_for_the_other_side_until_it_answers(asked_by, last_by, is_settled, waits):
    assert working.waits_for(asked_by, last_by, is_settled=is_settled) == waits


@pytest.mark.parametrize(
    ("last_on", "days", "silent"),
    [
        (None, 17, False),
        (date(2026, 11, 8), 10, False),
        (date(2026, 10, 19), 17, False),
    ],
)
def test_silence_is_counted_from_the_last_entry_or_the_first_day(last_on, days, silent):
    begins_on = date(2026, 11, 1)
    assert working.silent_days(begins_on, last_on, TODAY) == days
    assert working.is_silent(begins_on, last_on, TODAY, term=30) is silent
    assert working.is_silent(begins_on, last_on, TODAY, term=days) is True


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1\xa0мин"),
        (45, "45\xa0мин"),
        (60, "1\xa0ч"),
        (150, "2\xa0ч\xa030\xa0мин"),
        (0, "0\xa0мин"),
    ],
)
def test_minutes_in_words(minutes, words):
    assert working.in_hours(minutes) == words


@pytest.mark.parametrize(
    ("passed", "total", "words"),
    [
        (0, 0, "в\xa0плане нет этапов"),
        (0, 5, "пройдено 0 из\xa05\xa0этапов"),
        (1, 5, "пройден 1 из\xa05\xa0этапов"),
        (11, 21, "пройдено 11 из\xa021\xa0этапа"),
        (21, 22, "пройден 21 из\xa022\xa0этапов"),
    ],
)
def test_progress_in_words(passed, total, words):
    assert working.Progress(passed, total).in_words == words


def test_room_that_is_full_takes_no_more():
    working.check_files(working.MOST_FILES)
    working.check_stages(working.MOST_STAGES - 1)
    for check, number in (
        (working.check_files, working.MOST_FILES + 1),
        (working.check_stages, working.MOST_STAGES),
    ):
        with pytest.raises(DomainError):
            check(number)
