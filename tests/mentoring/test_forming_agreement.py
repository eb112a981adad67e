"""Members of the Presidium agree or object, the chair answers, the list goes on its way (3.16, R46, T35)."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from association.mentoring.choices import ListState, Stance
from association.mentoring.models import PairList
from association.mentoring.operations import forming
from association.mentoring.queries.forming import agreement_of, opinions_of, ready_lists, usual_term
from association.mentoring.rules import names
from documents.uploads.models import StoredFile
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory
from tests.factories.forming import (
    UNTIL,
    add,
    agreed,
    chair,
    draft,
    item_of,
    lapse,
    member_of_presidium,
    say,
    send,
    two,
)
from tests.factories.mentoring import NOW, TODAY, presidium_body

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by(db):
    return chair()


@pytest.fixture
def members(by):
    return [member_of_presidium(), member_of_presidium()]


@pytest.fixture
def sent(by, members):
    return send(draft(by, two()), by=by)


def stamp(pair_list, by):
    pair_list.refresh_from_db()
    return {"seen": pair_list.version, "by": by, "at": NOW}


def test_everybody_who_votes_is_asked_and_the_sender_has_agreed(by, members, sent):
    """R46."""
    assert (sent.state, sent.sent_at, sent.agree_until) == (ListState.AGREEMENT, NOW, UNTIL)
    said = {one.person_id: one.stance for one in sent.opinions.all()}
    assert said == {by.person_id: Stance.AGREED, **{one.person_id: "" for one in members}}
    asked = Letter.objects.filter(kind="mentoring.list_agree")
    assert {letter.person_id for letter in asked} == {one.person_id for one in members}
    assert "п.\xa03.16" in asked[0].text
    entry = ModelLogEntry.objects.get(action="mentoring.send_list")
    assert (entry.data["pairs"], entry.data["asked"]) == (1, 3)
    assert entry.data["computed"] == list(usual_term(TODAY).steps)


@pytest.mark.parametrize("why", ["empty", "nobody votes", "term", "uncertified", "suggesting"])
def test_what_cannot_be_sent_stays_with_the_chair(by, why):
    made = draft(by) if why == "empty" else draft(by, two())
    until = UNTIL
    match why:
        case "nobody votes":
            presidium_body().offices.all().delete()
        case "term":
            until = TODAY + DAY
        case "uncertified":
            lapse(made.lines.get().mentor)
        case "suggesting":
            PairList.objects.update(suggesting_since=NOW)
    with pytest.raises(DomainError) as refusal:
        send(made, by=by, until=until)
    expected = {
        "empty": names.LIST_PROCEDURE,
        "nobody votes": names.AGREED_WITH_PRESIDIUM,
        "term": names.AGREEMENT_TERM,
        "uncertified": names.MENTOR_IS_CERTIFIED,
        "suggesting": names.SUGGESTION,
    }
    assert refusal.value.rule is expected[why]
    made.refresh_from_db()
    assert (made.state, made.opinions.count()) == (ListState.DRAFT, 0)
    assert not Letter.objects.filter(kind="mentoring.list_agree").exists()


def test_objection_wants_a_reason_and_goes_to_the_chair(by, members, sent):
    with pytest.raises(DomainError) as refusal:
        say(sent, members[0], "objected")
    assert refusal.value.field == "reason"
    opinion = say(sent, members[0], "objected", "Слишком далеко ездить.")
    assert (opinion.stance, opinion.reason, opinion.said_at) == (
        "objected",
        "Слишком далеко ездить.",
        NOW,
    )
    letter = Letter.objects.get(kind="mentoring.list_objected")
    assert letter.person == by.person
    assert "Слишком далеко ездить." in letter.text


def test_same_word_twice_is_said_once(members, sent):
    """T34."""
    say(sent, members[0], "objected", "Далеко.")
    say(sent, members[0], "objected", "Далеко.", at=NOW + DAY)
    assert ModelLogEntry.objects.filter(action="mentoring.say_list_opinion").count() == 1
    assert Letter.objects.filter(kind="mentoring.list_objected").count() == 1


def test_word_is_changed_until_the_decision_and_the_answer_to_the_old_one_goes(by, members, sent):
    opinion = say(sent, members[0], "objected", "Далеко.")
    forming.answer_opinion(opinion, "Они работают удалённо.", **stamp(sent, by))
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.answered_at) == ("Они работают удалённо.", NOW)
    assert Letter.objects.get(kind="mentoring.list_answered").person == members[0].person
    opinion = say(sent, members[0], "objected", "И отрасль другая.")
    assert (opinion.answer, opinion.answered_at) == ("", None)


@pytest.mark.parametrize("who", ["stranger", "sheet of before"])
def test_nobody_speaks_for_another_sheet(by, members, sent, who):
    """T35: the list was taken back, changed and sent again while the member was reading."""
    user, seen = members[0], sent.opinions.get(person=members[0].person).pk
    if who == "stranger":
        user = UserFactory()
    else:
        forming.take_back(sent, **stamp(sent, by))
        send(sent, by=by)
    with pytest.raises(DomainError) as refusal:
        forming.say_opinion(sent, "agreed", seen=seen, by=user, at=NOW)
    assert refusal.value.rule in (names.AGREED_WITH_PRESIDIUM, names.LIST_SEEN)
    assert sent.opinions.exclude(stance="").count() == 1


def test_only_an_objection_is_answered(by, members, sent):
    opinion = say(sent, members[0], "objected", "Далеко.")
    with pytest.raises(DomainError) as refusal:
        forming.answer_opinion(opinion, "", **stamp(sent, by))
    assert refusal.value.field == "answer"
    say(sent, members[0])
    with pytest.raises(DomainError) as refusal:
        forming.answer_opinion(opinion, "Они рядом.", **stamp(sent, by))
    assert refusal.value.rule is names.LIST_SEEN


def test_list_taken_back_is_agreed_anew_and_remembers_what_was_said(by, members, sent):
    say(sent, members[0], "objected", "Далеко.")
    forming.take_back(sent, **stamp(sent, by))
    sent.refresh_from_db()
    assert (sent.state, sent.sent_at, sent.agree_until) == (ListState.DRAFT, None, None)
    assert not sent.opinions.exists()
    told = Letter.objects.filter(kind="mentoring.list_taken_back").values_list("person", flat=True)
    assert set(told) == {by.person_id, *(one.person_id for one in members)}
    entry = ModelLogEntry.objects.get(action="mentoring.take_back_list")
    objection = {"stance": "objected", "reason": "Далеко.", "answer": ""}
    assert {"person": members[0].person_id, **objection} in entry.data["opinions"]
    add(sent, *two(), by=by)
    send(sent, by=by, at=NOW + DAY)
    assert Letter.objects.filter(kind="mentoring.list_agree").count() == 4


def test_list_is_not_taken_back_beside_another_draft(by, sent):
    forming.open_list(by=by, at=NOW)
    with pytest.raises(DomainError, match="ещё готовится"):
        forming.take_back(sent, **stamp(sent, by))


@pytest.mark.parametrize("act", ["take_back", "withdraw"])
def test_list_on_an_agenda_stays_there(by, sent, act):
    """T35: a meeting decides on what its members read."""
    item_of(sent)
    acts = {
        "take_back": lambda: forming.take_back(sent, **stamp(sent, by)),
        "withdraw": lambda: forming.withdraw_list(sent, "Не нужен.", **stamp(sent, by)),
    }
    with pytest.raises(DomainError, match="Сначала снимите вопрос"):
        acts[act]()
    sent.refresh_from_db()
    assert sent.state == ListState.AGREEMENT


def test_list_given_up_tells_those_who_were_asked(by, members, sent):
    with pytest.raises(DomainError) as refusal:
        forming.withdraw_list(sent, "", **stamp(sent, by))
    assert refusal.value.field == "reason"
    forming.withdraw_list(sent, "Сертификаты истекли.", **stamp(sent, by))
    sent.refresh_from_db()
    assert (sent.state, sent.answer, sent.closed_at) == (
        ListState.WITHDRAWN,
        "Сертификаты истекли.",
        NOW,
    )
    assert Letter.objects.filter(kind="mentoring.list_withdrawn").count() == 3


# The way to the agenda.


def print_it(pair_list):
    forming.print_list.call(pair_list.pk)
    pair_list.refresh_from_db()
    return pair_list


def test_list_waits_for_the_meeting_when_agreed_and_printed(by, members, sent):
    """R46: not one of the three may be left out, and no other body decides on it."""
    body = presidium_body()
    print_it(sent)
    assert ready_lists(body) == []
    for member in members:
        say(sent, member)
    assert ready_lists(body) == []
    print_it(sent)
    assert ready_lists(body) == [sent]
    assert ready_lists(CollegialBodyFactory()) == []


def test_paper_follows_what_is_said_and_the_old_one_goes(members, sent):
    first = print_it(sent).paper
    assert first.original_name == "Список пар 1-2026.pdf"
    forming.print_list.call(sent.pk)
    assert StoredFile.objects.count() == 1
    say(sent, members[0])
    sent.refresh_from_db()
    assert sent.paper is None
    assert not StoredFile.objects.exists()
    assert print_it(sent).paper.pk != first.pk


def test_silent_members_are_reminded_once_a_day_before_the_last_one(by, members, sent):
    say(sent, members[0])
    at = NOW + (UNTIL - TODAY - DAY)
    assert forming.remind_of_lists(at - DAY) == 0
    assert forming.remind_of_lists(at) == 1
    assert forming.remind_of_lists(at) == 0
    letter = Letter.objects.get(kind="mentoring.list_agree_soon")
    assert letter.person == members[1].person


def test_agreement_is_over_for_the_silent_the_day_after_the_term(sent):
    opinions = opinions_of(sent)
    assert agreement_of(sent, opinions, UNTIL).is_reached is False
    assert agreement_of(sent, opinions, UNTIL + DAY).is_reached is True


def test_list_of_a_chair_alone_is_agreed_at_once(by):
    made = agreed(by, two())
    assert ready_lists(presidium_body()) == []
    assert ready_lists(print_it(made) and presidium_body()) == [made]
