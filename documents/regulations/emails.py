"""The letters of the room."""

from datetime import datetime

from django.urls import reverse

from home.accounts.models import Person
from home.notices.emails import absolute
from home.notices.operations import send_notice
from home.notices.registry import notice_kind

from .models import Edition
from .rules import EDITION_REVIEW

RETURNED = notice_kind(
    "regulations.draft_returned",
    title="Проект редакции возвращён с замечанием",
    rule=EDITION_REVIEW,
    obligatory=True,
)


def tell_returned(edition: Edition, *, by, at: datetime) -> None:
    """To everybody who has worked at the draft, but not to the one who returned it."""
    authors = {edition.created_by_id, *edition.corrections.values_list("made_by", flat=True)}
    authors -= {None, by.pk if by else None}
    people = Person.objects.filter(user__in=authors).order_by("pk")
    context = {
        "regulation": edition.page.short_name,
        "edition": str(edition),
        "remark": edition.review_remark,
        "url": absolute(reverse("regulations_admin:show_edition", args=[edition.pk])),
    }
    about = f"edition-{edition.pk}-{edition.sent_to_review_at:%Y%m%d%H%M%S}"
    for person in people:
        send_notice(RETURNED, to=person, about=about, context=context, at=at, source=edition)
