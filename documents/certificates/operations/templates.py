"""Versions of a template: drafted, changed, approved by an order (R188); issued papers keep their version."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import log

from documents.uploads.inspection import CheckedUpload
from documents.uploads.operations import store_upload
from home.accounts.models import User
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import queries, wording
from ..choices import Layout, TemplateState
from ..models import CertificateKind, CertificateTemplate
from ..rules import FORM_APPROVED
from ..wording import CONTENTS, Approval

FIRST = {
    "layout": Layout.LANDSCAPE,
    "authority": "",
    "association": "",
    "heading": "СЕРТИФИКАТ",
    "attestation": "Настоящий сертификат удостоверяет, что",
    "statement": "",
    "signatures": 1,
}
"""What the very first draft of a kind begins with."""


@transaction.atomic
def start_version(kind: CertificateKind, *, by: User, at: datetime) -> CertificateTemplate:
    """A draft that begins as the latest version; where one is being prepared already, a refusal."""
    kind = CertificateKind.objects.select_for_update().get(pk=kind.pk)
    if queries.draft_of(kind):
        raise DomainError("Черновик бланка этого вида уже есть: правьте его.", FORM_APPROVED)
    latest = queries.latest_template(kind)
    contents = queries.contents_of(latest) if latest else FIRST
    draft = CertificateTemplate(
        kind=kind,
        version=latest.version + 1 if latest else 1,
        **contents,
    )
    if latest:
        # The same file: no version ever changes the bytes of another.
        draft.background, draft.background_sha256 = latest.background.name, latest.background_sha256
    draft.save()
    log(draft, "certificates.start_template", user=by, data={"version": draft.version})
    return draft


@transaction.atomic
def change_draft(
    template: CertificateTemplate,
    contents: Mapping[str, object],
    *,
    background: bytes | None,
    seen: str,
    by: User,
    at: datetime,
) -> CertificateTemplate:
    """New words, sizes and layout. `background`: JPEG to lay under them, b"" to take it away, None to leave it."""
    template = _locked_draft(template, seen)
    wording.check_contents(contents, queries.placeholders_of(template.kind))
    before = queries.contents_of(template)
    for name in CONTENTS:
        setattr(template, name, contents[name])
    if background is not None:
        _lay(template, background)
    template.save()
    changed = [name for name in CONTENTS if before[name] != getattr(template, name)]
    if background is not None:
        changed.append("background")
    log(template, "certificates.change_template", user=by, data={"changed": changed})
    return template


@transaction.atomic
def approve_template(
    template: CertificateTemplate,
    approval: Approval,
    *,
    scan: CheckedUpload | None,
    seen: str,
    by: User,
    at: datetime,
) -> CertificateTemplate:
    """The order stands: papers of the kind are issued by this version from now on, the one before retires."""
    template = _locked_draft(template, seen)
    wording.check_approval(approval, today(at))
    _check_complete(template)
    template.kind.templates.filter(state=TemplateState.APPROVED).update(state=TemplateState.RETIRED)
    template.state = TemplateState.APPROVED
    template.order_number = approval.order_number.strip()
    template.order_date = approval.order_date
    template.order_by = approval.order_by.strip()
    template.order_file = store_upload(scan, by=by, at=at) if scan else None
    template.approved_by, template.approved_at = by, at
    template.save()
    log(template, "certificates.approve_template", user=by, data={"ground": template.ground})
    return template


@transaction.atomic
def delete_draft(template: CertificateTemplate, *, seen: str, by: User, at: datetime) -> None:
    """A draft that is not needed goes; no paper was ever issued by it."""
    template = _locked_draft(template, seen)
    log(template, "certificates.delete_template", user=by, data={"version": template.version})
    template.delete()


def _locked_draft(template: CertificateTemplate, seen: str) -> CertificateTemplate:
    """The draft as its reader saw it (T35)."""
    locked = (
        CertificateTemplate.objects.select_for_update(of=("self",))
        .select_related("kind")
        .filter(pk=template.pk)
        .first()
    )
    if locked is None:
        raise DomainError("Этот черновик уже удалён.", FORM_APPROVED)
    if not locked.is_draft:
        raise DomainError("Эта версия уже утверждена, её не меняют: начните новую.", FORM_APPROVED)
    if queries.digest_of(locked) != seen:
        raise DomainError("Пока вы смотрели, черновик изменили. Откройте его снова.", FORM_APPROVED)
    return locked


def _check_complete(template: CertificateTemplate) -> None:
    for name, what in (("association", "объединение"), ("statement", "что удостоверяется")):
        if not getattr(template, name).strip():
            raise DomainError(f"В черновике не заполнено: {what}.", FORM_APPROVED)
    wording.check_contents(queries.contents_of(template), queries.placeholders_of(template.kind))


def _lay(template: CertificateTemplate, background: bytes) -> None:
    """Files of other versions stay: a new name for each (T2)."""
    if background:
        template.background.save(
            f"{secrets.token_hex(16)}.jpg", ContentFile(background), save=False
        )
        template.background_sha256 = hashlib.sha256(background).hexdigest()
    else:
        template.background, template.background_sha256 = "", ""
