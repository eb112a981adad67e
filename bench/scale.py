"""Ten thousand organisations and a hundred thousand certificates, written straight into the tables.

    from bench.scale import Scale, crowd_register
    crowd_register(Scale())

What acts would have left is all there: particulars, standings with their history, representatives, numbers without a
gap, and every entry of every book chained to the one before, so that `verify_register` finds nothing. Members hold a
certificate of membership; most certificates are of people, by lists, in ten years. Seeded: the same for everybody.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from association.organisations.choices import RepresentativeRole, Standing
from association.organisations.models import (
    Branch,
    Organisation,
    Particulars,
    Representative,
    StandingChange,
    Territory,
)
from documents.certificates import queries, rules
from documents.certificates.choices import Act, BatchState, Layout, Status, TemplateState
from documents.certificates.models import (
    Batch,
    BatchItem,
    BookEntry,
    Certificate,
    CertificateKind,
    CertificateTemplate,
    RegisterBook,
)
from home.accounts.models import Person
from home.rulebook.text import fold_text
from tests.factories.organisations import make_inn, make_ogrn

TOGETHER = 2_000
FIRST_YEAR, YEARS = 2016, 10
REVOKED_EACH = 50
"""One certificate of so many was revoked later."""
SIGNATURES = [
    {"position": "Начальник Управления образования", "name": "А.\xa0И. Тестов", "facsimile": ""},
    {"position": "Председатель Президиума", "name": "М.\xa0П. Образцова", "facsimile": ""},
]
# Of a hundred organisations.
STANDINGS = (
    (70, Standing.MEMBER), (10, Standing.CANDIDATE), (10, Standing.FORMER), (10, Standing.NONE)
)  # fmt: skip


@dataclass(frozen=True)
class Scale:
    organisations: int = 10_000
    certificates: int = 100_000
    territories: int = 40
    branches: int = 12
    first: int = 0
    """The number of the first organisation: a second crowd begins after the first."""


@transaction.atomic
def crowd_register(scale: Scale) -> None:
    """Add the crowd to what stands; certificates of membership count among the certificates."""
    organisations = crowd_organisations(scale)
    dice = random.Random(scale.first + 7)
    ours = [one for one in organisations if one.standing in (Standing.MEMBER, Standing.FORMER)]
    members = ours[: scale.certificates]
    _enter(_kind("bench-membership", "ЧА-{year}-{number:05}"), _of_members(members), dice)
    left = scale.certificates - len(members)
    if left:
        kind = _kind("bench-training", "ПК-{year}-{number:05}")
        items = _items(kind, left)
        _enter(kind, _of_people(items, scale.first), dice)
        _tie(items)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def crowd_organisations(scale: Scale) -> list[Organisation]:
    territories = [
        Territory.objects.get_or_create(
            name=f"Район {place + 1} для измерения", defaults={"order": place}
        )[0]
        for place in range(scale.territories)
    ]
    branches = [
        Branch.objects.get_or_create(
            name=f"Отрасль {place + 1} для измерения", defaults={"order": place}
        )[0]
        for place in range(scale.branches)
    ]
    numbers = range(scale.first, scale.first + scale.organisations)
    heads = _added(Person, (_person(number) for number in numbers))
    organisations = _added(
        Organisation,
        (
            _organisation(number, head, territories, branches)
            for number, head in zip(numbers, heads, strict=True)
        ),
    )
    _added(Particulars, map(_particulars, organisations))
    _added(StandingChange, (change for one in organisations for change in _standings(one)))
    _added(
        Representative,
        (
            Representative(
                organisation=one,
                person_id=one.head_id,
                role=RepresentativeRole.HEAD,
                since=one.registered_at.date(),
            )
            for one in organisations
        ),
    )
    return organisations


def _added(model, rows) -> list:
    return model.objects.bulk_create(rows, batch_size=TOGETHER)


def _person(number: int) -> Person:
    person = Person(surname=f"Измеримов-{number}", name="Пётр", patronymic="Ильич")
    person.search_text = fold_text(person.full_name)
    return person


def _organisation(number: int, head: Person, territories, branches) -> Organisation:
    place = number % 100
    day = datetime.datetime(
        FIRST_YEAR + number % YEARS, 1 + number % 12, 1 + number % 28, 9, tzinfo=datetime.UTC
    )
    name = f"«Школа имени {number + 1}-го измерения»"
    organisation = Organisation(
        full_name=f"Муниципальное бюджетное общеобразовательное учреждение {name}",
        short_name=f"МБОУ {name}",
        inn=make_inn(9_000_000 + number % 900_000),
        kpp=f"2201{number // 900_000 + 1:02}001",
        ogrn=make_ogrn(9_000_000 + number % 900_000),
        legal_address=f"Приозёрный край, г. Белогорск, ул. Садовая, д. {number + 1}",
        territory=territories[number % len(territories)],
        branch=branches[number % len(branches)],
        head=head,
        head_position="директор",
        phone="+7 (000) 000-00-00",
        email=f"bench{number}@example.org",
        standing=_standing(place),
        registered_at=day,
    )
    organisation.search_text = fold_text(
        f"{organisation.full_name} {organisation.short_name} {organisation.inn} "
        f"{organisation.ogrn} {organisation.legal_address}"
    )
    return organisation


def _standing(place: int) -> Standing:
    for share, standing in STANDINGS:
        if place < share:
            return standing
        place -= share
    raise ValueError("shares of standings come to less than a hundred")


def _particulars(organisation: Organisation) -> Particulars:
    same = (
        "full_name", "short_name", "kpp", "legal_address", "postal_address", "territory_id",
        "branch_id", "head_id", "head_position",
    )  # fmt: skip
    return Particulars(
        organisation=organisation,
        since=organisation.registered_at.date(),
        at=organisation.registered_at,
        **{name: getattr(organisation, name) for name in same},
    )


def _standings(organisation: Organisation) -> Iterator[StandingChange]:
    """From the day of registration; a former member left a year later."""
    day, before = organisation.registered_at.date(), Standing.NONE
    steps = {
        Standing.NONE: (),
        Standing.FORMER: (Standing.MEMBER, Standing.FORMER),
    }.get(organisation.standing, (organisation.standing,))
    for step, standing in enumerate(steps):
        yield StandingChange(
            organisation=organisation,
            standing_from=before,
            standing_to=standing,
            on=day + datetime.timedelta(days=365 * step),
            ground="решение для измерения",
            at=organisation.registered_at,
        )
        before = standing


def _kind(code: str, pattern: str) -> CertificateKind:
    kind, is_new = CertificateKind.objects.get_or_create(
        code=code, defaults={"title": f"Вид {code}", "number_pattern": pattern}
    )
    if is_new:
        CertificateTemplate.objects.create(
            kind=kind,
            version=1,
            state=TemplateState.APPROVED,
            approval="для измерения",
            layout=Layout.MEMBERSHIP,
            authority="Управление образования Приозёрного края",
            association="Ассоциация образовательных организаций Приозёрного края",
            attestation="Настоящий сертификат удостоверяет:",
            statement="внесён в реестр для измерения",
        )
    return kind


@dataclass(frozen=True)
class Given:
    """To whom, by what and when a certificate of the crowd is given; `ended_on` when it stands no longer."""

    name: str
    address: str
    is_organisation: bool
    source: object
    issued_on: datetime.date
    ended_on: datetime.date | None = None


def _of_members(organisations: list[Organisation]) -> Iterator[Given]:
    for one in organisations:
        day = one.registered_at.date()
        is_former = one.standing == Standing.FORMER
        yield Given(
            one.full_name, one.legal_address, True, one, day,
            day + datetime.timedelta(days=365) if is_former else None,
        )  # fmt: skip


def _items(kind: CertificateKind, number: int) -> list[BatchItem]:
    now = timezone.now()
    user, _ = get_user_model().objects.get_or_create(email="bench-register@example.org")
    batch = Batch.objects.create(
        kind=kind,
        template=queries.template_in_use(kind),
        title="Программа для измерения",
        issued_on=now.date(),
        state=BatchState.DONE,
        by=user,
        at=now,
        started_at=now,
        finished_at=now,
    )
    return _added(
        BatchItem,
        (
            BatchItem(batch=batch, position=place, holder_name=f"Измеримова Анна {place}")
            for place in range(1, number + 1)
        ),
    )


def _of_people(items: list[BatchItem], first: int) -> Iterator[Given]:
    """Evenly over the years, and each fiftieth revoked a month later."""
    each = -(-len(items) // YEARS)
    for place, item in enumerate(items):
        year, day = divmod(place, each)
        issued = datetime.date(FIRST_YEAR + year, 1, 1) + datetime.timedelta(days=day % 330)
        is_revoked = place % REVOKED_EACH == 0
        yield Given(
            item.holder_name, "", False, item, issued,
            issued + datetime.timedelta(days=30) if is_revoked else None,
        )  # fmt: skip


def _enter(kind: CertificateKind, given: Iterator[Given], dice: random.Random) -> None:
    """Rows in the order of their days, then the entries of their books in the same order."""
    books, ordered = {}, sorted(given, key=lambda one: one.issued_on)
    template = queries.template_in_use(kind)
    rows = [_row(_book(books, kind, one), template, one, dice) for one in ordered]
    certificates = _added(Certificate, rows)
    entries, ended = [], []
    for certificate, one in zip(certificates, ordered, strict=True):
        book = books[certificate.year]
        entries.append(_entry(book, certificate, Act.ISSUED))
        if one.ended_on:
            certificate.status, certificate.revoked_on = Status.REVOKED, one.ended_on
            certificate.ground = "решение для измерения"
            entries.append(_entry(book, certificate, Act.REVOKED))
            ended.append(certificate)
    _added(BookEntry, entries)
    Certificate.objects.bulk_update(ended, ["status", "revoked_on", "ground"], batch_size=500)
    RegisterBook.objects.bulk_update(books.values(), ["last_number", "last_entry", "last_hash"])


def _book(books: dict[int, RegisterBook], kind: CertificateKind, one: Given) -> RegisterBook:
    year = one.issued_on.year
    if year not in books:
        books[year], _ = RegisterBook.objects.get_or_create(kind=kind, year=year)
    return books[year]


def _row(book: RegisterBook, template: CertificateTemplate, one: Given, dice) -> Certificate:
    book.last_number += 1
    number = rules.number_for(book.kind.number_pattern, book.year, book.last_number)
    return Certificate(
        kind=book.kind,
        template=template,
        year=book.year,
        sequence=book.last_number,
        number=number,
        number_key=rules.number_key(number),
        code=rules.code_from(dice.randbytes(13)),
        issued_on=one.issued_on,
        issued_at=datetime.datetime.combine(one.issued_on, datetime.time(9), datetime.UTC),
        holder_name=one.name,
        holder_address=one.address,
        is_organisation=one.is_organisation,
        content_type=ContentType.objects.get_for_model(one.source),
        object_id=one.source.pk,
        layout=template.layout,
        authority=template.authority,
        association=template.association,
        heading=template.heading,
        attestation=template.attestation,
        statement=template.statement,
        signatories=SIGNATURES,
        search_text=fold_text(f"{number} {one.name} {one.address}"),
    )


def _entry(book: RegisterBook, certificate: Certificate, act: Act) -> BookEntry:
    book.last_entry += 1
    facts = queries.facts(certificate)
    book.last_hash = rules.entry_hash(book.last_hash, facts)
    return BookEntry(
        book=book,
        position=book.last_entry,
        certificate=certificate,
        act=act,
        at=certificate.issued_at,
        facts=facts,
        hash=book.last_hash,
    )


def _tie(items: list[BatchItem]) -> None:
    """Each item of the list knows its certificate."""
    own = Certificate.objects.filter(
        content_type=ContentType.objects.get_for_model(BatchItem), object_id=OuterRef("pk")
    )
    BatchItem.objects.filter(batch=items[0].batch_id).update(
        certificate=Subquery(own.values("pk")[:1])
    )
