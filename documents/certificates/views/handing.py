"""Into whose hands a certificate was given, in Wagtail's admin (R190)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.uploads.views import serve
from home.accounts.decorators import weighty
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import operations, rules
from ..list_forms import HandOverForm
from ..models import Certificate, HandOver
from .doors import for_keepers, for_readers
from .register import inspect_url


@weighty
@for_keepers
def hand_over(request, pk: int):
    certificate = get_object_or_404(Certificate.objects.select_related("kind"), pk=pk)
    initial = {"on": today(), "received_by": _receiver(certificate)}
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandOverForm(*posted, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.hand_over(
                certificate,
                form.reception(),
                scan=form.cleaned_data["scan"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Выдача сертификата №\xa0{certificate.number} записана.")
            return redirect(inspect_url(certificate))
        except DomainError as refusal:
            refusal.show_in(form)
    context = {
        "certificate": certificate,
        "form": form,
        "rule": rules.HAND_OVER,
        "back": inspect_url(certificate),
    }
    return render(request, "certificates/admin/hand_over.html", context)


def _receiver(certificate: Certificate) -> str:
    """Who signs for a person is the person; for an organisation somebody has to be named."""
    return "" if certificate.is_organisation else certificate.holder_name


@require_GET
@for_readers
def scan(request, pk: int):
    """The signature or the proxy as it was scanned."""
    line = get_object_or_404(HandOver.objects.select_related("scan"), pk=pk)
    if line.scan is None:
        raise Http404
    return serve(line.scan)
