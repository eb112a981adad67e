"""Information requests: who was asked, who has answered, the rate of each request and of each member."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from association.organisations import queries as organisations
from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.queries import organisations_of
from home.workdays.queries import today

from ..choices import Circle, RequestState
from ..models import Addressee, InformationRequest
from ..rules.information import Rate

AWAITED = "inquiries.answer"
"""The concern of a representative whose organisation has not answered: see association.bodies.seats."""

BOUND = Q(organisation__standing=Standing.MEMBER)
"""Who has left owes no answer any more (5.7); what it answered as a member stays counted."""

ASKED = Count("addressees")
ANSWERED = Count("addressees", filter=Q(addressees__answered_at__isnull=False))
IN_TIME = Count("addressees", filter=Q(addressees__answered_on__lte=F("due_on")))


def with_rates(requests: QuerySet) -> QuerySet:
    return requests.annotate(asked=ASKED, answered=ANSWERED, in_time=IN_TIME)


def rate_of(row) -> Rate:
    """Of a row that `with_rates` or `members_with_rates` has counted."""
    return Rate(row.asked, row.answered, row.in_time)


def sent():
    """Every request, the latest first, with its rate."""
    return with_rates(InformationRequest.objects.select_related("body")).order_by(
        "-year", "-number"
    )


def questions_to(user, organisations=None):
    """What the organisations of the user were asked; of `organisations` alone where they are chosen."""
    own = organisations_of(user) if organisations is None else organisations
    return (
        Addressee.objects.filter(organisation__in=own)
        .select_related("request", "organisation")
        .order_by(F("answered_at").asc(nulls_first=True), "request__due_on", "pk")
    )


def waiting_for(user):
    return questions_to(user).filter(BOUND, answered_at=None, request__state=RequestState.OPEN)


def awaited_of(organisation):
    return organisation.information_requests.filter(
        BOUND, answered_at=None, request__state=RequestState.OPEN
    ).select_related("request")


def awaited_from(person):
    """Rows for the one query of the desk (bodies.seats); a stand-in is no representative."""
    in_force = Q(organisation__representatives__until=None) | Q(
        organisation__representatives__until__gt=today()
    )
    return Addressee.objects.filter(
        in_force,
        BOUND,
        answered_at=None,
        request__state=RequestState.OPEN,
        organisation__representatives__person=person,
        organisation__representatives__since__lte=today(),
    )


def due_for_reminder(on: date, before: date):
    """Who has not answered a request whose term is at hand or is over."""
    return (
        Addressee.objects.filter(
            BOUND, answered_at=None, request__state=RequestState.OPEN, request__due_on__lte=before
        )
        .exclude(request__sent_at__date=on)
        .select_related("request", "organisation")
        .order_by("pk")
    )


def circle(kind: str, on: date, *, territory=None, branch=None, chosen=None):
    """Member organisations to whom a request goes."""
    members = organisations.members(on)
    if kind == Circle.TERRITORY:
        return members.filter(territory=territory)
    if kind == Circle.BRANCH:
        return members.filter(branch=branch)
    if kind == Circle.CHOSEN:
        return members.filter(pk__in=[each.pk for each in chosen or ()])
    return members


def members_with_rates(since: date, until: date):
    """Members with what they were asked in the days since … until and how they answered; cancelled requests do not count."""
    sent = Q(
        information_requests__request__sent_at__date__gte=since,
        information_requests__request__sent_at__date__lte=until,
    ) & ~Q(information_requests__request__state=RequestState.CANCELLED)
    answered = sent & Q(information_requests__answered_at__isnull=False)
    in_time = answered & Q(
        information_requests__answered_on__lte=F("information_requests__request__due_on")
    )
    return (
        Organisation.objects.filter(standing=Standing.MEMBER)
        .select_related("territory")
        .annotate(
            asked=Count("information_requests", filter=sent),
            answered=Count("information_requests", filter=answered),
            in_time=Count("information_requests", filter=in_time),
        )
        .order_by("short_name", "pk")
    )


def addressed_in(organisation, since: date, until: date):
    """What an organisation was asked in the days since … until."""
    return (
        organisation.information_requests.filter(
            request__sent_at__date__gte=since, request__sent_at__date__lte=until
        )
        .exclude(request__state=RequestState.CANCELLED)
        .select_related("request")
        .order_by("-request__sent_at")
    )
