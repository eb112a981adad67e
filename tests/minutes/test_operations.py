"""A protocol's way from the closed meeting to the signatures: state, log, outbox, and refusals without a trace."""

import datetime

import pytest
from django.core import mail
from wagtail.log_actions import registry as log_registry

from association.minutes import operations
from association.minutes.choices import ProtocolState
from association.minutes.content import digest
from association.minutes.models import Protocol, ProtocolSeries, Signature
from association.minutes.operations import finishing
from association.minutes.rules import names, signing
from documents.uploads.inspection import inspect
from home.notices.models import Letter
from home.rulebook import DomainError
from home.workdays.models import ConfirmedYear
from tests.factories.accounts import UserFactory
from tests.factories.minutes import HeldMeeting
from tests.factories.uploads import checked

pytestmark = pytest.mark.django_db


def actions(protocol) -> list[str]:
    logs = log_registry.get_logs_for_instance(protocol).order_by("timestamp", "pk")
    return [entry.action for entry in logs]


def letters(kind: str) -> list[int]:
    return sorted(Letter.objects.filter(kind=f"minutes.{kind}").values_list("person", flat=True))


def people(*users) -> list[int]:
    return sorted(user.person_id for user in users)


# Terms (R65, R124, C7)


@pytest.mark.parametrize(
    ("rules", "kind", "held_on", "due_on"),
    [
        # Five calendar days from a Friday end on a Wednesday.
        ("presidium", "presidium", "2026-11-20", "2026-11-25"),
        # From a Tuesday they end on a Sunday: moved to Monday (Civil Code 193).
        ("presidium", "presidium", "2026-11-17", "2026-11-23"),
        # Five working days from a Friday.
        ("working-group", "working_group", "2026-11-20", "2026-11-27"),
        # Over the New Year holidays, calendar and working.
        ("presidium", "presidium", "2026-12-30", "2027-01-11"),
        ("working-group", "working_group", "2026-12-29", "2027-01-14"),
    ],
)
def test_term_of_drawing_up_follows_the_rule_set(rules, kind, held_on, due_on, at):
    held = HeldMeeting(rules=rules, kind=kind)
    day = datetime.date.fromisoformat(held_on)
    held.meeting.opened_at = held.meeting.opened_at.replace(
        year=day.year, month=day.month, day=day.day
    )
    protocol = operations.open_protocol(held.meeting, by=None, at=at)
    assert protocol.due_on.isoformat() == due_on
    assert protocol.due_steps[0].startswith(f"{day.day}\xa0")
    assert protocol.due_steps[-1].endswith("последний день срока")
    assert actions(protocol) == ["minutes.open"]


def test_closing_goes_through_where_the_calendar_is_not_confirmed(at):
    """The term stays open, and is counted once the year is known."""
    ConfirmedYear.objects.all().delete()
    protocol = operations.open_protocol(HeldMeeting().meeting, by=None, at=at)
    assert protocol.due_on is None
    ConfirmedYear.objects.create(year=2026, ground="постановление", confirmed_at=at)
    operations.set_term(protocol)
    assert protocol.due_on == datetime.date(2026, 11, 25)


def test_closing_twice_opens_one_protocol(presidium, at):
    again = operations.open_protocol(presidium.meeting, by=None, at=at)
    assert (again, Protocol.objects.count()) == (presidium.protocol, 1)


# Drawing up (4.4, 2.5 of the group's rules, R114)


def test_secretary_writes_prose_and_never_counts(presidium, at):
    foreign = HeldMeeting(kind="commission", title="Комиссия").item()
    item = presidium.item
    protocol = operations.edit_text(
        presidium.protocol,
        preamble=" Заседание открыл председатель. ",
        ending="",
        items={item.pk: ("Слушали о плане.", "Говорили."), foreign.pk: ("Чужое", "Чужое")},
        seen=1,
        by=presidium.secretary,
        at=at,
    )
    item.refresh_from_db()
    foreign.refresh_from_db()
    assert (protocol.preamble, protocol.version) == ("Заседание открыл председатель.", 2)
    assert (item.heard, item.spoken, foreign.heard) == ("Слушали о плане.", "Говорили.", "")
    assert actions(protocol) == ["minutes.open", "minutes.edit"]


