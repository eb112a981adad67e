"""The making of PDFs in the task queue."""

import datetime
import hashlib
import logging
import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from documents.papers.pdf import TOGETHER, PaperError
from documents.papers.signing import KeyUnfit, current_seal

from .. import papers, queries
from ..models import Certificate

logger = logging.getLogger(__name__)

RETRIES = 3
RETRY_AFTER = datetime.timedelta(minutes=5)


@task()
def render_certificate(pk: int) -> None:
    """Make the PDF of one certificate, if it has none yet."""
    _render([pk], attempt=1)


@task()
def render_certificates(pks: list[int], attempt: int = 1) -> None:
    """Make the PDFs of many, fifty at a time. Safe to repeat and to run twice at once (T57)."""
    _render(pks, attempt)


def _render(pks: list[int], attempt: int) -> None:
    waiting = queries.certificates_without_pdf().filter(pk__in=pks)
    failed = []
    for template in sorted({certificate.template_id for certificate in waiting}):
        failed += _print([c for c in waiting if c.template_id == template])
    if failed:
        _try_again(failed, attempt)
        raise PaperError(f"no PDF for certificates {failed}, attempt {attempt}")


def _print(certificates: list[Certificate]) -> list[int]:
    """Print and keep a batch; one bad paper must not hold up the others, so they part when it fails."""
    failed = []
    for start in range(0, len(certificates), TOGETHER):
        batch = certificates[start : start + TOGETHER]
        try:
            for certificate, content in zip(batch, papers.printed(batch), strict=True):
                _keep(certificate.pk, content)
        except (PaperError, KeyUnfit, OSError) as error:
            if len(batch) > 1:
                failed += [pk for certificate in batch for pk in _print([certificate])]
            else:
                logger.error("Certificate %s is not printed: %s", batch[0].pk, error)
                failed.append(batch[0].pk)
    return failed


@transaction.atomic
def _keep(pk: int, content: bytes) -> None:
    """Made once: whoever comes second finds the file and leaves it (R218, T57)."""
    certificate = Certificate.objects.select_for_update().get(pk=pk)
    if certificate.pdf:
        return
    if seal := current_seal():
        content = seal.sign(content)
        certificate.signing_key = seal.fingerprint
    certificate.pdf.save(f"{uuid.uuid4()}.pdf", ContentFile(content), save=False)
    certificate.pdf_sha256 = hashlib.sha256(content).hexdigest()
    certificate.rendered_at = timezone.now()
    certificate.save(update_fields=["pdf", "pdf_sha256", "signing_key", "rendered_at"])


def _try_again(pks: list[int], attempt: int) -> None:
    """Later, where the queue can wait; after the last attempt the secretary's desk shows what is left."""
    if attempt < RETRIES and render_certificates.get_backend().supports_defer:
        later = timezone.now() + RETRY_AFTER * attempt
        render_certificates.using(run_after=later).enqueue(pks, attempt + 1)
