"""The journal of a pair: hours by kind, files, struck with a reason and never deleted."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association.mentoring.choices import Contact
from association.mentoring.models import Entry, Message, SharedFile, Stage
from association.mentoring.operations.working import EntryDraft, add_entry, strike_entry
from association.mentoring.queries.work import Hours, hours_of
from association.mentoring.rules import names
from documents.uploads.operations import store_upload
from home.accounts.choices import Role
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.mentoring import NOW, TODAY, acts_logged, pair, room, speaks_for
from tests.factories.uploads import checked, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]

VISIT = EntryDraft(Contact.VISIT, TODAY, 150, "Смотрели, как ведут журналы.")


@pytest.fixture
def here():
    return room()


def test_entry_keeps_who_when_how_long_and_files(here):
    draft = EntryDraft(Contact.VISIT, TODAY, 150, "Смотрели журналы.", files=[checked()])
    entry = add_entry(here.pair, draft, **here.mentor)

    shared = entry.files.get()
    assert (shared.pair, shared.side, shared.file.original_name) == (
        here.pair,
        "mentor",
        checked().name,
    )
    here.pair.refresh_from_db()
    assert (here.pair.last_entry_at, here.pair.version) == (NOW, 1)
    assert acts_logged(here.pair) == ["add_entry"]


def test_entry_sent_twice_is_kept_once(here):
    first, second = (add_entry(here.pair, VISIT, **here.mentor) for _ in range(2))
    assert first == second
    other_side = add_entry(here.pair, VISIT, **here.candidate)
    assert other_side != first


def test_hours_are_summed_by_kind_without_what_is_struck(here):
    wrong = add_entry(here.pair, EntryDraft(Contact.CALL, TODAY, 600, "Опечатка."), **here.mentor)
    strike_entry(wrong, "Было десять минут.", **here.mentor)
    for minutes in (30, 45):
        draft = EntryDraft(Contact.CALL, TODAY, minutes, f"Обсудили {minutes}.")
        add_entry(here.pair, draft, **here.candidate)
    add_entry(here.pair, VISIT, **here.mentor)
    assert hours_of(here.pair) == [Hours(Contact.VISIT, 1, 150), Hours(Contact.CALL, 2, 75)]


def test_struck_entry_stays_with_its_reason(here):
    entry = add_entry(here.pair, VISIT, **here.mentor)
    strike_entry(entry, "Перепутали день.", **here.mentor)
    entry.refresh_from_db()
    assert (entry.struck_why, entry.struck_at, entry.text) == ("Перепутали день.", NOW, VISIT.text)
    with pytest.raises(DomainError):
        strike_entry(entry, "Ещё раз.", **here.mentor)
    assert acts_logged(here.pair) == ["add_entry", "strike_entry"]


def test_other_side_strikes_nothing(here):
    entry = add_entry(here.pair, VISIT, **here.mentor)
    with pytest.raises(DomainError) as refusal:
        strike_entry(entry, "Такого не было.", **here.candidate)
    assert refusal.value.rule == names.JOURNAL
    assert Entry.objects.get().struck_at is None


def test_stage_of_another_pair_is_not_taken(client, here):
    foreign = pair().stages.create(title="Чужой этап", due_on=TODAY)
    log_in(client, here.users["mentor"])
    answer = client.post(address(here, "add_entry"), typed(stage=foreign.pk))
    assert (answer.status_code, Entry.objects.count()) == (200, 0)


def address(here, name: str, **arguments) -> str:
    return reverse(f"mentoring:{name}", kwargs={"pk": here.pair.pk, **arguments})


def typed(**changes) -> dict:
    return {
        "kind": "visit",
        "held_on": f"{TODAY:%d.%m.%Y}",
        "hours": "2",
        "minutes": "30",
        "text": "Смотрели журналы.",
        **changes,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"hours": "0", "minutes": "0"},
        {"hours": "", "minutes": ""},
        {"hours": "241"},
        {"minutes": "60"},
        {"hours": "-1"},
        {"hours": "9" * 400},
        {"held_on": "18.11.2126"},
        {"held_on": f"{TODAY - datetime.timedelta(days=1):%d.%m.%Y}"},
        {"kind": "party"},
        {"text": "я" * 5001},
    ],
)
def test_journal_takes_no_nonsense(client, here, changes):
    log_in(client, here.users["mentor"])
    answer = client.post(address(here, "add_entry"), typed(**changes))
    assert (answer.status_code, Entry.objects.count()) == (200, 0)
    assert "Проверьте, пожалуйста, ответы" in answer.text


def test_entry_is_written_and_struck_in_the_browser(client, here):
    log_in(client, here.users["candidate"])
    file = SimpleUploadedFile("протокол.pdf", pdf(), "application/pdf")
    assert client.post(address(here, "add_entry"), typed(file_1=file)).status_code == 302
    entry = Entry.objects.get()
    page = client.get(address(here, "journal")).text
    assert ("2\xa0ч\xa030\xa0мин" in page, "протокол.pdf" in page) == (True, True)

    answer = client.post(
        address(here, "strike_entry", entry_pk=entry.pk), {"reason": "Не тот день."}, follow=True
    )
    assert ("Вычеркнута" in answer.text, "Не тот день." in answer.text) == (True, True)


def test_lists_of_the_room_ask_the_same_of_the_database_however_long(client, here):
    log_in(client, here.users["mentor"])
    lists = [address(here, name) for name in ("pair", "journal", "questions", "documents")]
    lists.append(reverse("mentoring:own_pairs"))
    fill(here, 1)
    counts = [queries_of(client, lists) for _ in range(2)]
    fill(here, 6)
    assert queries_of(client, lists) == counts[1]


def queries_of(client, urls: list[str]) -> list[int]:
    numbers = []
    for url in urls:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        numbers.append(len(asked))
    return numbers


def fill(here, number: int) -> None:
    """Of everything in the room, and further pairs of the mentor, each by somebody else."""
    for _ in range(number):
        by = speaks_for(here.pair.candidate)
        written = {"pair": here.pair, "side": "candidate", "by": by, "at": NOW}
        entry = Entry.objects.create(
            kind=Contact.CALL, held_on=TODAY, minutes=10, text="Звонок.", **written
        )
        question = Message.objects.create(text="Как?", **written)
        stored = store_upload(checked(), by=by, at=NOW)
        SharedFile.objects.create(entry=entry, title="План", file=stored, **written)
        Message.objects.create(text="Так.", question=question, **written)
        Stage.objects.create(
            pair=here.pair,
            title=f"Этап {by.pk}",
            due_on=TODAY,
            candidate_at=NOW,
            candidate_by=by,
        )
    pair(mentor_=here.pair.mentor, decision=here.pair.decision)


def test_whoever_looks_on_reads_no_words_of_the_journal(client, here):
    """The chair and the office see that something was done and how long it took."""
    entry = add_entry(here.pair, VISIT, **here.mentor)
    strike_entry(entry, "Секретная причина.", **here.mentor)
    add_entry(
        here.pair,
        EntryDraft(Contact.CALL, TODAY, 40, "Тайное слово.", files=[checked("секрет.pdf")]),
        **here.candidate,
    )
    log_in(client, UserFactory(role=Role.SECRETARY))
    page = client.get(address(here, "journal")).text
    seen = ("40\xa0мин", "Вычеркнута")
    unseen = ("Тайное слово", "секрет.pdf", "Секретная причина", VISIT.text)
    assert [word in page for word in (*seen, *unseen)] == [True, True, *[False] * 4]
    assert speaks_for(here.pair.mentor).email not in page
