"""The table of states, the end of an agreement, what may be signed. No database."""

import datetime

import pytest

from association.minutes.choices import Act, ProtocolState, SignatureCapacity
from association.minutes.rules import names, procedure, signing
from association.minutes.rules.agreement import Line, all_agreed, check_end
from association.minutes.rules.term import held_at
from home.rulebook import DomainError

S = ProtocolState
UNTIL = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
POSSIBLE = {
    S.DRAFT: {Act.EDIT, Act.SUBMIT},
    S.AGREEMENT: {Act.AGREE, Act.REPLY, Act.END_AGREEMENT, Act.REOPEN},
    S.SIGNING: {Act.SIGN, Act.RECORD_PAPER, Act.REOPEN, Act.ATTACH},
    S.SIGNED: {Act.ATTACH, Act.WRITE_OFF},
    S.WRITTEN_OFF: set(),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", Act)
def test_act_is_possible_only_where_the_table_says(state, act):
    """T36: every state × every act."""
    if act in POSSIBLE[state]:
        assert procedure.next_state(state, act) in S
    else:
        with pytest.raises(DomainError) as refusal:
            procedure.next_state(state, act)
        assert refusal.value.rule == names.STEP_BY_STEP
    assert procedure.is_possible(state, act) == (act in POSSIBLE[state])


def test_agreement_sheet_decides_where_a_submitted_protocol_goes():
    assert (procedure.submitted(True), procedure.submitted(False)) == (S.AGREEMENT, S.SIGNING)


def test_stale_page_is_refused():
    procedure.check_seen(3, 3)
    with pytest.raises(DomainError) as refusal:
        procedure.check_seen(2, 3)
    assert refusal.value.rule == names.SEEN


AGREED, WAITS = Line("agreed"), Line("none")
REMARKS, REPLIED = Line("remarks"), Line("remarks", has_reply=True)


@pytest.mark.parametrize(
    ("lines", "today", "refusal"),
    [
        ([AGREED, AGREED], UNTIL, None),
        ([AGREED, REPLIED], UNTIL, None),
        ([AGREED, WAITS], UNTIL, "Ещё не ответили 1\xa0член органа. Срок ответа — 24.11.2026."),
        ([WAITS] * 5, UNTIL - DAY, "Ещё не ответили 5\xa0членов органа"),
        ([AGREED, WAITS], UNTIL + DAY, None),
        ([AGREED, REMARKS], UNTIL, "Есть замечания без ответа"),
        ([REMARKS, WAITS], UNTIL + DAY, "Есть замечания без ответа"),
    ],
)
def test_agreement_ends_when_all_answered_or_the_term_is_over(lines, today, refusal):
    """3.5 of the working group's rules (R124, R125)."""
    if refusal is None:
        check_end(lines, UNTIL, today, names.STEP_BY_STEP)
    else:
        with pytest.raises(DomainError, match=refusal):
            check_end(lines, UNTIL, today, names.STEP_BY_STEP)


def test_agreement_without_a_counted_term_waits_for_everybody():
    with pytest.raises(DomainError, match="Ещё не ответили"):
        check_end([WAITS], None, UNTIL, names.STEP_BY_STEP)


def test_all_agreed_is_all_of_them():
    assert [all_agreed(each) for each in ([AGREED], [AGREED, WAITS], [AGREED, REPLIED])] == [
        True,
        False,
        False,
    ]


def test_signatures_follow_the_rule_set():
    """C8: the chair of the signatures is whoever presided."""
    both = signing.capacities("chair_and_secretary")
    assert both == (SignatureCapacity.PRESIDING, SignatureCapacity.SECRETARY)
    assert signing.capacities("presiding") == (SignatureCapacity.PRESIDING,)


@pytest.mark.parametrize(
    ("seen", "kept", "computed", "refusal"),
    [
        ("a", "a", "a", None),
        ("b", "a", "a", "изменилось, пока вы его читали"),
        ("a", "a", "b", "не сходится со своей контрольной суммой"),
    ],
)
def test_only_what_was_read_is_signed(seen, kept, computed, refusal):
    """T43, T51."""
    if refusal is None:
        signing.check_content(seen, kept, computed)
    else:
        with pytest.raises(DomainError, match=refusal):
            signing.check_content(seen, kept, computed)


@pytest.mark.parametrize(
    ("days", "refusal"), [(-1, "раньше заседания"), (0, None), (2, "не наступила")]
)
def test_paper_is_signed_between_the_meeting_and_today(days, refusal):
    held_on, today = UNTIL, UNTIL + DAY
    signed_on = UNTIL + days * DAY
    if refusal is None:
        signing.check_paper_date(signed_on, held_on, today)
    else:
        with pytest.raises(DomainError, match=refusal):
            signing.check_paper_date(signed_on, held_on, today)


def test_protocol_is_dated_by_what_really_happened():
    planned, opened, closes = (
        datetime.datetime(2026, 11, day, tzinfo=datetime.UTC) for day in (10, 11, 12)
    )
    assert held_at(planned, opened, None) == opened
    assert held_at(planned, opened, closes) == closes
    assert held_at(planned, None, None) == planned
