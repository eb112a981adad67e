"""What the room puts into the registries of the rooms below."""

from django.urls import reverse

from association.organisations.models import Branch, Organisation, Territory
from association.organisations.registry import register_next_step
from home.pages.registry import register_footer_link
from home.search.operations import follow
from home.search.registry import register_source

from .choices import COUNTED
from .finding import member_entries, members, number_meant
from .queries import SEARCH

register_footer_link("Члены Ассоциации", "register:members")


def badge(user, organisation) -> tuple[str, str] | None:
    """On the page of an organisation: state its membership on its own site (5.6)."""
    if organisation.standing not in COUNTED:
        return None
    return "Поставить значок на свой сайт", reverse("register:badge_code", args=[organisation.pk])


register_next_step(badge)
register_source(
    SEARCH,
    "Члены Ассоциации",
    owners=members,
    entries=member_entries,
    number_of=number_meant,
)
follow(Organisation, SEARCH)
for named in (Territory, Branch):
    follow(named, SEARCH, owners=lambda row: row.organisations.values_list("pk", flat=True))
