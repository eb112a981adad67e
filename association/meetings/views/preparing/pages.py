"""The list of meetings, the page of one, who comes, what letters left."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from association.bodies.queries import bodies_for
from home.notices import ics
from home.notices.queries import letters_of_source
from home.workdays.queries import today

from ... import permissions
from ...choices import Answer, Fate
from ...emails import calendar_entry, title_of, where, zone_of
from ...forms.preparing import SearchForm
from ...models import Meeting
from ...queries import preparing as queries
from ...registry import sections_of
from ...rules import names, procedure
from .doors import for_whoever
from .steps import next_step, offered

ON_A_PAGE = 20
LETTERS_ON_A_PAGE = 50
LATEST_DEEDS = 30
ANSWERS = dict(Answer.choices)
PAST = "past"


@require_GET
@login_required
def meetings(request):
    is_past = request.GET.get("when") == PAST
    bodies = list(bodies_for(request.user).order_by("title", "pk"))
    form = SearchForm(request.GET, bodies=bodies, years=queries.years_of(request.user))
    found = queries.find(request.user, form.asked, coming=not is_past)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [
            (each, title_of(each), where(each), ANSWERS.get(each.own_answer)) for each in page
        ],
        "is_past": is_past,
        "kept": ("when", PAST) if is_past else None,
        "all_url": f"?when={PAST}" if is_past else "?",
        "is_filtered": any(asked.get(name) for name in form.fields),
        "query": asked.urlencode(),
        "may_call": any(permissions.may_call(request.user, each) for each in bodies),
        "bodies": [each for each in bodies if permissions.may_propose(request.user, each)],
    }
    return render(request, "meetings/meetings.html", context)


@require_GET
@for_whoever(permissions.may_see_meeting)
def meeting(request, meeting):
    """One page for everybody; each reads what their place in the meeting opens."""
    user = request.user
    invitation = permissions.invitation_of(user, meeting)
    levels = queries.levels_of(user, meeting)
    people = list(queries.people_of(meeting)) if _reads_names(user, meeting) else []
    proposes = permissions.may_propose(user, meeting.body)
    items = queries.agenda_of(meeting)
    term = queries.opinion_term(meeting)
    context = {
        **_head(meeting),
        "next": next_step(user, meeting),
        "acts": offered(user, meeting),
        "items": [(item, item.level in levels, _may_add(user, meeting, item)) for item in items],
        "has_materials": any(item.files.all() for item in items),
        "invitation": invitation,
        "may_answer": permissions.may_answer(user, meeting)
        and procedure.is_possible(meeting.state, procedure.Act.ANSWER)
        and not meeting.is_without_sitting,
        "may_remark": permissions.may_remark(user, meeting)
        and procedure.is_possible(meeting.state, procedure.Act.REMARK),
        "may_write_opinion": _may_write_opinion(user, meeting, term),
        "opinion_term": term,
        "opinion_rule": meeting.rule_set.rule_for("opinion_days"),
        "opinions": list(queries.opinions_for(user, meeting)) if term else [],
        "may_consider": permissions.may_run_meeting(user, meeting)
        and procedure.is_possible(meeting.state, procedure.Act.CONSIDER_OPINION),
        "people": people,
        "turnout": queries.turnout_of(meeting, people) if people else None,
        "proposes": proposes,
        "waiting": list(queries.proposals_waiting(meeting)) if proposes else [],
        "decided": list(queries.proposals_decided(meeting)) if proposes else [],
        "may_run": permissions.may_run_meeting(user, meeting),
        "may_invite": permissions.may_invite(user, meeting),
        "sections": sections_of(user, meeting),
        "rules": rules_of(meeting),
    }
    return render(request, "meetings/meeting.html", context)


def _head(meeting: Meeting) -> dict:
    return {
        "meeting": meeting,
        "title": title_of(meeting),
        "where": where(meeting),
        "zone": zone_of(meeting),
    }


def rules_of(meeting: Meeting) -> dict:
    """The demands that the page cites, as the rules of this body put them."""
    source = meeting.rule_set.source
    demands = {
        "attending": names.ATTENDING,
        "materials": names.MATERIALS,
        "proposing": names.PROPOSING,
        "guests": names.GUESTS,
        "confidential": names.CONFIDENTIAL,
        "agenda": names.AGENDA,
    }
    return {name: names.in_words_of(source, demand) for name, demand in demands.items()}


def _reads_names(user, meeting) -> bool:
    """Who is invited and who comes is for the body and those with a vote, not for guests."""
    return (
        permissions.may_vote(user, meeting)
        or permissions.may_propose(user, meeting.body)
        or (permissions.may_invite(user, meeting))
    )


def _may_add(user, meeting, item) -> bool:
    item.meeting = meeting
    possible = procedure.is_possible(meeting.state, procedure.Act.ADD_MATERIALS)
    return possible and permissions.may_add_materials(user, item)


def _may_write_opinion(user, meeting, term) -> bool:
    return (
        term is not None
        and permissions.may_vote(user, meeting)
        and permissions.may_answer(user, meeting)
        and procedure.is_possible(meeting.state, procedure.Act.GIVE_OPINION)
    )


@require_GET
@for_whoever(permissions.may_invite)
def people(request, meeting):
    """The list as the office keeps it: capacity, answer, whether told, whether read."""
    people = list(queries.people_of(meeting))
    context = {
        **_head(meeting),
        "people": people,
        "turnout": queries.turnout_of(meeting, people),
        "guest_proposals": meeting.guest_proposals.select_related("author"),
        "fresh": Fate.NEW,
        "may_change": procedure.is_possible(meeting.state, procedure.Act.INVITE),
        "has_materials": meeting.items.filter(files__isnull=False).exists(),
        "rules": rules_of(meeting),
    }
    return render(request, "meetings/people.html", context)


@require_GET
@for_whoever(permissions.may_invite)
def letters(request, meeting):
    """Whom the program wrote to, when, by which clause, and whether it arrived (R59, R221)."""
    found = letters_of_source(meeting).select_related("person")
    page = Paginator(found, LETTERS_ON_A_PAGE).get_page(request.GET.get("page"))
    deeds = list(queries.history_of(meeting)[:LATEST_DEEDS])
    context = {
        **_head(meeting),
        "page": page,
        "entries": [(each.timestamp, each.message, str(each.user or "")) for each in deeds],
    }
    return render(request, "meetings/letters.html", context)


@require_GET
@for_whoever(permissions.may_answer)
def calendar(request, meeting):
    """The entry as a file, for whoever has lost the letter."""
    invitation = permissions.invitation_of(request.user, meeting)
    invitation.meeting = meeting
    method = ics.Method.PUBLISH
    entry = calendar_entry(invitation, method=method, at=timezone.now())
    text = ics.calendar([entry], method=method)
    name = f"zasedanie-{today(meeting.starts_at)}.ics"
    return HttpResponse(
        text,
        content_type=f"{ics.CONTENT_TYPE}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
