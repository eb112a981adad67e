from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from home.rulebook import DomainError
from home.rulebook.text import NBSP

from .models import ConfirmedYear
from .rules import KNOWN_YEAR


@transaction.atomic
def confirm_year(year: int, ground: str, *, by, at: datetime) -> ConfirmedYear:
    """Let terms run through a year. `ground` names the decree that the moved days were checked against."""
    confirmed, is_new = ConfirmedYear.objects.get_or_create(
        year=year, defaults={"ground": ground, "confirmed_at": at}
    )
    if not is_new:
        raise DomainError(f"{year}{NBSP}год уже подтверждён.", KNOWN_YEAR, field="year")
    log(instance=confirmed, action="workdays.confirm_year", user=by, data={"ground": ground})
    return confirmed
