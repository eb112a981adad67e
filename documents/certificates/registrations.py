"""What the room tells its neighbours below at start-up."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from home.accounts import roles
from home.accounts.choices import Role
from home.accounts.registry import register_personal_data
from home.desk.registry import Task, register_cabinet_item, register_tasks
from home.notices.registry import register_reminder
from home.pages.registry import register_footer_link
from home.rulebook import register_live_states
from home.search.operations import follow
from home.search.registry import register_source

from . import queries, rules
from .finding import certificate_entries, certificates, number_meant
from .lists import SILENT_AFTER
from .live import certificates_now
from .models import BatchItem, Certificate
from .operations import remind_of_sums
from .permissions import may_keep_register
from .personal import SIGNING
from .registry import register_entitlement

OVERDUE = datetime.timedelta(minutes=30)
"""By then the queue has tried again and again: somebody has to look."""

roles.grant(Role.SECRETARY, "certificates.view_certificate")
roles.grant(Role.AUTHORITY_SUPPORT, "certificates.view_certificate")


MOST_TASKS = 5
"""More papers that the queue has failed with are one misfortune, and one task."""


def unprinted_certificates(user, today: datetime.date) -> Iterator[Task]:
    if not may_keep_register(user):
        return
    late = queries.certificates_without_pdf().filter(issued_at__lt=timezone.now() - OVERDUE)
    found = list(late[: MOST_TASKS + 1])
    if len(found) > MOST_TASKS:
        register = reverse("certificates_certificate_modeladmin_index")
        yield Task(
            "Изготовьте PDF сертификатов: очередь с ними не справилась",
            f"{register}?pdf=missing",
            rules.REGISTRATION,
            about="Не изготовлено больше пяти: вероятно, очередь задач не работает",
        )
        return
    for certificate in found:
        yield Task(
            "Изготовьте PDF сертификата: очередь с ним не справилась",
            reverse("certificates_certificate_modeladmin_inspect", args=[certificate.pk]),
            rules.REGISTRATION,
            about=f"Сертификат {certificate}",
        )


def interrupted_lists(user, today: datetime.date) -> Iterator[Task]:
    """A list that was stopped, refused in part, or left by its worker waits for somebody."""
    if not may_keep_register(user):
        return
    for batch in queries.unfinished_batches(timezone.now() - SILENT_AFTER):
        yield Task(
            "Доведите до конца список на выдачу",
            reverse("certificates_admin:batch", args=[batch.pk]),
            rules.LISTS,
            about=batch.title,
        )


register_tasks(unprinted_certificates, "сертификаты без PDF")
register_tasks(interrupted_lists, "списки на выдачу")
register_reminder("контрольные суммы реестра сертификатов", remind_of_sums)
register_entitlement(lambda source: isinstance(source, BatchItem))
register_live_states(certificates_now)
register_cabinet_item("Сертификаты", "certificates:mine", order=32)
register_footer_link("Проверить сертификат", "certificates:verify")
register_source(
    "certificates",
    "Сертификаты",
    owners=certificates,
    entries=certificate_entries,
    number_of=number_meant,
)
follow(Certificate, "certificates")
register_personal_data(SIGNING)
