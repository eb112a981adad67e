"""What the room puts into the registries of the rooms below, and into its own."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import Group
from django.urls import reverse

from home.accounts.choices import Role
from home.accounts.models import Person
from home.accounts.registry import register_personal_data
from home.accounts.roles import grant, has_role
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.pages.registry import register_footer_link, register_shared_view
from home.registers.registry import keep_out_of_site_history
from home.rulebook.text import counted
from home.search.registry import register_source

from . import emails, finding, permissions, queries, registry
from .models import ImportBatch, Record, WriteOffAct
from .personal import MENTIONS
from .registry import ASSOCIATION, Readers
from .rules import names

__all__ = ["emails"]

keep_out_of_site_history(Record, WriteOffAct, ImportBatch)
grant(
    Role.ADMINISTRATOR,
    *(f"records.{act}_recordclass" for act in ("add", "change", "delete", "view")),
)


def own_readers(user) -> Readers:
    """Records of the Association that no body has made: orders, reports, plans."""
    if has_role(user, Role.SECRETARY):
        return Readers(keeps=frozenset({ASSOCIATION}))
    if has_role(user, Role.AUTHORITY_SUPPORT):
        return Readers(members=frozenset({ASSOCIATION}))
    return Readers()


def own_commission(body_key: str) -> Iterator[registry.Seat]:
    """Over records of the Association itself: those who do its daily work."""
    if body_key != ASSOCIATION:
        return
    for group in Group.objects.filter(name__in=(Role.SECRETARY.label, Role.ADMINISTRATOR.label)):
        for person in Person.objects.filter(user__groups=group, user__is_active=True):
            yield person, group.name


def archive_tasks(user, today: date) -> Iterator[Task]:
    """What is due, for who keeps an archive; acts to sign, for who reads one. Others are asked nothing."""
    readers = registry.readers_for_page(user)
    if readers.keeps:
        for _, name, count, since in queries.due_by_body(readers.keeps, today):
            number = counted(count, "записи", "записей", "записей")
            yield Task(
                f"Спишите записи, срок хранения которых вышел: {name}",
                reverse("records:due"),
                names.WRITE_OFF,
                about=f"Срок вышел у\xa0{number}, у первой — {since:%d.%m.%Y}.",
            )
    if readers and user.person_id:
        for seat in queries.acts_to_sign(user.person_id):
            yield Task(
                "Подпишите акт о\xa0списании",
                reverse("records:sign_act", args=[seat.act_id]),
                names.COMMISSION,
                about=f"{seat.act}: {seat.act.body_name}",
            )


registry.register_readers(own_readers)
registry.register_commission(own_commission)
register_tasks(archive_tasks, "архив и\xa0акты о\xa0списании")
register_cabinet_item("Архив", "records:archive", order=48, visible=permissions.may_read_archive)
register_footer_link("Решения", "records:decisions")
for url_name in ("records:decisions", "records:decision"):
    register_shared_view(url_name)
register_source(
    finding.DECISIONS,
    "Решения",
    owners=finding.published,
    entries=finding.decision_entries,
    addresses=finding.decisions_open,
)
register_source(
    finding.ARCHIVE,
    "Архив",
    owners=finding.records,
    entries=finding.record_entries,
    addresses=finding.records_open,
    audiences=finding.audiences,
    number_of=finding.number_meant,
)
register_personal_data(MENTIONS)
