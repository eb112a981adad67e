"""Who forms pairs, who looks on, who enters the room of a pair. Somebody else's pair is 404 (T1)."""

from association.bodies.permissions import leads_presidium, votes_in_presidium
from association.organisations.choices import BELONGING, Standing
from association.organisations.permissions import may_act_for
from association.organisations.queries import acting_for, organisations_represented_by
from home.accounts.choices import Role
from home.accounts.roles import has_role

from .choices import ListState, Side


def may_form_pairs(user) -> bool:
    """The chair of the Presidium, or the deputy in the chair's place (3.16, R46)."""
    return leads_presidium(user)


def may_agree_pairs(user) -> bool:
    """Whoever votes in the Presidium (3.16)."""
    return votes_in_presidium(user)


def is_office(user) -> bool:
    """The secretary puts lists on agendas and sees what the chair sees."""
    return has_role(user, Role.SECRETARY)


def may_see_lists(user) -> bool:
    return may_agree_pairs(user) or is_office(user)


def may_see_list(user, pair_list) -> bool:
    """A draft is the chair's own desk; members of the Presidium read it once it is sent to them."""
    if pair_list.state == ListState.DRAFT:
        return may_form_pairs(user) or is_office(user)
    return may_see_lists(user)


def may_see_progress(user) -> bool:
    """How all pairs are getting on, without what they wrote to each other."""
    return may_form_pairs(user) or is_office(user)


def may_see_report(user) -> bool:
    """Pairs of a period in numbers: the Presidium, the office, the authority that looks on (R9)."""
    return may_see_lists(user) or has_role(user, Role.AUTHORITY_SUPPORT)


def may_see_counts(user) -> bool:
    """How many mentors and candidates there are concerns all who belong; who they are, `may_see_lists`."""
    if not user.is_authenticated or not user.is_active:
        return False
    return may_see_lists(user) or any(each.standing in BELONGING for each in acting_for(user))


def may_offer_as_mentor(user, organisation) -> bool:
    return may_act_for(user, organisation) and organisation.standing == Standing.MEMBER


def may_ask_for_mentor(user, organisation) -> bool:
    return may_act_for(user, organisation) and organisation.standing == Standing.CANDIDATE


def sides_of(user, pair) -> list[Side]:
    """For whom of the two the user speaks; a stand-in of the office does not enter, nor does who has left the Association."""
    if not user.is_active:
        return []
    parties = [pair.mentor_id, pair.candidate_id]
    own = organisations_represented_by(user).filter(pk__in=parties, standing__in=BELONGING)
    spoken_for = set(own.values_list("pk", flat=True))
    return [side for side in Side if pair.organisation_on(side).pk in spoken_for]


def may_enter_pair(user, pair) -> bool:
    """The two organisations, the chair and the office; closed to every other member."""
    return may_see_progress(user) or may_read_pair(user, pair)


def may_read_pair(user, pair) -> bool:
    """What the two wrote to each other, their journal in full and their documents are theirs alone, for good."""
    return bool(sides_of(user, pair))


def may_answer_help_call(user, call) -> bool:
    return not call.pair.is_over and may_form_pairs(user) and not sides_of(user, call.pair)
