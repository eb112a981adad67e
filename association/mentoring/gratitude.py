"""Whose a paper of thanks is: the mentor's, for good, whatever the organisation is to the Association later."""

from association.organisations.permissions import may_represent
from association.organisations.queries import organisations_represented_by
from documents.certificates.models import Certificate

from .choices import EndGround
from .models import Pair
from .rules.oversight import has_worked


def may_open_thanks(user, certificate: Certificate) -> bool:
    pair = certificate.source
    return isinstance(pair, Pair) and may_represent(user, pair.mentor)


def thanked_pairs(user) -> list[Pair]:
    """On what papers of thanks of the user's organisations rest."""
    mentors = organisations_represented_by(user).values("pk")
    return list(Pair.objects.filter(mentor__in=mentors, end_ground=EndGround.CERTIFIED))


def has_earned_thanks(source) -> bool:
    """A spoilt paper may be issued anew."""
    return (
        isinstance(source, Pair)
        and source.end_ground == EndGround.CERTIFIED
        and has_worked(source.begins_on, source.ended_on)
    )
