"""A draft goes to the secretary and comes back, or is adopted (R224)."""

import datetime

from django.db import transaction
from wagtail.log_actions import log

from home.rulebook import DomainError

from ..choices import EditionStatus
from ..drafts import warnings_of
from ..emails import tell_returned
from ..models import Edition
from ..rules import DRAFT_UNCHANGED, EDITION_FROZEN, EDITION_REVIEW
from .beats import lock_draft

REVIEW_FIELDS = ["status", "sent_to_review_at", "review_remark"]


@transaction.atomic
def send_to_review(
    edition: Edition, *, acknowledged: bool, seen: int, by, at: datetime.datetime
) -> Edition:
    """`acknowledged`: the editor has looked at the warnings that stay."""
    edition = lock_draft(edition, seen=seen)
    if not edition.clauses.exists():
        raise DomainError("В\xa0проекте нет ни\xa0одной строки: проверять нечего.", EDITION_REVIEW)
    warnings = len(warnings_of(edition))
    if warnings and not acknowledged:
        raise DomainError(
            "Отметьте, что предупреждения просмотрены, или исправьте их.",
            EDITION_REVIEW,
            field="acknowledged",
        )
    edition.status = EditionStatus.REVIEW
    edition.sent_to_review_at = at
    edition.review_remark = ""
    edition.save(update_fields=REVIEW_FIELDS)
    data = {"warnings": warnings}
    log(edition, "regulations.send_to_review", user=by, timestamp=at, data=data)
    return edition


@transaction.atomic
def return_draft(edition: Edition, *, remark: str, by, at: datetime.datetime) -> Edition:
    """Back to who prepared it, with what is to be mended; they are written to."""
    locked = Edition.objects.select_for_update(of=("self",)).select_related("page")
    edition = locked.filter(pk=edition.pk).first()
    if edition is None:
        raise DomainError("Этого проекта больше нет: его удалили.", DRAFT_UNCHANGED)
    if edition.is_adopted:
        raise DomainError("Эта редакция уже принята, вернуть её нельзя.", EDITION_FROZEN)
    if edition.status != EditionStatus.REVIEW:
        raise DomainError("Проект не\xa0на\xa0проверке: возвращать нечего.", EDITION_REVIEW)
    edition.status = EditionStatus.DRAFT
    edition.review_remark = remark
    edition.save(update_fields=REVIEW_FIELDS)
    data = {"remark": remark}
    log(edition, "regulations.return_draft", user=by, timestamp=at, data=data)
    tell_returned(edition, by=by, at=at)
    return edition
