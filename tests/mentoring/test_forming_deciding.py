"""What the vote of the Presidium on a list leads to: all or none (3.16, R43–R48, R68, C38)."""

import pytest
from django.db import transaction
from wagtail.models import ModelLogEntry

from association.meetings.operations import dossiers
from association.meetings.operations.deciding import _carry_out, reject
from association.mentoring import dossier as forming_dossier
from association.mentoring.choices import EndGround, Line, ListState
from association.mentoring.models import Pair
from association.mentoring.operations import forming
from association.mentoring.operations.ending import end_by_certificate
from association.mentoring.operations.forming import Proposed
from association.mentoring.rules import names
from association.organisations.choices import Standing
from association.organisations.registry import life_of
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.forming import (
    add,
    adopted,
    agreed,
    chair,
    draft,
    lapse,
    lost,
    send,
    two,
)
from tests.factories.meetings import PresidiumMeetingFactory
from tests.factories.mentoring import (
    NOW,
    TODAY,
    candidate,
    certify,
    mentor,
    pair,
    presidium_body,
    speaks_for,
)
from tests.factories.organisations import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db):
    return chair()


def approve(pair_list, **fields):
    with transaction.atomic():
        decision = adopted(pair_list, **fields)
        decision.effect = forming.approve_by_meeting(decision, by=None, at=NOW)
    pair_list.refresh_from_db()
    return decision


def test_decision_sets_every_pair_to_work(by):
    """R46, C38: with the decision, the criterion, the counts of the day and the plan of 3.16."""
    first, second = two(), two()
    speaker = speaks_for(first[1])
    made = agreed(by, first, second)
    decision = approve(made)
    pairs = list(Pair.objects.order_by("pk"))
    assert {(one.mentor, one.candidate) for one in pairs} == {first, second}
    for one in pairs:
        assert (one.begins_on, one.decision, one.criterion) == (TODAY, decision, "territory")
        assert one.stages.count() == 5
    assert (made.state, made.decision, made.closed_at) == (ListState.APPROVED, decision, NOW)
    assert (made.mentors_counted, made.candidates_counted, made.counted_on) == (2, 2, TODAY)
    assert decision.effect == (
        "Список пар №\xa01/2026: образованы 2\xa0пары. "
        "Сосчитано на\xa018.11.2026 — 2\xa0наставника и\xa02\xa0кандидата (п.\xa03.16 Положения)."
    )
    letter = Letter.objects.get(kind="mentoring.pair_approved")
    assert letter.person == speaker.person
    assert first[0].short_name in letter.text
    assert Letter.objects.get(kind="mentoring.list_decided").person == by.person
    assert ModelLogEntry.objects.filter(action="mentoring.form_pair").count() == 2


def _mentor_lapsed(made, two_):
    lapse(two_[0])
    return names.MENTOR_IS_CERTIFIED


def _candidate_left(made, two_):
    type(two_[1]).objects.filter(pk=two_[1].pk).update(standing=Standing.FORMER)
    return names.CANDIDATE_HAS_STATUS


def _candidate_certified(made, two_):
    certify(two_[1])
    return names.UNTIL_CERTIFICATE


def _counts_changed(made, two_):
    pair(mentor_=two_[0])
    mentor()
    return names.RATIO


@pytest.mark.parametrize(
    "case", [_mentor_lapsed, _candidate_left, _candidate_certified, _counts_changed]
)
def test_one_pair_that_may_not_be_holds_up_the_whole_list(by, case):
    """R43, R44, R48, R68: judged again on the day of the decision, by the counts of that day."""
    bad, good = two(), two()
    made = agreed(by, bad, good)
    rule = case(made, bad)
    before = Pair.objects.count()
    with pytest.raises(DomainError) as refusal:
        approve(made)
    assert refusal.value.rule is rule
    made.refresh_from_db()
    assert made.state == ListState.AGREEMENT
    assert Pair.objects.count() == before


def test_dropped_pairs_are_not_approved(by):
    good, dropped = two(), two()
    made = draft(by, good, dropped)
    line = made.lines.get(mentor=dropped[0])
    forming.hold_line(line, "dropped", seen=made.version, by=by, at=NOW)
    approve(send(made, by=by))
    assert [(one.mentor, one.candidate) for one in Pair.objects.all()] == [good]


def test_several_candidates_of_one_mentor_while_candidates_are_more(by):
    """R48: three candidates, two mentors."""
    place = TerritoryFactory()
    one, first = two(place, capacity=2)
    second, _third, _other = candidate(territory=place), candidate(), mentor()
    approve(agreed(by, (one, first), (one, second)))
    assert Pair.objects.filter(mentor=one).count() == 2


def test_replacement_ends_one_pair_and_forms_another(by):
    place = TerritoryFactory()
    one, other = two(place)
    new, working = mentor(territory=place), pair(mentor_=one, candidate_=other)
    made = draft(by)
    proposed = Proposed(new, other, "territory", "Наставник просит сменить его.")
    forming.replace_pair(made, working, proposed, seen=made.version, by=by, at=NOW)
    decision = approve(send(made, by=by))
    working.refresh_from_db()
    assert (working.ended_on, working.end_ground, working.end_decision) == (
        TODAY,
        EndGround.DECISION,
        decision,
    )
    assert working.end_note == "Наставник просит сменить его."
    assert Pair.objects.get(ended_on=None).mentor == new
    assert "образована 1\xa0пара, прекращена 1\xa0пара" in decision.effect


