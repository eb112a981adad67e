"""What puts a pair on the chair's desk is told to the chair by a letter, once for each occasion."""

from datetime import datetime

from home.workdays.queries import today

from ..emails import oversight as emails
from ..queries.trouble import troubled


def tell_of_troubles(at: datetime, *, of=None) -> int:
    """Of all pairs, or of those of one organisation that has just changed; how many letters are new."""
    return sum(
        emails.tell_formers(each.pair, trouble, each.occasion, at=at)
        for each in troubled(today(at), of=of)
        for trouble in each.troubles
    )
