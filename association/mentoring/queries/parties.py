"""Who can be in a pair, and how many there are (R43, R44, R48, C38)."""

from datetime import date

from django.db.models import Count, Q

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.queries import certified

from ..rules.profiles import Paper, mentor_flaw
from ..rules.ratio import Ratio


def able_to_mentor(on: date):
    """Members whose QMS is certified on the day, whatever they were admitted on (R43, C11)."""
    return certified(on) & Organisation.objects.filter(standing=Standing.MEMBER)


def mentors(on: date):
    """Those of them that are willing: the mentors whom the ratio rule counts (C38)."""
    return able_to_mentor(on).filter(mentor_profile__is_willing=True)


def candidates():
    """Organisations in candidate standing: the candidates whom the ratio rule counts (R44, C38)."""
    return Organisation.objects.filter(standing=Standing.CANDIDATE)


def ratio_on(on: date) -> Ratio:
    """Both counts by one query, so that they are of one moment."""
    counted = Organisation.objects.aggregate(
        mentors=Count("pk", filter=Q(pk__in=mentors(on).values("pk"))),
        candidates=Count("pk", filter=Q(standing=Standing.CANDIDATE)),
    )
    return Ratio(counted["mentors"], counted["candidates"], on)


def why_not_mentor(organisation: Organisation, on: date) -> str:
    """A sentence for a refusal by R43; empty for whoever may be a mentor on the day."""
    papers = [
        Paper(each.number, each.state_on(on), each.valid_until, each.ended_on, each.end_reason)
        for each in organisation.qms_certificates.all()
    ]
    return mentor_flaw(organisation.short_name, organisation.is_member, papers)
