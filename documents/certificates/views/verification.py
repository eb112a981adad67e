"""The public check: by the number on the paper, by the code of its QR, and as JSON."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from home.accounts.ratelimit import limited, too_many

from ..choices import Status
from ..forms import CheckNumberForm
from ..models import Certificate
from ..queries import certificate_by_code, certificate_by_number

RATE = "30/m"
TONES = {
    Status.VALID: "positive",
    Status.REVOKED: "attention",
    Status.REPLACED: "ended",
    Status.VOIDED: "attention",
}

never_stored = cache_control(no_store=True)


@require_GET
@never_stored
def verify_number(request):
    """The form, and what the register says of a number; of a person it does not say who (T2, T42)."""
    if "number" not in request.GET:
        return render(request, "certificates/verify.html", {"form": CheckNumberForm()})
    if limited(request, "verify", RATE):
        return too_many(request)
    form = CheckNumberForm(request.GET)
    found = form.is_valid() and certificate_by_number(form.cleaned_data["number"])
    context = {"form": form, "sought": form.is_valid()}
    if found:
        holder = found.holder_name if found.is_organisation else ""
        context |= {"certificate": found, "holder": holder, "tone": TONES[found.status]}
    status = 404 if form.is_valid() and not found else 200
    return render(request, "certificates/verify.html", context, status=status)


@require_GET
@never_stored
def verify_code(request, code: str):
    if limited(request, "verify", RATE):
        return too_many(request)
    found = certificate_by_code(code)
    if found is None:
        return render(request, "certificates/verify_not_found.html", status=404)
    context = {
        "certificate": found,
        "holder": public_holder(found),
        "tone": TONES[found.status],
    }
    return render(request, "certificates/verify_code.html", context)


@require_GET
@never_stored
def verify_json(request, code: str):
    """For machines; the same fields as the page of the code."""
    if limited(request, "verify", RATE):
        return JsonResponse({"status": "limited"}, status=429, headers={"Retry-After": "60"})
    found = certificate_by_code(code)
    if found is None:
        return JsonResponse({"status": "not-found"}, status=404)
    return JsonResponse(
        {
            "number": found.number,
            "kind": found.kind.title,
            "status": found.status,
            "holder": public_holder(found) or None,
            "issued_on": found.issued_on,
            "revoked_on": found.revoked_on,
            "reason": found.ground or None,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def public_holder(certificate: Certificate) -> str:
    """Who holds it, as far as the kind lets strangers know; empty otherwise."""
    if certificate.is_organisation or certificate.kind.shows_person:
        return certificate.holder_name
    return ""
