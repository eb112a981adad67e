"""Records for tests: filed by the real operation, and readers named as an upper room would name them."""

import datetime
from contextlib import contextmanager

from django.utils import timezone

from documents.records import registry
from documents.records.models import RecordClass
from documents.records.operations import (
    FiledFile,
    Filing,
    Part,
    Retention,
    file_record,
)
from documents.records.operations.importing import Given, start_import
from documents.records.operations.write_off import (
    Seat,
    record_paper_signature,
    send_act,
    start_act,
)
from documents.records.registry import Readers
from documents.uploads.operations import store_upload
from tests.factories.uploads import checked, checked_text, pdf

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()
HELD_ON = datetime.date(2026, 10, 14)
PRESIDIUM, OTHERS = "bodies:1", "bodies:2"
THREE_YEARS = Retention(3, clause="п.\xa04.10")


def part(
    number="1", title="О плане работы", text="Решили: утвердить план.", public_text="", **fields
) -> Part:
    return Part(number, title, text, public_text, **fields)


def filing(number="1", *, date=HELD_ON, body_key=PRESIDIUM, **fields) -> Filing:
    fields = {
        "record_class": "presidium_protocols",
        "title": "Протокол заседания Президиума",
        "body_name": "Президиум Ассоциации",
        "signed_on": date,
        "retention": THREE_YEARS,
        "parts": (part(),),
    } | fields
    return Filing(number=number, date=date, body_key=body_key, **fields)


def filed_file(title="Протокол", *, by=None, **fields) -> FiledFile:
    return FiledFile(store_upload(checked("протокол.pdf"), by=by, at=NOW), title, **fields)


def record(number="1", *, by=None, at=NOW, **fields):
    return file_record(filing(number, **fields), by=by, at=at)


def old_record(number="1", **fields):
    """A record whose three years are over."""
    return record(number, date=datetime.date(2023, 3, 1), **fields)


class Seats:
    """What an upper room would tell of users: `seats.member(user)` and so on; forgotten with the test."""

    def __init__(self):
        self.readers: dict[int, Readers] = {}

    def member(self, user, *keys, **more):
        self.readers[user.pk] = Readers(members=frozenset(keys or (PRESIDIUM,)), **more)
        return user

    def confidant(self, user, *keys):
        self.readers[user.pk] = Readers(confidential=frozenset(keys or (PRESIDIUM,)))
        return user

    def keeper(self, user, *keys):
        self.readers[user.pk] = Readers(keeps=frozenset(keys or (PRESIDIUM,)))
        return user

    def leave(self, user):
        del self.readers[user.pk]

    def __call__(self, user) -> Readers:
        return self.readers.get(user.pk, Readers())


@contextmanager
def seats():
    told = Seats()
    registry.register_readers(told)
    registry.register_names(_names)
    try:
        yield told
    finally:
        registry._readers.remove(told)
        registry._namers.remove(_names)


def _names(keys) -> dict[str, str]:
    known = {PRESIDIUM: "Президиум Ассоциации", OTHERS: "Рабочая группа колледжа"}
    return {key: known[key] for key in keys if key in known}


def archive_of(user) -> None:
    """A record with a file, an act with a scan and an import, so that every address of a keeper leads to something."""
    old = old_record()
    commission = [
        Seat(user.person.full_name, "секретарь", is_chair=True, person=user.person),
        Seat("Архивная Анна Игоревна", "архивариус"),
    ]
    act = start_act(
        PRESIDIUM,
        body_name="Президиум Ассоциации",
        records=[old.pk],
        commission=commission,
        ground="Истёк срок хранения",
        by=user,
        at=NOW,
    )
    send_act(act, seen=1, by=user, at=NOW)
    member = act.commission.order_by("pk").last()
    record_paper_signature(act, member, on=TODAY, upload=checked(), by=user, at=NOW)
    kind = RecordClass.objects.get(code="protocols")
    start_import(checked_text("номер"), [Given("1.pdf", pdf())], record_class=kind, by=user, at=NOW)
    record("2", files=(filed_file(),))
