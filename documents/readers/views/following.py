"""Following a regulation by e-mail: the form, the two links of letters, and what is said after each."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from documents.regulations.models import RegulationPage
from home.accounts.ratelimit import limited, too_many
from home.rulebook import DomainError

from .. import operations, queries
from ..forms import FollowForm
from ..tokens import read_leaving_token

CLIENT_RATE = "10/h"
ADDRESS_RATE = "3/h"
"""Letters that one address may be sent, whoever asks for them."""

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
never_stored = cache_control(private=True, no_store=True)


def follow(page: RegulationPage, request):
    """The same answer whatever is known of the address (T11)."""
    text = queries.consent_text()
    if text is None:
        raise Http404
    form = FollowForm(request.POST or None, initial=_own_address(request.user), text=text)
    if request.method == "POST" and limited(request, "follow", CLIENT_RATE):
        return too_many(request)
    if form.is_valid() and _asked(page, form, request):
        return HttpResponseRedirect(page.address_of("follow_sent"))
    response = _page(
        page,
        request,
        "follow",
        form=form,
        feed_url=page.feed_url,
        status=400 if form.is_bound else 200,
    )
    patch_cache_control(response, private=True, no_store=True)
    return response


def _asked(page: RegulationPage, form: FollowForm, request) -> bool:
    email = form.cleaned_data["email"]
    is_often = limited(request, "follow-address", ADDRESS_RATE, name=email, any_address=True)
    if form.is_from_machine or is_often:
        return True
    try:
        operations.ask_to_follow(page, email, text=form.text, at=timezone.now())
    except DomainError as refusal:
        refusal.show_in(form)
        return False
    return True


def _own_address(user) -> dict:
    """The proved address of who is logged in."""
    if not user.is_authenticated:
        return {}
    own = user.emailaddress_set.filter(verified=True).order_by("-primary", "pk").first()
    return {"email": own.email} if own else {}


def show_sent(page: RegulationPage, request):
    return _page(page, request, "sent")


def show_confirmed(page: RegulationPage, request):
    return _page(page, request, "confirmed")


def _page(page: RegulationPage, request, name: str, *, status: int = 200, **context):
    context = page.get_context(request) | context
    return TemplateResponse(request, f"readers/{name}.html", context, status=status)


@get_or_post
@never_stored
def confirm(request, secret: str):
    """GET changes nothing: programs that look into letters for viruses open every link."""
    asked = queries.find_request(secret, timezone.now())
    if asked and request.method == "POST":
        try:
            follower = operations.confirm_following(secret, at=timezone.now())
        except DomainError:
            asked = None
        else:
            return HttpResponseRedirect(follower.page.address_of("follow_confirmed"))
    context = {"asked": asked}
    return render(request, "readers/confirm.html", context, status=200 if asked else 404)


@csrf_exempt
@get_or_post
@never_stored
def leave(request, token: str):
    """A mail program posts here with no cookie at all (RFC 8058): the signature in the address is the right.

    Who has left already is told the same; a signature that is not ours is not found.
    """
    if read_leaving_token(token) is None:
        raise Http404
    follower = queries.find_follower(token)
    if follower and request.method == "POST":
        operations.leave(follower, at=timezone.now())
        return render(request, "readers/left.html", {"page": follower.page})
    if follower is None:
        return render(request, "readers/left.html")
    return render(request, "readers/leave.html", {"follower": follower})
