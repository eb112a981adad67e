"""What every request and response of the site passes, whatever room answers it."""

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string

ADMIN_PREFIXES = ("/admin/", "/django-admin/")
PERSONAL_PREFIXES = ("/accounts/", "/cabinet/", *ADMIN_PREFIXES)


class CleanInputMiddleware:
    """Answers 400 to an address that no database can look up: a NUL byte (T70) or a lone surrogate (T69)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = request.path + "?" + request.META.get("QUERY_STRING", "")
        if "\x00" in address or "%00" in address or not _encodable(request.path):
            return HttpResponseBadRequest(render_to_string("400.html", request=None))
        return self.get_response(request)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class PolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings; the two admins keep their own inline scripts and styles."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(ADMIN_PREFIXES) and not parts.replace:
            parts.replace = {
                "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "frame-src": [SELF],
            }
        return parts


class PrivateByDefaultMiddleware:
    """Keeps what a person sees out of every shared cache, unless the view has said otherwise (T63)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and _is_personal(request):
            response["Cache-Control"] = "private, no-store"
        return response


def _is_personal(request) -> bool:
    if request.method not in ("GET", "HEAD") or request.path.startswith(PERSONAL_PREFIXES):
        return True
    # Without a session cookie nobody is logged in; asking who it is would mark a public page as personal.
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
