"""The address of the calendar is made, replaced and taken away."""

import secrets
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from .models import CalendarLink

TOKEN_BYTES = 32


@transaction.atomic
def replace_calendar_link(user, *, at: datetime) -> CalendarLink:
    """A new address; who knew the former one reads nothing from now on."""
    link, _ = CalendarLink.objects.update_or_create(
        user=user, defaults={"token": secrets.token_urlsafe(TOKEN_BYTES), "made_at": at}
    )
    log(user, "desk.replace_calendar_link", user=user, timestamp=at)
    return link


@transaction.atomic
def remove_calendar_link(user, *, at: datetime) -> None:
    deleted, _ = CalendarLink.objects.filter(user=user).delete()
    if deleted:
        log(user, "desk.remove_calendar_link", user=user, timestamp=at)