def test_place_and_positions_are_mended_in_the_protocol(presidium, at):
    invitation = presidium.meeting_row.voting[2]
    operations.state_facts(
        presidium.protocol,
        place="Библиотека",
        positions={invitation.pk: "методист"},
        seen=1,
        by=presidium.secretary,
        at=at,
    )
    content = presidium.submit().content
    assert content["meeting"]["place"] == "Библиотека"
    assert content["people"][str(invitation.person_id)]["position"] == "методист"


def test_protocol_that_lacks_something_goes_nowhere(presidium):
    presidium.item.heard = ""
    presidium.item.save()
    with pytest.raises(DomainError) as refusal:
        presidium.submit()
    assert refusal.value.message == "Вопрос 1: не записано, что слушали."
    protocol = presidium.fresh()
    assert (protocol.state, protocol.number, protocol.version) == ("draft", None, 1)
    assert (ProtocolSeries.objects.count(), actions(protocol)) == (0, ["minutes.open"])


def test_stale_page_submits_nothing(presidium, at):
    """T35."""
    with pytest.raises(DomainError) as refusal:
        operations.submit_protocol(presidium.protocol, seen=7, by=None, at=at)
    assert refusal.value.rule == names.SEEN
    assert ProtocolSeries.objects.count() == 0


def test_submitted_content_is_frozen_under_its_number_and_hash(presidium):
    protocol = presidium.submit()
    assert (protocol.state, protocol.number, str(protocol)) == ("signing", 1, "Протокол №\xa01")
    assert protocol.content["number"] == 1
    assert digest(protocol.content) == protocol.content_sha256
    assert letters("sign") == people(presidium.chair, presidium.secretary)


def test_returned_protocol_keeps_its_number(presidium, at):
    first = presidium.submit()
    reopened = operations.reopen_protocol(
        first, "Опечатка в вопросе 1.", seen=first.version, by=presidium.secretary, at=at
    )
    assert (reopened.state, reopened.content, reopened.content_sha256) == ("draft", None, "")
    operations.edit_text(
        reopened,
        preamble="Иначе.",
        ending="",
        items={},
        seen=reopened.version,
        by=presidium.secretary,
        at=at,
    )
    second = presidium.submit()
    assert (second.number, ProtocolSeries.objects.get().last_number) == (1, 1)
    assert second.content_sha256 != first.content_sha256
    assert actions(second)[-3:] == ["minutes.reopen", "minutes.edit", "minutes.submit"]


def test_numbers_run_by_body_and_year(presidium, at):
    other = HeldMeeting(kind="commission", title="Комиссия")
    other.vote(other.item(heard="Доклад."))
    protocol = operations.open_protocol(other.meeting, by=None, at=at)
    presidium.submit()
    protocol = operations.submit_protocol(protocol, seen=1, by=None, at=at)
    assert (presidium.protocol.number, protocol.number) == (1, 1)


# Agreement (3.5 of the group's rules, R124, R125)


def test_protocol_of_a_group_goes_to_everybody_who_took_part(group):
    protocol = group.submit()
    assert protocol.state == ProtocolState.AGREEMENT
    # Two working days from Saturday.
    assert protocol.agreement_until == datetime.date(2026, 11, 24)
    assert letters("agree") == people(*group.users)
    assert letters("sign") == []


def test_last_agreement_passes_it_on_to_be_signed(group):
    group.submit()
    for user in group.users[:-1]:
        group.answer(user)
    assert group.fresh().state == ProtocolState.AGREEMENT
    group.answer(group.users[-1])
    assert group.fresh().state == ProtocolState.SIGNING
    assert letters("sign") == people(group.chair)
    assert actions(group.protocol)[-2:] == ["minutes.answer", "minutes.end_agreement"]


def test_remarks_are_answered_before_the_agreement_ends(group, at):
    group.submit()
    for user in group.users[:-1]:
        group.answer(user)
    line = group.answer(group.users[-1], "remarks", "Не та фамилия.")
    assert letters("remarks") == people(group.secretary)
    assert "Не та фамилия." in Letter.objects.get(kind="minutes.remarks").text
    with pytest.raises(DomainError, match="Есть замечания без ответа"):
        end(group, at)
    operations.reply_to_remarks(
        line, "Проверили: верно.", seen=group.fresh().version, by=group.secretary, at=at
    )
    assert letters("reply") == people(group.users[-1])
    assert end(group, at).state == ProtocolState.SIGNING


