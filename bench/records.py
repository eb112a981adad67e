"""The archive from 500 protocols and 5,000 decisions to ten times as many: lists, search, records, public pages."""

import datetime
import statistics
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.records import registry
from documents.records.choices import Level
from documents.records.models import Record, RecordClass, RecordPart, RecordPerson
from documents.records.operations.filing import show_anew
from documents.records.registry import Readers
from home.accounts.models import Person, User
from home.rulebook.text import fold_text

from .corpus import Corpus, forms
from .measure import get, queries
from .report import Row

BODIES, PROTOCOLS, ITEMS, PEOPLE = 20, 500, 10, 12
"""At one tenth of the size."""
GROWTH = 10
TARGET = 3
MOST_QUERIES = 15
ROUNDS = 40
BATCH = 250


def run() -> Iterator[tuple[str, list[Row]]]:
    reader, keys = _reader(), frozenset(_key(number) for number in range(BODIES * GROWTH))
    registry.register_readers(
        lambda user: Readers(keeps=keys) if user.pk == reader.pk else Readers()
    )
    corpus = Corpus()
    crowd_records(0, PROTOCOLS, BODIES, corpus)
    small = measured(reader)
    crowd_records(PROTOCOLS, PROTOCOLS * GROWTH, BODIES * GROWTH, corpus)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    large = measured(reader)
    size = f"{PROTOCOLS * GROWTH} protocols, {PROTOCOLS * GROWTH * ITEMS} decisions"
    title = f"archive, {size}, against a tenth, {connection.vendor} (p95, ms of CPU and database)"
    yield title, [_row(name, small[name], large[name]) for name in small]


def _row(name: str, small: tuple[float, int], large: tuple[float, int]) -> Row:
    ratio = large[0] / small[0]
    same = large[1] == small[1] <= MOST_QUERIES
    return Row(
        name,
        f"{large[0]:.0f} ms, {large[1]} queries",
        f"{small[0]:.0f} ms, {small[1]} queries",
        f"{ratio:.2f}",
        f"≤ {TARGET}, the same queries, ≤ {MOST_QUERIES}",
        ratio <= TARGET and same,
    )


def measured(reader: User) -> dict[str, tuple[float, int]]:
    """{what: (p95, queries)}."""
    application, cookies = get_wsgi_application(), _cookies(reader)
    return {
        name: _figures(lambda address=address: get(application, address, cookies))
        for name, address in addresses().items()
    }


def addresses() -> dict[str, str]:
    middle = Record.objects.filter(body_key=_key(0)).order_by("pk").last()
    words = {kind: forms(kind)[0][0] for kind in ("rare", "middling", "common")}
    archive = reverse("records:archive")
    return {
        "list": archive,
        "list, page 20": _asked(archive, page=20),
        "list of a body and a year": _asked(archive, body=_key(0), year=middle.year),
        "by person": _asked(archive, person="Архивная"),
        **{f"by a {kind} word": _asked(archive, q=word) for kind, word in words.items()},
        "record": middle.get_absolute_url(),
        "due list": reverse("records:due"),
        "completeness": reverse("records:completeness"),
        "public decisions": reverse("records:decisions"),
        "public decisions of a body": _asked(reverse("records:decisions"), body=_key(0)),
        "site search, common word": _asked(reverse("search:search"), q=words["common"]),
    }


def _asked(address: str, **query) -> str:
    return f"{address}?{urlencode(query)}"


def _figures(act: Callable[[], object]) -> tuple[float, int]:
    """Kinds of time added: what this process spends, and on another server the wait for it."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter

    def once():
        # Rates of searches are counted in it, and finished pages kept.
        cache.clear()
        return act()

    asked = queries(once)
    taken = []
    for _ in range(ROUNDS):
        cache.clear()
        start = clock()
        act()
        taken.append(1000 * (clock() - start))
    return statistics.quantiles(taken, n=20)[-1], asked


def _reader() -> User:
    person = Person.objects.create(surname="Читающая", name="Мария")
    return User.objects.create_user("reader@example.org", person=person)


def _cookies(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def _key(number: int) -> str:
    return f"bench:{number}"


def crowd_records(first: int, last: int, bodies: int, corpus: Corpus) -> None:
    """Protocols from `first` to `last`, each of ITEMS decisions, written straight into the tables and the search."""
    kind = RecordClass.objects.get(code="presidium_protocols")
    for start in range(first, last, BATCH):
        numbers = range(start, min(start + BATCH, last))
        records = Record.objects.bulk_create(_record(kind, n, bodies) for n in numbers)
        RecordPart.objects.bulk_create(
            _part(record, position, corpus) for record in records for position in range(ITEMS)
        )
        RecordPerson.objects.bulk_create(
            _person(record, place) for record in records for place in range(PEOPLE)
        )
        show_anew(records)


def _record(kind: RecordClass, number: int, bodies: int) -> Record:
    date = timezone.localdate() - datetime.timedelta(days=number * 7 % 3_650 + 1)
    body = number % bodies
    return Record(
        record_class=kind,
        number=str(number),
        number_key=str(number),
        year=date.year,
        date=date,
        title="Протокол заседания",
        body_key=_key(body),
        body_name=f"Рабочая группа {body}",
        is_published=True,
        signed_on=date,
        sha256="0" * 64,
        filed_at=timezone.now(),
        retention_years=5,
        retained_until=date + datetime.timedelta(days=5 * 365),
    )


def _part(record: Record, position: int, corpus: Corpus) -> RecordPart:
    text, is_open = corpus.text(40), position % 3 == 0
    return RecordPart(
        record=record,
        position=position + 1,
        number=str(position + 1),
        title=f"О {' '.join(corpus.words(5))}",
        text=text,
        public_text=text if is_open else "",
        level=Level.PUBLIC if is_open else Level.MEMBERS,
        decided_on=record.date,
    )


def _person(record: Record, place: int) -> RecordPerson:
    """One in fifty is called as the one who is sought."""
    number = record.pk * PEOPLE + place
    surname = "Архивная" if number % 50 == 0 else f"Член{number % 997}"
    name = f"{surname} Анна Игоревна"
    return RecordPerson(record=record, name=name, name_key=fold_text(name), role="участник")
