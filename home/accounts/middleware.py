"""Who passes the doors of the accounts and of the two admins."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from home.accounts import permissions, ratelimit

ADMINS = {
    "/admin/": permissions.may_enter_admin,
    "/django-admin/": permissions.may_enter_django_admin,
}

ATTEMPTS = "60/m"
"""Forms of the accounts that one address may send; each of them has tighter limits of its own."""

SEEN_AT = "accounts_seen_at"
ACTIVITY_SECONDS = 60


class AccountDoorMiddleware:
    """Counts what is sent to the forms of the accounts, and shuts them while nothing can be counted (T60)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and request.path.startswith("/accounts/"):
            try:
                if ratelimit.counted(request, "accounts", ATTEMPTS):
                    return ratelimit.too_many(request)
            except ratelimit.CannotCount:
                return ratelimit.unavailable(request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, ratelimit.CannotCount):
            return ratelimit.unavailable(request)
        return None


class SessionActivityMiddleware:
    """Keeps when and from where a session was last used: once a minute, not with a write at every page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.session.session_key and request.user.is_authenticated:
            now = time.time()
            if now - request.session.get(SEEN_AT, 0) >= ACTIVITY_SECONDS:
                UserSession.objects.create_from_request(request)
                request.session[SEEN_AT] = now
        return self.get_response(request)


class StaffSessionMiddleware:
    """Refuses a staff session that allauth did not make, and leads staff to the second factor where it is obligatory."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.refusal(request) or self.get_response(request)

    def refusal(self, request):
        # A visitor without a session stays without one: reading `user` would touch it.
        if not request.session.session_key or not request.user.is_authenticated:
            return None
        self.refuse_stranger(request)
        if not permissions.is_staff_member(request.user):
            return None
        methods = {record["method"] for record in get_authentication_records(request, request.user)}
        if not methods:
            logout(request)
            return redirect_to_login(request.get_full_path())
        if settings.STAFF_MFA_REQUIRED and "mfa" not in methods:
            return self.lead_to_second_factor(request)
        return None

    def refuse_stranger(self, request):
        """The admins would send a logged-in stranger to the log-in, and it would send them back, for ever (T7)."""
        for prefix, may_enter in ADMINS.items():
            if request.path.startswith(prefix) and not may_enter(request.user):
                raise PermissionDenied

    def lead_to_second_factor(self, request):
        if request.path.startswith("/accounts/"):
            return None
        enabled = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
        page = "mfa_reauthenticate" if enabled else "mfa_activate_totp"
        return redirect_to_login(request.get_full_path(), login_url=reverse(page))
