"""What follows every act on the quiet, asleep where no test asks for it.

Three indexes follow every save: the site's search, Wagtail's own and that of «used in». An entry of the log asks
the database whether the rows exist that its author and its object were just read from. A seventh of the time of a
room's tests is spent on these.
"""

from types import SimpleNamespace

import pytest
from modelsearch import signal_handlers as of_search
from wagtail import signal_handlers as of_wagtail
from wagtail.models.audit_log import BaseLogEntry

from home.search import operations

ROOMS_THAT_FIND_NOTHING = {
    "bodies",
    "coverage",
    "desk",
    "inquiries",
    "meetings",
    "membership",
    "mentoring",
    "minutes",
    "papers",
    "takeover",
}
"""Folders of tests: whatever is looked for in these is a filter of the database itself."""


def indexes(patch: pytest.MonkeyPatch) -> None:
    nothing = SimpleNamespace(enqueue=lambda *args: None)
    patch.setattr(operations, "index", lambda code, owners: 0)
    patch.setattr(of_search, "insert_or_update_object_task", nothing)
    patch.setattr(of_wagtail, "update_reference_index_task", nothing)


def look_ups_of_the_log(patch: pytest.MonkeyPatch) -> None:
    """Everything else of an entry is validated: its action is known, its words are there and fit."""
    whole = BaseLogEntry.full_clean
    known = {"content_type", "page", "user"}
    patch.setattr(BaseLogEntry, "full_clean", lambda entry: whole(entry, exclude=known))
