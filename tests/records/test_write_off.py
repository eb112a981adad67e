"""An act of write-off, from the list to the stub that stays (4.10, R67; T34–T36, T57)."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.urls import reverse
from freezegun import freeze_time
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from documents.records import registry
from documents.records.choices import ActState, Level
from documents.records.models import Record, WriteOffAct
from documents.records.operations import PersonNamed, Retention, lift_hold, place_hold
from documents.records.operations.destroying import complete_act, remove_bytes
from documents.records.operations.papers import print_act
from documents.records.operations.write_off import (
    Seat,
    cancel_act,
    change_act,
    record_paper_signature,
    send_act,
    sign_act,
    start_act,
)
from documents.records.rules import names
from documents.records.rules.writing_off import Candidate, check_commission, check_records
from documents.uploads.models import StoredFile, private_storage
from home.accounts.operations import give_consent
from home.accounts.queries import SIMPLE_SIGNATURE, current_text
from home.rulebook import DomainError
from home.search.models import IndexEntry
from tests.factories.accounts import UserFactory, log_in
from tests.factories.records import (
    NOW,
    OTHERS,
    PRESIDIUM,
    TODAY,
    filed_file,
    old_record,
    part,
    record,
)
from tests.factories.uploads import checked
from tests.races import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LATER = NOW + datetime.timedelta(hours=1)


def actions(about) -> list[str]:
    """Of the act, the latest last."""
    kind = ContentType.objects.get_for_model(about)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(about.pk))
    return list(entries.order_by("pk").values_list("action", flat=True))


def full_record(number="1", **fields):
    return old_record(
        number,
        publishes=True,
        parts=(part("1", "О сове", "Текст о сове.", "Решили о сове.", level=Level.PUBLIC),),
        files=(filed_file("Протокол", text="бумага совы"),),
        people=(PersonNamed("Совина А. А."),),
        **fields,
    )


def signer():
    user = UserFactory()
    give_consent(user.person, current_text(SIMPLE_SIGNATURE), at=NOW)
    return user


def seat(user, office="Секретарь", **fields) -> Seat:
    return Seat(user.person.full_name, office, person=user.person, **fields)


@pytest.fixture
def chair():
    return signer()


@pytest.fixture
def member():
    return signer()


@pytest.fixture
def started(chair, member):
    """`started(records)`: a draft over them."""

    def make(*records, **fields):
        given = {
            "body_name": "Президиум Ассоциации",
            "records": [each.pk for each in records],
            "commission": [seat(chair, "Председатель", is_chair=True), seat(member)],
            "ground": "Истёк срок хранения",
        } | fields
        return start_act(PRESIDIUM, **given, by=None, at=NOW)

    return make


@pytest.fixture
def signed(started, chair, member):
    def make(*records):
        act = send_act(started(*records), seen=1, by=None, at=NOW)
        for user in (chair, member):
            sign_act(act, by=user, at=NOW)
        act.refresh_from_db()
        return act

    return make


def test_whole_way_of_an_act(started, chair, member, django_capture_on_commit_callbacks):
    """R67 (names.WRITE_OFF): texts, files and names go; the card, the hashes and the act stay."""
    kept = full_record()
    file = kept.files.get()
    name, sha256 = file.file.file.name, kept.sha256
    with django_capture_on_commit_callbacks(execute=True):
        act = send_act(started(kept), seen=1, by=None, at=NOW)
    assert (act.number, act.year, act.drawn_on, act.state) == (1, 2026, TODAY, ActState.SIGNING)
    assert {letter.to[0] for letter in mail.outbox} == {chair.email, member.email}
    for user in (chair, member):
        sign_act(act, by=user, at=NOW)
    act.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        complete_act(act, seen=act.version, by=chair, at=LATER)
    kept, act = Record.objects.get(), WriteOffAct.objects.get()
    assert (kept.state, kept.is_published, kept.sha256) == ("written_off", False, sha256)
    assert list(kept.parts.values_list("title", "text", "public_text")) == [("", "", "")]
    assert not kept.people.exists()
    file.refresh_from_db()
    assert (file.file_id, file.text, len(file.sha256)) == (None, "", 64)
    assert not private_storage().exists(name)
    assert not StoredFile.objects.filter(file=name).exists()
    assert {e.key for e in IndexEntry.objects.filter(source="records")} == {f"r{kept.pk}"}
    assert not IndexEntry.objects.filter(source="decisions").exists()
    assert actions(kept) == ["records.file", "records.write_off"]
    assert actions(act) == [
        "records.start_act", "records.send_act", "records.sign_act", "records.sign_act",
        "records.complete_act",
    ]  # fmt: skip
    text = PdfReader(act.paper.file.open("rb")).pages[0].extract_text()
    assert kept.sha256[:20] in text.replace("\n", "")
    assert chair.person.full_name in " ".join(text.split())
    assert "№ 1" in text.replace("\xa0", " ")


def test_stub_shows_the_act_and_no_text(client, seats, signed):
    kept = full_record()
    act = signed(kept)
    complete_act(act, seen=act.version, by=None, at=LATER)
    log_in(client, seats.keeper(UserFactory()))
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "Запись списана" in page
    assert kept.files.get().sha256 in page
    assert "сове" not in page
    assert (
        client.get(reverse("records:open_file", args=[kept.pk, kept.files.get().pk])).status_code
        == 404
    )


def test_bytes_are_removed_again_without_harm():
    """T57: a worker that died is followed by another; a name that has a row again is left alone."""
    stored = filed_file().file
    remove_bytes.func([stored.file.name, "uploads/ab/gone.pdf"])
    remove_bytes.func([stored.file.name, "uploads/ab/gone.pdf"])
    assert private_storage().exists(stored.file.name)


def test_upper_room_forgets_what_it_holds_of_a_record(signed):
    forgotten = []
    registry.on_written_off(lambda record, *, at: forgotten.append((record.pk, at)))
    try:
        kept = full_record()
        act = signed(kept)
        complete_act(act, seen=act.version, by=None, at=LATER)
    finally:
        registry._forgetters.pop()
    assert forgotten == [(kept.pk, LATER)]


def test_file_that_somebody_else_holds_stops_the_act(signed, member):
    """Nothing is half done: another room still cites the bytes."""
    shared = filed_file()
    first, second = old_record("1", files=(shared,)), record("2", files=(shared,))
    act = signed(first)
    with pytest.raises(DomainError) as refusal:
        complete_act(act, seen=act.version, by=None, at=LATER)
    assert refusal.value.rule is names.WRITE_OFF
    first.refresh_from_db()
    assert first.is_kept
    assert second.files.get().file == shared.file
    assert private_storage().exists(shared.file.file.name)


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda: record("1"), names.RETENTION),
        (lambda: record("1", record_class="orders", retention=Retention()), names.RETENTION),
        (lambda: old_record("1", body_key=OTHERS), names.WRITE_OFF),
        (
            lambda: place_hold(old_record("1"), reason="проверка", by=None, at=NOW).record,
            names.HOLD,
        ),
    ],
)
def test_record_that_may_not_go_is_refused(started, make, rule):
    with pytest.raises(DomainError) as refusal:
        started(make())
    assert (refusal.value.rule, refusal.value.field) == (rule, "records")
    assert not WriteOffAct.objects.exists()


def test_record_stands_in_one_living_act(started):
    kept = old_record()
    first = started(kept)
    with pytest.raises(DomainError):
        started(kept)
    cancel_act(first, reason="ошибка", seen=1, by=None, at=NOW)
    assert started(kept).items.count() == 1


def test_numbers_have_no_gaps_and_are_never_given_again(started):
    """A cancelled act keeps its number (names.ACT_NUMBER); a draft has none to lose."""
    acts = [started(old_record(str(place))) for place in range(4)]
    cancel_act(acts[0], reason="лишний", seen=1, by=None, at=NOW)
    numbers = [send_act(act, seen=1, by=None, at=NOW).number for act in acts[1:]]
    assert numbers == [1, 2, 3]
    cancelled = cancel_act(acts[1], reason="ошибка", seen=2, by=None, at=NOW)
    assert (cancelled.number, cancelled.state) == (1, ActState.CANCELLED)
    assert send_act(started(old_record("9")), seen=1, by=None, at=NOW).number == 4


def test_hold_placed_after_the_signatures_stops_the_act(signed):
    kept = old_record()
    act = signed(kept)
    place_hold(kept, reason="запрос суда", by=None, at=NOW)
    with pytest.raises(DomainError) as refusal:
        complete_act(act, seen=act.version, by=None, at=LATER)
    assert refusal.value.rule is names.HOLD
    lift_hold(kept, reason="запрос снят", by=None, at=NOW)
    assert complete_act(act, seen=act.version, by=None, at=LATER).state == ActState.COMPLETE


def test_act_waits_for_every_signature(started, chair, member):
    act = send_act(started(old_record()), seen=1, by=None, at=NOW)
    sign_act(act, by=chair, at=NOW)
    with pytest.raises(DomainError) as refusal:
        complete_act(act, seen=3, by=None, at=LATER)
    assert (refusal.value.rule, member.person.full_name in refusal.value.message) == (
        names.COMMISSION,
        True,
    )
    assert Record.objects.get().is_kept


def test_signature_keeps_what_was_signed_how_and_by_which_agreement(started, chair):
    act = send_act(started(old_record()), seen=1, by=None, at=NOW)
    mine = sign_act(act, by=chair, at=NOW)
    assert (mine.manner, mine.content_sha256, mine.signed_on) == ("cabinet", act.sha256, TODAY)
    assert mine.agreement == current_text(SIMPLE_SIGNATURE)
    for user in (chair, UserFactory()):
        with pytest.raises(DomainError) as refusal:
            sign_act(act, by=user, at=NOW)
        assert refusal.value.rule is names.COMMISSION


def test_nobody_signs_without_the_agreement(client, started, chair):
    newcomer = UserFactory()
    act = started(old_record(), commission=[seat(chair, is_chair=True), seat(newcomer)])
    act = send_act(act, seen=1, by=None, at=NOW)
    with pytest.raises(DomainError):
        sign_act(act, by=newcomer, at=NOW)
    log_in(client, newcomer)
    address = reverse("records:sign_act", args=[act.pk])
    assert client.post(address)["Location"].startswith("/cabinet/consents/simple-signature/")
    give_consent(newcomer.person, current_text(SIMPLE_SIGNATURE), at=NOW)
    assert client.post(address)["Location"] == act.get_absolute_url()
    assert act.commission.get(person=newcomer.person).is_signed


def test_signing_asks_for_the_proof_of_who_signs(client, started, chair):
    act = send_act(started(old_record()), seen=1, by=None, at=NOW)
    log_in(client, chair, at=(NOW - datetime.timedelta(days=300)).timestamp())
    response = client.post(reverse("records:sign_act", args=[act.pk]))
    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert not act.commission.exclude(manner="").exists()


def test_signature_on_paper_is_recorded_with_its_scan(started, chair):
    act = started(
        old_record(),
        commission=[seat(chair, is_chair=True), Seat("Архивариус Б. Б.", "архивариус")],
    )
    act = send_act(act, seen=1, by=None, at=NOW)
    outsider = act.commission.get(person=None)
    for day in (TODAY - datetime.timedelta(1), TODAY + datetime.timedelta(1)):
        with pytest.raises(DomainError) as refusal:
            record_paper_signature(act, outsider, on=day, upload=None, by=chair, at=NOW)
        assert refusal.value.field == "on"
    mine = record_paper_signature(act, outsider, on=TODAY, upload=checked(), by=chair, at=NOW)
    assert (mine.manner, mine.recorded_by, mine.scan.original_name) == (
        "paper",
        chair,
        "доверенность.pdf",
    )


@pytest.mark.parametrize(
    ("seats", "complaint"),
    [
        ([("a", True)], "от 2 до 15"),
        ([("a", True), ("a", False)], "дважды"),
        ([("a", False), ("b", False)], "одного председателя"),
        ([("a", True), ("b", True)], "одного председателя"),
        ([(str(n), n == 0) for n in range(16)], "от 2 до 15"),
    ],
)
def test_commission_that_will_not_do(seats, complaint):
    with pytest.raises(DomainError, match=complaint) as refusal:
        check_commission(seats)
    assert refusal.value.rule is names.COMMISSION


@pytest.mark.parametrize("number", [0, 1001])
def test_act_has_some_records_and_not_too_many(number):
    good = Candidate("Протокол", True, "kept", datetime.date(2026, 1, 1), False, False)
    with pytest.raises(DomainError):
        check_records([good] * number, TODAY)
    check_records([good] * 1000, TODAY)


def test_stale_page_changes_nothing(started):
    """T35: somebody has changed the draft meanwhile."""
    kept, other = old_record("1"), old_record("2")
    act = started(kept)
    same = [Seat("А", "член", is_chair=True), Seat("Б", "член")]
    change_act(act, records=[other.pk], commission=same, ground="Иное", seen=1, by=None, at=NOW)
    for late in (
        lambda: send_act(act, seen=1, by=None, at=NOW),
        lambda: cancel_act(act, reason="да", seen=1, by=None, at=NOW),
    ):
        with pytest.raises(DomainError, match="изменился"):
            late()
    act.refresh_from_db()
    assert (act.state, [item.record for item in act.items.all()]) == (ActState.DRAFT, [other])


@pytest.mark.parametrize("state", [ActState.DRAFT, ActState.COMPLETE, ActState.CANCELLED])
def test_act_in_another_state_is_left_alone(started, signed, chair, state):
    """T36."""
    kept = old_record()
    if state == ActState.COMPLETE:
        act = signed(kept)
        act = complete_act(act, seen=act.version, by=None, at=LATER)
    else:
        act = started(kept)
    if state == ActState.CANCELLED:
        act = cancel_act(act, reason="да", seen=1, by=None, at=NOW)
    refused = [
        lambda: sign_act(act, by=chair, at=NOW),
        lambda: complete_act(act, seen=act.version, by=None, at=NOW),
    ]
    if state != ActState.DRAFT:
        refused += [
            lambda: send_act(act, seen=act.version, by=None, at=NOW),
            lambda: cancel_act(act, reason="да", seen=act.version, by=None, at=NOW),
        ]
    for late in refused:
        with pytest.raises(DomainError) as refusal:
            late()
        assert refusal.value.rule is names.WRITE_OFF
    act.refresh_from_db()
    assert act.state == state


@pytest.mark.django_db(transaction=True)
def test_act_is_carried_out_once(signed):
    """T34."""
    act = signed(full_record())
    answers = at_once(*[lambda: complete_act(act, seen=act.version, by=None, at=LATER)] * 3)
    assert sorted(type(answer).__name__ for answer in answers) == [
        "DomainError",
        "DomainError",
        "WriteOffAct",
    ]
    assert actions(Record.objects.get()).count("records.write_off") == 1


@pytest.mark.django_db(transaction=True)
def test_two_acts_do_not_share_a_record_nor_a_number(started):
    """T38."""
    kept = old_record()
    answers = at_once(*[lambda: started(kept)] * 2)
    assert {type(answer) for answer in answers} == {WriteOffAct, DomainError}
    acts = [started(old_record(str(place))) for place in range(2, 5)]
    sent = at_once(*[lambda a=act: send_act(a, seen=1, by=None, at=NOW) for act in acts])
    assert sorted(act.number for act in sent) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_hold_and_completion_at_once_never_both_succeed(signed):
    """Either the record was gone before the hold, or the hold has saved it."""
    kept = old_record()
    act = signed(kept)
    done, held = at_once(
        lambda: complete_act(act, seen=act.version, by=None, at=LATER),
        lambda: place_hold(kept, reason="суд", by=None, at=LATER),
    )
    assert {isinstance(done, DomainError), isinstance(held, DomainError)} == {True, False}


def test_print_of_an_older_version_gives_way(signed):
    act = signed(old_record())
    print_act.func(act.pk)
    act.refresh_from_db()
    assert act.paper.original_name == "Акт о списании 1-2026.pdf"


@pytest.mark.parametrize("who", ["stranger", "member", "foreign"])
def test_act_is_closed_to_who_has_no_part_in_it(client, seats, started, who):
    """404 to all of its addresses (T1); a draft is its keeper's own affair."""
    act = started(old_record())
    user = UserFactory()
    if who == "member":
        seats.member(user)
    elif who == "foreign":
        seats.keeper(user, OTHERS)
    log_in(client, user)
    for name in (
        "act",
        "change_act",
        "cancel_act",
        "act_pdf",
        "complete_act",
        "record_paper",
        "sign_act",
    ):
        address = reverse(f"records:{name}", args=[act.pk])
        assert (name, client.get(address).status_code) == (name, 404)
    assert client.post(reverse("records:send_act", args=[act.pk])).status_code == 404


