"""Who can be in a pair, and how many there are (R43, R44, R48, C38)."""

from datetime import date

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.queries import certified

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
    return Ratio(mentors(on).count(), candidates().count(), on)
