"""Who holds an office."""

from datetime import date

from home.workdays.queries import today

from .choices import BodyKind, OfficeKind
from .models import Office


def holder(body_kind: BodyKind, office_kind: OfficeKind, on: date) -> Office | None:
    """Who holds the office on the day; the latest of them where a kind has several bodies or places."""
    return (
        Office.objects.in_force(on)
        .filter(body__kind=body_kind, kind=office_kind)
        .select_related("body", "person", "organisation")
        .order_by("-since", "-pk")
        .first()
    )


def is_officer(user) -> bool:
    """The user holds any office of any body today."""
    if not user.is_authenticated or user.person_id is None:
        return False
    return Office.objects.in_force(today()).filter(person=user.person_id).exists()
