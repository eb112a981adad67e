"""Certificates of participation in the demo: a template that an order approved, a list, papers handed over."""

import datetime

from home.accounts.models import Person, User
from home.workdays.queries import today

from . import queries
from .lists import Listed
from .models import Batch, CertificateKind, Signatory
from .operations import batches, handing, render_certificates, templates
from .rules import Reception
from .wording import Approval

CODE = "participation"
TITLE = "Семинар «Внутренний аудит без страха»"
PEOPLE = [
    "Заречная Вера Павловна",
    "Ключев Антон Сергеевич",
    "Лугова Дарья Михайловна",
    "Мостовая Инна Петровна",
    "Полевой Роман Андреевич",
    "Родникова Ольга Игоревна",
    "Степнов Глеб Олегович",
    "Тихонравова Анна Львовна",
]
RECEIVED = 3


def load(
    details: dict[str, str], *, chair: Person, by: User, secretary: User, now: datetime.datetime
) -> None:
    """Templates that an order approved, and a list issued by one of them."""
    if Batch.objects.filter(kind__code=CODE).exists():
        return
    at = now - datetime.timedelta(20)
    approve_kind("gratitude", details, chair=chair, by=by, at=at)
    kind = approve_kind(CODE, details, chair=chair, by=by, at=at)
    batch = batches.draft_batch(
        kind,
        [Listed(name, "") for name in PEOPLE],
        title=TITLE,
        issued_on=today(at),
        by=secretary,
        at=at,
    )
    batches.start_batch(batch, by=secretary, at=at)
    # The task of the queue that follows finds nothing left to issue.
    batches.issue_batch.call(batch.pk)
    _hand_over(batch, secretary, at + datetime.timedelta(3))


def _hand_over(batch: Batch, secretary: User, at: datetime.datetime) -> None:
    """Some came for their papers, one sent a colleague."""
    issued = [item.certificate for item in batch.items.all()[:RECEIVED]]
    render_certificates.call([certificate.pk for certificate in issued])
    for place, certificate in enumerate(issued):
        proxy = place == RECEIVED - 1
        reception = Reception(
            on=today(at),
            received_by="Береговая Нина Олеговна" if proxy else certificate.holder_name,
            by_proxy=proxy,
            proxy_number="17" if proxy else "",
            proxy_date=today(at) if proxy else None,
        )
        handing.hand_over(certificate, reception, by=secretary, at=at)


def approve_kind(
    code: str, details: dict[str, str], *, chair: Person, by: User, at: datetime.datetime
) -> CertificateKind:
    """The draft that comes with the product names the demo's association, and an order approves it; the chair signs."""
    kind = CertificateKind.objects.get(code=code)
    if not queries.draft_of(kind):
        return kind
    signatory, _ = Signatory.objects.get_or_create(
        person=chair,
        position="Председатель Президиума Ассоциации",
        order=1,
        defaults={"since": today(at)},
    )
    signatory.kinds.add(kind)
    draft = queries.draft_of(kind)
    contents = queries.contents_of(draft) | {"association": details["name"]}
    draft = templates.change_draft(
        draft, contents, background=None, seen=queries.digest_of(draft), by=by, at=at
    )
    approval = Approval("31-о", today(at), "Председатель Президиума Ассоциации")
    templates.approve_template(
        draft, approval, scan=None, seen=queries.digest_of(draft), by=by, at=at
    )
    return kind
