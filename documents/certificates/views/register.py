"""Acts of the secretary on one certificate, in Wagtail's admin."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from home.accounts.decorators import weighty
from home.rulebook import DomainError

from .. import operations, rules
from ..forms import InsteadForm, RevokeForm, VoidForm
from ..models import Certificate
from ..permissions import may_keep_register


@weighty
def revoke(request, pk: int):
    certificate = _find(request.user, pk)

    def act(fields):
        operations.revoke_certificate(certificate, **fields, by=request.user, at=timezone.now())
        return f"Сертификат №\xa0{certificate.number} аннулирован."

    return _confirm(request, certificate, RevokeForm, act, "revoke", rules.VALIDITY)


@weighty
def void(request, pk: int):
    certificate = _find(request.user, pk)

    def act(fields):
        operations.void_certificate(certificate, **fields, by=request.user, at=timezone.now())
        return f"Номер {certificate.number} признан недействительным."

    return _confirm(request, certificate, VoidForm, act, "void", rules.ACCURACY)


@weighty
def issue_instead(request, pk: int):
    certificate = _find(request.user, pk)

    def act(fields):
        holder = rules.Holder(fields["name"], fields["address"], certificate.is_organisation)
        new = operations.issue_instead(
            certificate,
            holder=holder,
            ground=fields["ground"],
            by=request.user,
            at=timezone.now(),
        )
        return f"Выдан сертификат №\xa0{new.number} взамен №\xa0{certificate.number}."

    initial = {"name": certificate.holder_name, "address": certificate.holder_address}
    return _confirm(
        request, certificate, InsteadForm, act, "instead", rules.ACCURACY, initial=initial
    )


@weighty
@require_POST
def make_pdf(request, pk: int):
    certificate = _find(request.user, pk)
    operations.render_certificate.enqueue(certificate.pk)
    messages.success(request, "PDF поставлен в очередь на изготовление.")
    return redirect(inspect_url(certificate))


def inspect_url(certificate: Certificate) -> str:
    return reverse("certificates_certificate_modeladmin_inspect", args=[certificate.pk])


def _confirm(request, certificate, form_class, act, name, rule, *, initial=None):
    """Show the form of an act, or carry the act out and go back to the certificate."""
    form = form_class(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return redirect(inspect_url(certificate))
        except DomainError as refusal:
            refusal.show_in(form)
    context = {
        "certificate": certificate,
        "form": form,
        "rule": rule,
        "back": inspect_url(certificate),
    }
    return render(request, f"certificates/admin/{name}.html", context)


def _find(user, pk: int) -> Certificate:
    if not may_keep_register(user):
        raise Http404
    return get_object_or_404(Certificate.objects.select_related("kind"), pk=pk)
