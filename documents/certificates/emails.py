"""Letters of the register: the sums of its books, for whoever keeps them outside the site (T43)."""

import datetime

from django.urls import reverse

from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.models import Letter
from home.notices.operations import send_notice
from home.notices.registry import notice_kind

from . import queries, rules

SUMS = notice_kind(
    "certificates.sums",
    title="Контрольные суммы реестра сертификатов",
    rule=rules.CHAIN,
    obligatory=True,
)


def has_sums(chair: Person, on: datetime.date) -> bool:
    """The letter of the month went before."""
    return Letter.objects.filter(kind=SUMS.code, person=chair, about=_about(on)).exists()


def tell_sums(
    chair: Person, broken: list[str], *, on: datetime.date, at: datetime.datetime
) -> bool:
    """One letter a month; False when it was sent before."""
    context = {
        "heads": queries.heads(),
        "broken": broken,
        "on": on,
        "url": absolute(reverse("certificates:sums")),
    }
    return bool(send_notice(SUMS, to=chair, about=_about(on), context=context, at=at))


def _about(on: datetime.date) -> str:
    return f"sums of {on:%Y-%m}"
