"""Counted over from the ballots, a protocol gives what it prints; whoever touched the database is found (T43, T51)."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from association.meetings.models import Ballot, Vote
from association.minutes.models import Protocol, Signature
from association.minutes.recount import recount

pytestmark = pytest.mark.django_db


def run(capsys, *args) -> tuple[int, str]:
    try:
        call_command("recount", *args)
    except CommandError as error:
        return error.returncode, capsys.readouterr().out
    return 0, capsys.readouterr().out


def unfrozen(sql: str, *values) -> None:
    """As somebody with the password of the database would: past the trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'minutes_protocol_frozen'")
            [trigger] = cursor.fetchone()
            cursor.execute("DROP TRIGGER minutes_protocol_frozen")
            cursor.execute(sql, values)
            cursor.execute(trigger)
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE minutes_protocol DISABLE TRIGGER minutes_protocol_frozen")
            cursor.execute(sql, values)
            cursor.execute("ALTER TABLE minutes_protocol ENABLE TRIGGER minutes_protocol_frozen")


def test_honest_protocol_agrees_in_every_state(presidium, group, capsys):
    presidium.signed()
    assert recount(presidium.protocol).agrees
    assert run(capsys, "--all") == (0, "Пересчитано протоколов: 2, голосований: 2.\n")
    code, out = run(capsys, "--protocol", str(group.protocol.pk), "--json")
    assert (code, json.loads(out)[0]["differences"]) == (0, [])


def test_turned_ballot_is_found(presidium, capsys):
    protocol = presidium.signed()
    ballots = Ballot.objects.filter(vote=presidium.vote).order_by("pk")[:3]
    Ballot.objects.filter(pk__in=[each.pk for each in ballots]).update(choice="against")
    code, out = run(capsys, "--protocol", str(protocol.pk))
    assert code == 1
    assert "вопрос 1, голосование 1: «за» — по голосам 2, записано 5" in out
    assert "вопрос 1, голосование 1: «за» — по голосам 2, в протоколе 5" in out
    assert "вопрос 1, голосование 1: итог — по голосам не принято, в протоколе принято" in out


def test_ballots_that_changed_places_are_found(presidium):
    """T51: every count stays as it was."""
    ballots = list(presidium.vote.ballots.order_by("pk")[:2])
    Ballot.objects.filter(pk=ballots[0].pk).update(choice="against")
    Vote.objects.update(votes_for=4, votes_against=1, explanation="За 4 из 5.")
    protocol = presidium.signed()
    assert recount(protocol).agrees
    for ballot, choice in zip(ballots, ("for", "against"), strict=True):
        Ballot.objects.filter(pk=ballot.pk).update(choice=choice)
    assert recount(protocol).differences == (
        "вопрос 1, голосование 1: кто как голосовал — по голосам не так, как в протоколе",
    )


def test_signature_that_was_taken_away_is_found(presidium):
    protocol = presidium.signed()
    protocol.signatures.filter(capacity="secretary").delete()
    assert recount(protocol).differences == ("под этим содержанием нет подписи: секретарь",)


def test_turned_count_of_a_vote_is_found(presidium, capsys):
    presidium.signed()
    Vote.objects.update(votes_for=4)
    code, out = run(capsys, "--all", "--json")
    [row] = json.loads(out)
    assert code == 1
    assert row["differences"] == ["вопрос 1, голосование 1: «за» — по голосам 5, записано 4"]


def test_rewritten_content_is_found(presidium, capsys):
    protocol = presidium.signed()
    protocol.content["items"][0]["votes"][0]["votes_against"] = 1
    text = json.dumps(protocol.content)
    unfrozen("UPDATE minutes_protocol SET content = %s WHERE id = %s", text, protocol.pk)
    code, out = run(capsys, "--all")
    assert code == 1
    assert "«против» — по голосам 0, в протоколе 1" in out
    assert "содержание не сходится с контрольной суммой" in out


def test_vote_that_was_taken_away_is_found(presidium):
    protocol = presidium.signed()
    Vote.objects.update(round=2)
    assert set(recount(protocol).differences) == {
        "вопрос 1, голосование 2: в протоколе его нет",
        "вопрос 1, голосование 1: в протоколе есть, а в базе его нет",
    }


def test_unknown_protocol_is_said_so():
    with pytest.raises(CommandError, match="Протокола с ключом 77 нет"):
        call_command("recount", "--protocol", "77")


# What the database itself refuses


@pytest.mark.parametrize(
    "values",
    [
        {"content": {}},
        {"content_sha256": "0" * 64},
        {"number": 9},
        {"year": 2020},
        {"state": "draft"},
        {"ending": "Приписка."},
    ],
    ids=lambda values: next(iter(values)),
)
def test_signed_protocol_cannot_be_changed(presidium, values):
    protocol = presidium.signed()
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        Protocol.objects.filter(pk=protocol.pk).update(**values)


def test_signature_cannot_be_changed(presidium):
    presidium.signed()
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        Signature.objects.update(person=presidium.members[0].person)


def test_what_follows_the_signature_may_be_written(presidium, at):
    protocol = presidium.signed()
    Protocol.objects.filter(pk=protocol.pk).update(sent_at=at, version=9)
    Signature.objects.update(scan=None)
    assert presidium.fresh().version == 9
