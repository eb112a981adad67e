"""What the room puts into the registries of the rooms below."""

import datetime
from collections.abc import Iterator

from django.utils.formats import date_format

from documents.regulations.registry import on_adopted, register_page_routes
from home.accounts.choices import Role
from home.accounts.registry import register_personal_data
from home.accounts.roles import grant
from home.desk.registry import Task, register_cabinet_item, register_tasks

from . import queries
from .links import reading_path
from .operations import announce_soon
from .personal import ACQUAINTANCES
from .rules import ACQUAINTANCE, REACQUAINTANCE
from .urls import index_patterns, page_patterns

READABLE = ("readers.view_acquaintance", "readers.view_editiontoread")

grant(Role.SECRETARY, *READABLE, "readers.change_readerssettings")
grant(Role.AUTHORITY_SUPPORT, *READABLE)

register_page_routes("regulationpage", page_patterns)
register_page_routes("regulationindexpage", index_patterns)
on_adopted(announce_soon)


def reading_tasks(user, today: datetime.date) -> Iterator[Task]:
    """Read the regulation; or, after an amendment, what changed since the edition one has read (R87)."""
    for duty in queries.duties_of(user.person, today):
        title, rule = (
            ("Ознакомьтесь с изменениями", REACQUAINTANCE)
            if duty.since
            else ("Ознакомьтесь с положением", ACQUAINTANCE)
        )
        day = date_format(duty.edition.effective_from)
        about = f"{duty.page.short_name}, редакция действует с\xa0{day}"
        yield Task(title, reading_path(duty.page), rule, due=duty.due, about=about)


register_tasks(reading_tasks, "положения, с которыми нужно ознакомиться")
register_cabinet_item("Положения", "readers:mine", order=34)
register_personal_data(ACQUAINTANCES)