def test_remarks_are_not_posted_where_an_item_is_confidential(group, at):
    """5.3, R73: they may speak of it, and a letter lies in many places."""
    closed = group.meeting_row.item("О тайном деле", level="confidential", heard="Тайна.")
    group.meeting_row.vote(closed, question="Решить тайно.")
    group.submit()
    line = group.answer(group.users[-1], "remarks", "Тайна не та.")
    operations.reply_to_remarks(
        line, "Тайна та самая.", seen=group.fresh().version, by=group.secretary, at=at
    )
    posted = Letter.objects.filter(kind__in=("minutes.remarks", "minutes.reply"))
    assert posted.count() == 2
    assert not posted.filter(text__icontains="тайна").exists()


def end(held, at):
    return operations.end_agreement(
        held.fresh(), seen=held.protocol.version, by=held.secretary, at=at
    )


def test_agreement_ends_without_the_silent_after_its_term(group, at):
    group.submit()
    group.answer(group.users[0])
    with pytest.raises(DomainError) as refusal:
        end(group, at + datetime.timedelta(days=3))
    assert refusal.value.rule.clause == "п.\xa03.5 Положения"
    assert end(group, at + datetime.timedelta(days=4)).state == ProtocolState.SIGNING


def test_mended_protocol_is_agreed_anew_and_keeps_the_former_answers(group, at):
    group.submit()
    group.answer(group.users[0], "remarks", "Исправить.")
    operations.reopen_protocol(
        group.fresh(), "Исправляем.", seen=group.protocol.version, by=group.secretary, at=at
    )
    group.item.heard = "Иначе."
    group.item.save()
    protocol = group.submit()
    lines = protocol.agreements.filter(content_sha256=protocol.content_sha256)
    assert set(lines.values_list("answer", flat=True)) == {"none"}
    assert protocol.agreements.filter(answer="remarks").count() == 1


@pytest.mark.parametrize(
    ("who", "fields", "refusal"),
    [
        ("member", {"sha256": "0" * 64}, "изменился, пока вы его читали"),
        ("member", {"answer": "remarks"}, "Напишите, что исправить"),
        ("stranger", {}, "вас не просили согласовать"),
    ],
)
def test_refused_answer_leaves_no_trace(group, at, who, fields, refusal):
    group.submit()
    stranger = HeldMeeting(kind="commission", title="Комиссия", members=1)
    user = group.users[2] if who == "member" else UserFactory(person=stranger.voting[0].person)
    values = {"answer": "agreed", "sha256": group.protocol.content_sha256, **fields}
    with pytest.raises(DomainError, match=refusal):
        operations.answer_agreement(group.protocol, by=user, at=at, **values)
    assert not group.protocol.agreements.exclude(answer="none").exists()
    assert actions(group.protocol) == ["minutes.open", "minutes.submit"]


# Signatures (4.10, C8, 63-FZ, R66)


def test_two_signatures_make_a_protocol_of_the_presidium_final(presidium, at):
    presidium.submit()
    first = presidium.sign(presidium.chair, "presiding")
    assert presidium.fresh().state == ProtocolState.SIGNING
    assert (first.office_title, first.method) == ("председатель Президиума Ассоциации", "simple")
    assert (first.agreement_text.purpose, first.note) == ("simple-signature", "")
    assert first.content_sha256 == presidium.protocol.content_sha256
    second = presidium.sign(presidium.secretary, "secretary")
    assert second.office_title == "секретарь Президиума Ассоциации"
    protocol = presidium.fresh()
    assert (protocol.state, protocol.signed_at) == (ProtocolState.SIGNED, at)
    assert actions(protocol) == [
        "minutes.open",
        "minutes.submit",
        "minutes.sign",
        "minutes.sign",
    ]


def test_presiding_alone_signs_for_a_group(group, at):
    """3.5, R110, R146."""
    group.submit()
    end(group, at + datetime.timedelta(days=5))
    group.sign(group.chair, "presiding")
    assert group.fresh().state == ProtocolState.SIGNED


