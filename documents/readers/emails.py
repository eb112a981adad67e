"""The letters of the room, and the links in them."""

from django.urls import reverse

from home.notices.emails import absolute
from home.notices.registry import notice_kind

from .models import Follower
from .rules import ACQUAINTANCE, FOLLOWING
from .tokens import leaving_token

CONFIRM = notice_kind(
    "readers.confirm",
    title="Подтверждение адреса для писем о редакциях",
    rule=FOLLOWING,
    obligatory=True,
    to_address=True,
)
ALREADY = notice_kind(
    "readers.already",
    title="Адрес уже получает письма о редакциях",
    rule=FOLLOWING,
    obligatory=True,
    to_address=True,
)
EDITION = notice_kind(
    "readers.edition",
    title="Новая редакция положения",
    rule=FOLLOWING,
    obligatory=True,
    to_address=True,
)
# Who is bound by a regulation has to know it: nobody switches this off.
REMINDER = notice_kind(
    "readers.reminder",
    title="Напоминание ознакомиться с положением",
    rule=ACQUAINTANCE,
    obligatory=True,
)


def confirming_url(secret: str) -> str:
    return absolute(reverse("readers:confirm", args=[secret]))


def leaving_url(follower: Follower) -> str:
    return absolute(reverse("readers:leave", args=[leaving_token(follower.key)]))
