"""What a protocol says as data (R126–R128, T51)."""

import json

import pytest

from association.minutes.content import digest, gather
from tests.factories.accounts import PersonFactory
from tests.factories.minutes import HeldMeeting

pytestmark = pytest.mark.django_db


def test_content_holds_what_the_regulation_asks_for():
    """3.6 «а»–«г»: who presided, who was present, questions, decisions, written opinions (R126–R128)."""
    held = HeldMeeting()
    item = held.item(heard="Доклад о плане.", speaker=held.voting[2].person)
    held.vote(item, "+++-0")
    held.opinion(item=item)

    content = gather(held.protocol())

    presiding = content["people"][content["presiding"]]
    assert (presiding["surname"], presiding["initials"], presiding["position"]) == (
        held.meeting.presiding.surname,
        "А.\xa0И.",
        "директор",
    )
    assert presiding["title"] == "председатель Президиума Ассоциации"
    assert len(content["attendance"]["present"]) == 5
    assert content["attendance"]["quorum"]["clause"] == "п.\xa04.7 Положения"
    [read] = content["items"]
    assert (read["number"], read["heard"]) == (1, "Доклад о плане.")
    [vote] = read["votes"]
    assert (vote["votes_for"], vote["votes_against"], vote["votes_abstained"]) == (3, 1, 1)
    assert vote["by_name"]["against"] == [str(held.voting[3].person_id)]
    assert read["decisions"][0]["number"] == "1.1"
    [opinion] = content["opinions"]
    assert (opinion["item"], opinion["is_late"]) == (1, False)


def test_content_is_the_same_whenever_it_is_read():
    held = HeldMeeting()
    held.vote(held.item())
    protocol = held.protocol()

    once, again = gather(protocol), gather(protocol)

    assert digest(once) == digest(again)
    assert json.loads(json.dumps(once)) == once


def test_content_is_read_in_as_many_queries_for_a_long_agenda(django_assert_max_num_queries):
    held = HeldMeeting()
    for _ in range(6):
        held.vote(held.item())
    protocol = held.protocol()

    with django_assert_max_num_queries(20):
        gather(protocol)


def test_decision_by_exactly_half_is_noted():
    """4.9 with 2 of 4: adopted, and the note says so (C5a, C41)."""
    held = HeldMeeting(members=4)
    held.vote(held.item(), "++--")

    [note] = gather(held.protocol())["notes"]

    assert note["text"] == "По вопросу 1 решение принято ровно половиной голосов."
    assert note["clause"] == "п.\xa04.9 Положения; ГК\xa0РФ, ст.\xa0181.2, ч.\xa01"


def test_secretary_who_is_not_invited_is_named_by_the_office():
    """R6, R219: whoever keeps the minutes is no stranger to the body."""
    held = HeldMeeting()
    held.meeting.secretary = PersonFactory()
    held.meeting.save(update_fields=["secretary"])

    content = gather(held.protocol())

    assert content["people"][content["secretary"]]["title"] == "секретарь Президиума Ассоциации"


def test_deputy_of_a_leader_is_called_so():
    """2.3, 2.4 of the working group's rules."""
    held = HeldMeeting(kind="working_group", rules="working-group", title_genitive="группы")
    held.meeting.invitations.filter(pk=held.voting[2].pk).update(office="deputy_chair")
    held.item(speaker=held.voting[2].person)

    content = gather(held.protocol())

    deputy = content["people"][str(held.voting[2].person_id)]
    assert deputy["title"] == "заместитель руководителя группы"
