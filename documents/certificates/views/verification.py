"""The public check: by the number on the paper, by the code of its QR, and as JSON."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from home.accounts.ratelimit import limited, too_many
from home.workdays.queries import today

from ..checking import Verdict, check_file
from ..forms import CheckFileForm, CheckNumberForm
from ..models import Certificate
from ..queries import certificate_by_code, certificate_by_number, chain_of
from ..standing import standing_on

RATE = "30/m"
FILE_RATE = "6/m"
"""Each file is read by a process of its own."""
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
        context |= {"certificate": found, "holder": holder, "standing": standing_on(found, today())}
    status = 404 if form.is_valid() and not found else 200
    return render(request, "certificates/verify.html", context, status=status)


@require_http_methods(["GET", "POST"])
@never_stored
def verify_file(request):
    """A PDF that somebody brings: issued byte for byte, altered, or unknown; it is neither drawn nor kept (T23–T25)."""
    if request.method == "POST" and limited(request, "verify_file", FILE_RATE):
        return too_many(request)
    form = CheckFileForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        finding = check_file(form.cleaned_data["file"].content)
        context["verdict"] = finding.verdict.value
        if found := finding.certificate:
            # An altered file may bear anybody's number: its holder is not told, only the number to compare.
            holder = public_holder(found) if finding.verdict is Verdict.ISSUED else ""
            context |= {
                "certificate": found,
                "holder": holder,
                "standing": standing_on(found, today()),
            }
    return render(request, "certificates/verify_file.html", context)


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
        "chain": _chain(found),
        "standing": standing_on(found, today()),
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
            "status": standing_on(found, today()).code,
            "holder": public_holder(found) or None,
            "issued_on": found.issued_on,
            "valid_until": found.valid_until,
            "revoked_on": found.revoked_on,
            "reason": found.ground or None,
            "replaced_by": found.replaced_by and found.replaced_by.number,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def public_holder(certificate: Certificate) -> str:
    """Who holds it, as far as the kind lets strangers know; empty otherwise."""
    if certificate.is_organisation or certificate.kind.shows_person:
        return certificate.holder_name
    return ""


def _chain(certificate: Certificate) -> list[Certificate]:
    """Asked only of what has duplicates: most have none."""
    is_link = certificate.replaced_by_id or hasattr(certificate, "replaces")
    return chain_of(certificate) if is_link else []