def test_member_of_the_commission_sees_the_list_and_signs(client, started, member):
    act = started(old_record())
    log_in(client, member)
    assert client.get(act.get_absolute_url()).status_code == 404
    send_act(act, seen=1, by=None, at=NOW)
    page = client.get(act.get_absolute_url()).content.decode()
    assert "Подписать акт" in page
    assert "Отменить акт" not in page
    for name in ("change_act", "cancel_act", "complete_act", "record_paper"):
        assert client.get(reverse(f"records:{name}", args=[act.pk])).status_code == 404


@freeze_time(NOW)
def test_keeper_walks_an_act_through_its_pages(client, seats, chair):
    keeper = seats.keeper(signer())
    registry.register_commission(_chairs := lambda key: [(chair.person, "Председатель Президиума")])
    try:
        kept = full_record()
        log_in(client, keeper, at=NOW.timestamp())
        fields = {
            "ground": "Истёк срок", "records": [kept.pk], "who_1": chair.person.pk,
            "name_2": "Архивариус Б. Б.", "office_2": "архивариус",
        }  # fmt: skip
        response = client.post("/cabinet/archive/acts/new/?body=bodies:1", fields)
        act = WriteOffAct.objects.get()
        assert response["Location"] == act.get_absolute_url()
        assert [m.office for m in act.commission.all()] == ["Председатель Президиума", "архивариус"]
        client.post(reverse("records:send_act", args=[act.pk]), {"seen": 1})
        outsider = act.commission.get(person=None)
        answer = {"member": outsider.pk, "on": TODAY.isoformat()}
        client.post(reverse("records:record_paper", args=[act.pk]), answer)
        sign_act(act, by=chair, at=NOW)
        page = reverse("records:complete_act", args=[act.pk])
        assert "Подтвердите" in client.post(page, {"seen": 4}).content.decode()
        assert client.post(page, {"seen": 4, "is_sure": "on"})["Location"] == act.get_absolute_url()
    finally:
        registry._commissions.remove(_chairs)
    kept.refresh_from_db()
    assert not kept.is_kept


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"ground": ""}, "Укажите основание акта."),
        ({"records": []}, "Выберите хотя бы одну запись."),
        ({"records": [999999]}, "в этом перечне уже нет"),
        ({"name_1": "", "office_1": ""}, "Назовите председателя комиссии."),
        ({"office_2": ""}, "Укажите должность."),
        ({"name_2": "", "office_2": ""}, "от 2 до 15"),
        ({"name_2": "Совина А. А."}, "дважды"),
        ({"who_3": "999999"}, "999999"),
    ],
)
def test_act_form_refuses_in_words(client, seats, change, error):
    kept = old_record()
    log_in(client, seats.keeper(UserFactory()))
    fields = {
        "ground": "Истёк срок", "records": [kept.pk], "name_1": "Совина А. А.", "office_1": "директор",
        "name_2": "Филинова Б. Б.", "office_2": "архивариус",
    }  # fmt: skip
    response = client.post("/cabinet/archive/acts/new/?body=bodies:1", fields | change)
    assert response.status_code in (200, 409)
    assert error in response.content.decode()
    assert not WriteOffAct.objects.exists()
