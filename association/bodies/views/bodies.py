"""Bodies of the one who is logged in, the page of one, and the Association's bodies for everybody."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.views.decorators.http import require_safe

from association.organisations.queries import organisations_represented_by
from home.accounts.queries import may_be_published
from home.workdays.queries import today

from .. import permissions, queries, registry
from ..choices import BodyKind, OfficeKind
from ..models import CollegialBody, RuleSet
from ..queries import BodyState
from ..rules import in_words
from ..rules.offices import PUBLISHED_BY_CONSENT
from ..seats import person_seats
from .support import find_body

PER_PAGE = 30


@login_required
@require_safe
def bodies(request):
    page = Paginator(queries.bodies_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    on = today()
    rows = [
        (state, _places_of(request.user, state.body)) for state in queries.states_of(list(page), on)
    ]
    context = {
        "page_of_bodies": page,
        "rows": rows,
        "today": on,
        "may_found": permissions.may_found_for_association(request.user)
        or organisations_represented_by(request.user).exists(),
    }
    return render(request, "bodies/bodies.html", context)


def _places_of(user, found: CollegialBody) -> list[str]:
    """What the user is in the body; who sees the general meeting without the office sits there as a head."""
    kinds = person_seats(user).get(found.pk, ())
    if not kinds and found.kind == BodyKind.GENERAL_MEETING:
        return [] if permissions.sees_bodies_of_association(user) else ["голос организации"]
    return [OfficeKind(kind).label for kind in sorted(kinds)]


@login_required
@require_safe
def body(request, pk: int):
    user, on = request.user, today()
    found = find_body(user, pk, permissions.may_see_body)
    state = queries.state_of(found, on)
    context = {
        "body": found,
        "state": state,
        "is_in_being": found.is_in_being(on),
        "roster_size": len(queries.roster(found, on)),
        "officers": _officers_of_meeting(state, on),
        "past": queries.past_offices(found, on),
        "notes": registry.notes_on(found, on),
        "sections": list(registry.sections_of(user, found)),
        "rule_lines": _rule_lines(state.rule_set),
        "may_keep": permissions.may_keep_body(user, found) and found.is_in_being(on),
        "may_share": permissions.may_share_body(user, found),
        "published": may_be_published([user.person_id]) if user.person_id else set(),
        "publication_rule": PUBLISHED_BY_CONSENT,
    }
    return render(request, "bodies/body.html", context)


def _officers_of_meeting(state: BodyState, on):
    """In the general meeting the officers of the Presidium act; elsewhere they stand in the composition."""
    offices = queries.offices_of(state.body, on)
    return [each for each in offices if each.body_id != state.body.pk]


def _rule_lines(rule_set: RuleSet | None) -> list[tuple]:
    """(sentence, rule, note) for the values, and after them for each kind of matter."""
    if rule_set is None:
        return []
    prefetch_related_objects([rule_set], "matters")
    values = [
        (text, rule_set.rule_for(name), rule_set.note_for(name))
        for name, text in in_words.lines_of(rule_set)
    ]
    matters = [
        (in_words.adoption_line(matter), rule_set.adoption(matter.code).rule, matter.note)
        for matter in rule_set.matters.all()
    ]
    return values[:1] + matters + values[1:]


@require_safe
def public_bodies(request):
    """For everybody: offices and organisations; a name and a post only where their owner has agreed."""
    on = today()
    states = queries.states_of(list(queries.public_bodies(on)), on)
    people = {held.office.person_id for state in states for held in state.held}
    context = {
        "rows": [(state, _each_once(state)) for state in states],
        "published": may_be_published(people),
    }
    return render(request, "bodies/public_bodies.html", context)


def _each_once(state: BodyState):
    """A chair is a member too; officers come first, and nobody stands in the list twice."""
    seen: dict[int, object] = {}
    for held in state.held:
        seen.setdefault(held.office.person_id, held)
    return list(seen.values())
