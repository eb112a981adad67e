"""Certificates of the one who is logged in."""

import logging

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from home.workdays.queries import today

from ..models import Certificate
from ..permissions import may_open_certificate, may_see_certificate
from ..queries import certificates_of_user, chain_of
from ..standing import standing_on

logger = logging.getLogger(__name__)

ON_A_PAGE = 20


@login_required
@require_GET
def mine(request):
    page = Paginator(certificates_of_user(request.user), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    on = today()
    for certificate in page:
        certificate.standing = standing_on(certificate, on)
    return render(request, "certificates/mine.html", {"page_of_certificates": page})


@login_required
@require_GET
def show_certificate(request, pk: int):
    """One certificate; while its PDF is in the queue the page asks again by itself."""
    certificate = _find(request.user, pk, may_see_certificate)
    context = {
        "certificate": certificate,
        "standing": standing_on(certificate, today()),
        "chain": chain_of(certificate),
        "may_download": may_open_certificate(request.user, certificate),
    }
    return render(request, "certificates/certificate.html", context)


@login_required
@require_GET
def download(request, pk: int):
    """The PDF as it was made; somebody else's is as if it were not there (T1, T2)."""
    certificate = _find(request.user, pk, may_open_certificate)
    if not certificate.is_ready:
        return redirect("certificates:show_certificate", certificate.pk)
    try:
        content = certificate.pdf.open("rb")
    except FileNotFoundError:
        logger.error("the PDF of certificate %s is gone", certificate.number)
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"Сертификат {certificate.number}.pdf",
        content_type="application/pdf",
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _find(user, pk: int, may) -> Certificate:
    certificate = get_object_or_404(Certificate.objects.select_related("kind"), pk=pk)
    if not may(user, certificate):
        raise Http404
    return certificate
