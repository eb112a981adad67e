"""An address asks for letters about a regulation, confirms that it is its owner's, and leaves."""

import uuid
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from documents.regulations.models import RegulationPage
from home.accounts.models import ConsentText
from home.accounts.rules import normalise_email
from home.notices.emails import absolute
from home.notices.operations import Envelope, forget_addresses, send_to_addresses
from home.rulebook import DomainError

from .. import emails, queries
from ..models import Follower, FollowRequest
from ..rules import FOLLOW_CONSENT, FOLLOWING
from ..tokens import hash_of, new_secret


@transaction.atomic
def ask_to_follow(page: RegulationPage, email: str, *, text: ConsentText, at: datetime) -> None:
    """One letter, whatever is known of the address: who asks learns nothing from the answer (T11).

    `text` is the consent that was shown and ticked (T66).
    """
    if queries.consent_text() != text:
        raise DomainError(
            "Текст согласия обновился. Прочитайте новую версию.", FOLLOW_CONSENT, field="consent"
        )
    email = normalise_email(email)
    follower = Follower.objects.filter(page=page, email=email).first()
    if follower:
        _say_already(follower, at=at)
    else:
        _ask_to_confirm(page, email, text, at=at)


def _say_already(follower: Follower, *, at: datetime) -> None:
    envelope = Envelope(
        follower.email,
        about=uuid.uuid4().hex,
        context=_about(follower.page),
        source=follower,
        stop_url=emails.leaving_url(follower),
    )
    send_to_addresses(emails.ALREADY, [envelope], at=at)


def _ask_to_confirm(page: RegulationPage, email: str, text: ConsentText, *, at: datetime) -> None:
    secret = new_secret()
    request = FollowRequest.objects.create(
        page=page,
        email=email,
        text=text,
        text_sha256=text.sha256,
        asked_at=at,
        token_sha256=hash_of(secret),
    )
    envelope = Envelope(
        email,
        about=uuid.uuid4().hex,
        context=_about(page) | {"url": emails.confirming_url(secret)},
        source=request,
        is_secret=True,
    )
    send_to_addresses(emails.CONFIRM, [envelope], at=at)
    log(request, "readers.ask_to_follow", timestamp=at)


def _about(page: RegulationPage) -> dict:
    return {"title": page.title, "page_url": absolute(page.url)}


@transaction.atomic
def confirm_following(secret: str, *, at: datetime) -> Follower:
    """The owner of the address has pressed the button; the other requests of the same address are done with."""
    request = queries.find_request(secret, at)
    # All requests of the address, in one order: two letters confirmed at once wait for each other.
    same = FollowRequest.objects.filter(page=request.page, email=request.email) if request else ()
    if request is None or request not in list(same.select_for_update().order_by("pk")):
        raise DomainError("Ссылка из письма уже использована или устарела.", FOLLOWING)
    follower, is_new = Follower.objects.get_or_create(
        page=request.page,
        email=request.email,
        defaults={
            "text": request.text,
            "text_sha256": request.text_sha256,
            "asked_at": request.asked_at,
            "confirmed_at": at,
        },
    )
    _forget(same)
    if is_new:
        log(follower, "readers.confirm_following", timestamp=at)
    return follower


@transaction.atomic
def leave(follower: Follower, *, at: datetime) -> None:
    """No more letters; the address goes at once, from the log of letters too. Pressed twice is left once."""
    follower = Follower.objects.select_for_update().filter(pk=follower.pk).first()
    if follower is None:
        return
    _forget(FollowRequest.objects.filter(page=follower.page_id, email=follower.email))
    log(follower, "readers.leave", timestamp=at)
    _forget(Follower.objects.filter(pk=follower.pk))


@transaction.atomic
def forget_stale_requests(*, at: datetime) -> int:
    """Addresses that nobody confirmed within the term; how many."""
    return _forget(queries.stale_requests(at))


def _forget(addresses) -> int:
    rows = list(addresses.select_for_update().order_by("pk"))
    for row in rows:
        forget_addresses(row)
        row.delete()
    return len(rows)
