"""Who has read the edition in force, for the demo: every third has not, so that there is somebody to remind."""

import datetime

from documents.regulations.models import Edition
from home.accounts.models import Person

from . import queries
from .choices import Manner
from .operations import acquaint


def load(edition: Edition, *, waiting: set[Person], at: datetime.datetime) -> None:
    """`waiting` have the task on their desks; what has been read already stays as it was said."""
    for place, person in enumerate(queries.people_bound_by(edition.page).order_by("pk")):
        if person in waiting or place % 3 == 0:
            continue
        earlier = queries.last_read_before(person, edition)
        manner = Manner.DIFFERENCES if earlier else Manner.FULL
        by = getattr(person, "user", None)
        acquaint(person, edition, manner=manner, by=by, at=at + datetime.timedelta(hours=7 * place))
