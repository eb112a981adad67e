"""A Presidium with a chair and members, and lists of pairs on their way to it."""

import datetime

from association.bodies.choices import OfficeKind
from association.mentoring.choices import Criterion
from association.mentoring.operations import forming
from association.mentoring.operations.forming import Proposed
from association.organisations.models import Territory
from tests.factories.bodies import officer
from tests.factories.decisions import DecisionFactory, VoteFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.mentoring import NOW, TODAY, candidate, mentor, presidium_body
from tests.factories.organisations import TerritoryFactory

UNTIL = TODAY + datetime.timedelta(days=14)


def chair():
    return officer(presidium_body(), OfficeKind.CHAIR)


def member_of_presidium():
    return officer(presidium_body(), OfficeKind.MEMBER)


def two(place: Territory | None = None, **fields):
    """A mentor and a candidate of one territory."""
    place = place or TerritoryFactory()
    return mentor(territory=place, **fields), candidate(territory=place)


def draft(by, *pairs):
    """A list with the pairs in it, as the chair puts them."""
    made = forming.open_list(by=by, at=NOW)
    for one, other in pairs:
        add(made, one, other, by=by)
    return made


def add(pair_list, one, other, *, by, criterion=Criterion.TERRITORY, ground=""):
    pair_list.refresh_from_db()
    proposed = Proposed(one, other, criterion, ground)
    line = forming.add_line(pair_list, proposed, seen=pair_list.version, by=by, at=NOW)
    pair_list.refresh_from_db()
    return line


def send(pair_list, *, by, until=UNTIL, at=NOW):
    pair_list.refresh_from_db()
    sent = forming.send_for_agreement(pair_list, until, seen=pair_list.version, by=by, at=at)
    pair_list.refresh_from_db()
    return sent


def say(pair_list, user, stance="agreed", reason="", at=NOW):
    place = pair_list.opinions.get(person=user.person)
    return forming.say_opinion(pair_list, stance, reason, seen=place.pk, by=user, at=at)


def agreed(by, *pairs):
    """A list that everybody asked has agreed to: there is nobody in the Presidium but its chair."""
    return send(draft(by, *pairs), by=by)


def adopted(pair_list, text="Утвердить список пар.", **fields):
    """The decision of a meeting on the list, before what follows from it."""
    item = item_of(pair_list)
    return DecisionFactory(for_nobody=True, meeting=item.meeting, item=item, text=text, **fields)


def lost(pair_list, question="Утвердить список пар."):
    return VoteFactory(
        item=item_of(pair_list),
        question=question,
        result="rejected",
        explanation="За — 1 из 3, нужно 2.",
    )


def item_of(pair_list):
    meeting = MeetingFactory(body=presidium_body(), starts_at=NOW)
    return AgendaItemFactory(meeting=meeting, position=2, matter="pairs", subject=pair_list)


def lapse(organisation):
    """Its certificate was over yesterday."""
    yesterday = TODAY - datetime.timedelta(days=1)
    before = yesterday - datetime.timedelta(days=1000)
    organisation.qms_certificates.update(issued_on=before, valid_until=yesterday)