def test_pair_that_ended_by_its_certificate_needs_no_decision_any_more(by):
    """R68: nothing of the list is held up, and the end keeps its true ground."""
    working, made = pair(), draft(by, two())
    forming.add_end(made, working, "Долго молчат.", seen=made.version, by=by, at=NOW)
    send(made, by=by)
    certificate = certify(working.candidate)
    working.refresh_from_db()
    if not working.is_over:
        end_by_certificate(certificate, by=None, at=NOW)
    decision = approve(made)
    working.refresh_from_db()
    assert working.end_ground == EndGround.CERTIFIED
    assert "1\xa0пара закончилась сама раньше решения" in decision.effect
    assert Pair.objects.filter(ended_on=None).count() == 1


@pytest.mark.parametrize("state", ["withdrawn", "taken back", "approved"])
def test_decision_on_a_list_that_waits_no_more_changes_nothing(by, state):
    """T35, T36; adopted twice it is approved once."""
    made = agreed(by, two())
    stamp = {"seen": made.version, "by": by, "at": NOW}
    match state:
        case "withdrawn":
            forming.withdraw_list(made, "Не нужен.", **stamp)
        case "taken back":
            forming.take_back(made, **stamp)
        case "approved":
            approve(made)
    pairs = Pair.objects.count()
    with pytest.raises(DomainError) as refusal:
        approve(made)
    assert refusal.value.rule is names.LIST_PROCEDURE
    assert Pair.objects.count() == pairs


def test_vote_on_a_refusal_approves_nothing(by):
    made = agreed(by, two())
    with pytest.raises(DomainError) as refusal:
        approve(made, text="Отклонить список пар.")
    assert refusal.value.rule is names.APPROVED_BY_MEETING
    assert not Pair.objects.exists()


def test_lost_vote_closes_the_list(by):
    made = agreed(by, two())
    assert reject(lost(made), by=None, at=NOW) == (
        "Список пар №\xa01/2026: не\xa0утверждён, председателю отправлено письмо."
    )
    made.refresh_from_db()
    assert (made.state, made.closed_at) == (ListState.REJECTED, NOW)
    assert made.answer == (
        "Президиум, заседание 18.11.2026, вопрос 2: список не\xa0утверждён. За — 1 из 3, нужно 2."
    )
    assert Letter.objects.get(kind="mentoring.list_decided").person == by.person
    assert not Pair.objects.exists()


def test_lost_vote_on_a_list_that_was_withdrawn_is_silent(by):
    made = agreed(by, two())
    forming.withdraw_list(made, "Не нужен.", seen=made.version, by=by, at=NOW)
    assert "решения уже не\xa0ждал" in reject(lost(made), by=None, at=NOW)
    made.refresh_from_db()
    assert made.state == ListState.WITHDRAWN


def test_matter_of_the_presidium_leads_here(by):
    decision = adopted(agreed(by, two()))
    assert _carry_out(decision, "pairs", by=None, at=NOW).startswith("Список пар №\xa01/2026")


# Before the meeting.


def test_list_comes_before_the_presidium_in_one_act_with_its_paper(by):
    """4.3, 4.8."""
    made = agreed(by, two())
    forming.print_list.call(made.pk)
    made.refresh_from_db()
    meeting = PresidiumMeetingFactory(body=presidium_body())
    item = dossiers.put_on_agenda("pairs", made, meeting, seen=made.version, by=by, at=NOW)
    assert (item.subject, item.files.get().file) == (made, made.paper)
    entry = ModelLogEntry.objects.get(action="mentoring.put_on_agenda")
    assert entry.data["meeting"] == meeting.pk


def test_draft_of_the_decision_has_the_whole_list_with_criteria_and_counts(by):
    """R47, C38."""
    one, other = two()
    working = pair()
    made = draft(by, (one, other))
    forming.add_end(made, working, "Молчат полгода.", seen=made.version, by=by, at=NOW)
    title, text = forming_dossier.draft_of_list(made)
    assert title == (
        "Об\xa0утверждении пар «наставник\xa0— кандидат»: образовать 1\xa0пару, прекратить 1\xa0пару"
    )
    lines = text.splitlines()
    assert lines[0].startswith("Утвердить список пар №\xa01/2026 (на\xa0")
    assert "2\xa0наставника и\xa02\xa0кандидата, п.\xa03.16" in lines[0]
    assert lines[1:] == [
        "Образовать пары:",
        f"1. Наставник {one.short_name}\xa0— кандидат {other.short_name}; "
        "признак\xa0— территориальное расположение.",
        "Прекратить пары:",
        f"1. Наставник {working.mentor.short_name}\xa0— кандидат {working.candidate.short_name}.",
    ]


def test_long_list_is_decided_by_its_paper(by, monkeypatch):
    monkeypatch.setattr(forming_dossier, "LONGEST_DRAFT", 100)
    text = forming_dossier.draft_of_list(draft(by, two()))[1]
    assert text.endswith("\nобразовать 1\xa0пару по\xa0приложенному списку.")


def test_pair_stands_in_the_lives_of_both(by):
    """Public is that it was approved and that it ended; its room is theirs."""
    one, other = two()
    approve(agreed(by, (one, other)))
    for organisation, title in (
        (one, f"Стала наставником кандидата: {other.short_name}"),
        (other, f"Получила наставника: {one.short_name}"),
    ):
        event = next(each for each in life_of(organisation) if each.title == title)
        assert (event.is_public, event.papers, event.on) == (True, (), TODAY)
        assert event.own_papers == (("Кабинет пары", Pair.objects.get().get_absolute_url()),)


def test_line_of_a_list_forms_or_ends(by):
    made = draft(by, two())
    line = add(made, *two(), by=by)
    assert {each.kind for each in made.lines.all()} == {Line.FORM}
    assert str(line) == f"{line.mentor} — {line.candidate}"
