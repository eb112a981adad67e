"""/dev/mail/: what the site has sent, where nothing leaves the machine. Never part of production."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..devmail import find_message, stored_messages


@require_safe
def mail_list(request):
    return render(request, "notices/dev_mail.html", {"letters": stored_messages()})


@require_safe
@csp_update({"frame-src": [SELF]})
def mail_letter(request, key):
    return render(request, "notices/dev_mail_letter.html", {"letter": _found(key)})


@require_safe
@csp_replace(
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": [NONE],
        "font-src": [NONE],
        "connect-src": [NONE],
        "form-action": [NONE],
        "sandbox": ["allow-popups"],
    }
)
def mail_html(request, key):
    return HttpResponse(_found(key).html)


def _found(key: str):
    letter = find_message(key)
    if letter is None:
        raise Http404
    return letter
