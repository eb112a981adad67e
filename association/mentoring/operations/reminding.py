"""Whoever has never filled in a profile hears of it once (R43, R44)."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse

from association.organisations.emails import tell_organisation
from association.organisations.models import Organisation
from home.notices.emails import absolute
from home.notices.models import Letter
from home.notices.registry import NoticeKind
from home.workdays.queries import today

from ..emails.profiles import BECOME_A_MENTOR, TELL_YOUR_NEEDS
from ..queries import profiles as queries


def remind_of_profiles(at: datetime) -> int:
    """A candidate is asked for its needs, a certified member invited; twice does no harm, and nobody is nagged (T57)."""
    return _tell(TELL_YOUR_NEEDS, queries.candidates_without_profile(), at) + _tell(
        BECOME_A_MENTOR, queries.able_without_profile(today(at)), at
    )


def _tell(kind: NoticeKind, organisations: QuerySet[Organisation], at: datetime) -> int:
    """To those that have had no letter of the kind: whoever is silent for years costs one query a day, not one each."""
    told = Letter.objects.filter(
        kind=kind.code, source_type=ContentType.objects.get_for_model(Organisation)
    )
    return sum(
        tell_organisation(
            kind,
            organisation,
            f"{kind.code}-{organisation.pk}",
            at=at,
            source=organisation,
            url=absolute(reverse("mentoring:profile", args=[organisation.pk])),
        )
        for organisation in organisations.exclude(pk__in=told.values("source_id"))
    )