@pytest.mark.parametrize("capacity", ["presiding", "secretary"])
def test_nobody_signs_for_another(presidium, capacity):
    presidium.submit()
    with pytest.raises(DomainError, match="только тот, кто вёл это заседание") as refusal:
        presidium.sign(presidium.members[0], capacity)
    assert refusal.value.rule.clause == "п.\xa04.10 Положения"
    assert Signature.objects.count() == 0


def test_signature_needs_the_agreement_first(presidium, at):
    protocol = presidium.submit()
    with pytest.raises(DomainError) as refusal:
        operations.sign_protocol(
            protocol, "presiding", sha256=protocol.content_sha256, by=presidium.chair, at=at
        )
    assert refusal.value.rule == names.SIMPLE_SIGNATURE


def test_content_changed_in_the_database_is_not_signed(presidium):
    """T43, T51."""
    protocol = presidium.submit()
    protocol.content["items"][0]["votes"][0]["votes_for"] = 4
    Protocol.objects.update(content=protocol.content)
    with pytest.raises(DomainError, match="в обход программы") as refusal:
        presidium.sign(presidium.chair, "presiding")
    assert refusal.value.rule == names.FROZEN


def test_signature_after_the_term_is_marked_and_not_refused(presidium, at):
    presidium.meeting.body.offices.filter(person=presidium.chair.person).update(
        until=datetime.date(2026, 11, 21)
    )
    presidium.submit()
    assert presidium.sign(presidium.chair, "presiding").note == signing.OUT_OF_OFFICE


def test_paper_original_brings_both_signatures(presidium, at):
    protocol = presidium.submit()
    operations.record_paper(
        protocol,
        ["presiding", "secretary"],
        signed_on=datetime.date(2026, 11, 21),
        upload=checked("протокол.pdf"),
        seen=protocol.version,
        by=presidium.secretary,
        at=at,
    )
    given = Signature.objects.order_by("pk")
    assert [(each.capacity, each.method, each.agreement_text) for each in given] == [
        ("presiding", "paper", None),
        ("secretary", "paper", None),
    ]
    assert given[0].scan == given[1].scan
    assert presidium.fresh().state == ProtocolState.SIGNED


def test_detached_signature_is_kept_beside_a_signed_protocol(presidium, at):
    protocol = presidium.signed()
    content = b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\0" * 40
    upload = inspect("протокол.sig", content, ("sig",))
    detached = operations.attach_detached(
        protocol, "Лебедева М. П.", upload, by=presidium.chair, at=at
    )
    assert detached.content_sha256 == protocol.content_sha256
    assert presidium.fresh().state == ProtocolState.SIGNED


# Sending (R115, R129, C22)


def test_signed_protocol_reaches_every_member_once(presidium, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        presidium.signed()
    assert letters("signed") == people(*presidium.users)
    assert len([each for each in mail.outbox if "Подписан протокол" in each.subject]) == 5
    protocol = presidium.fresh()
    assert protocol.sent_at is not None
    assert protocol.paper.original_name == "Протокол № 1 от 20.11.2026.pdf"
    finishing.make_paper.call(protocol.pk)
    finishing.send_signed.call(protocol.pk)
    assert Letter.objects.filter(kind="minutes.signed").count() == 5
    letter = Letter.objects.filter(kind="minutes.signed").first()
    assert (letter.rule, letter.clause) == (names.OPEN_TO_MEMBERS.code, "п.\xa05.4 Положения")


def test_letters_of_a_group_cite_its_own_rules(group, at, django_capture_on_commit_callbacks):
    group.submit()
    end(group, at + datetime.timedelta(days=5))
    with django_capture_on_commit_callbacks(execute=True):
        group.sign(group.chair, "presiding")
    letter = Letter.objects.filter(kind="minutes.signed").first()
    assert letter.rule == names.GROUP_SENT.code


def test_rules_name_who_keeps_and_sends_the_protocol():
    assert names.kept_by("working-group") == names.GROUP_KEPT_BY_SECRETARY
    assert names.kept_by("association") == names.KEPT_BY_SECRETARY
    assert names.sent_by("elsewhere") == names.SENT
