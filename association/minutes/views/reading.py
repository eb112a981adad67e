"""The list of protocols and the page of one."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from association.bodies.queries import bodies_for
from association.meetings.permissions import may_see_ballots
from documents.records.choices import Level
from documents.records.queries import record_of
from home.accounts.queries import may_be_published
from home.workdays.queries import today

from .. import content, permissions, queries
from ..choices import Act, AgreementAnswer, ProtocolState, SignatureCapacity
from ..forms.sifting import ProtocolsForm
from ..models import Protocol
from ..offers import offers_for
from ..operations import gaps_of
from ..reading import read
from ..recount import recount
from ..rules import agreement, names, procedure
from .doors import find_protocol
from .files import may_read_whole, reads_whole
from .history import timeline

ON_A_PAGE = 20
TONES = {
    ProtocolState.DRAFT: "neutral",
    ProtocolState.AGREEMENT: "waiting",
    ProtocolState.SIGNING: "waiting",
    ProtocolState.SIGNED: "positive",
    ProtocolState.WRITTEN_OFF: "ended",
}
ANSWER_TONES = {
    AgreementAnswer.NONE: "neutral",
    AgreementAnswer.AGREED: "positive",
    AgreementAnswer.REMARKS: "attention",
}


@require_safe
@login_required
def protocols(request):
    visible = queries.protocols_for(request.user)
    bodies = [(body.pk, body.title) for body in bodies_for(request.user).order_by("title")]
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    form = ProtocolsForm(request.GET, bodies=bodies, years=list(years))
    found = sifted(visible, form.asked).order_by("-year", "-meeting__starts_at", "-pk")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_of_protocols": page,
        "rows": [_row(each) for each in page],
        "asked": form.asked,
    }
    return render(request, "minutes/protocols.html", context)


def sifted(found, asked: dict[str, str]):
    if body := asked.get("body"):
        found = found.filter(body=int(body))
    if year := asked.get("year"):
        found = found.filter(year=int(year))
    if (state := asked.get("state")) == "overdue":
        return found.filter(state__in=queries.UNDER_WAY, due_on__lt=today())
    return found.filter(state=state) if state else found


def _row(protocol: Protocol) -> dict:
    return {
        "protocol": protocol,
        "held_on": queries.held_on(protocol.meeting),
        "tone": TONES[protocol.state],
        "is_overdue": is_overdue(protocol),
    }


def is_overdue(protocol: Protocol) -> bool:
    under_way = protocol.state in queries.UNDER_WAY
    return under_way and protocol.due_on is not None and protocol.due_on < today()


@require_safe
@login_required
def protocol(request, pk):
    found = find_protocol(pk, request.user)
    level = permissions.level_for(request.user, found)
    runs = permissions.may_run_protocol(request.user, found)
    context = {
        "protocol": found,
        "names": names,
        "held_on": queries.held_on(found.meeting),
        "tone": TONES[found.state],
        "is_overdue": is_overdue(found),
        "level": level,
        "runs": runs,
        "kept_rule": names.kept_by(found.meeting.rule_set.source),
        "term_rule": found.meeting.rule_set.rule_for("minutes_days"),
        "signatures_rule": found.meeting.rule_set.rule_for("signatories"),
        "agreement_rule": found.meeting.rule_set.rule_for("agreement_sheet"),
        "acts": _acts(request.user, found, runs),
        "reads_whole": reads_whole(request.user, found),
        **_text(request.user, found, level, runs),
        **_sheet(request.user, found),
        **_signatures(request.user, found, level),
    }
    if level != Level.PUBLIC:
        context["entries"] = timeline(found)
    return render(request, "minutes/protocol.html", context)


def _text(user, found: Protocol, level: Level, runs: bool) -> dict:
    """The text at the reader's level; for the secretary of a draft also what it lacks."""
    if found.state == ProtocolState.WRITTEN_OFF:
        return {"reading": None}
    whole = content.content_of(found)
    published = ()
    if level == Level.PUBLIC:
        published = may_be_published([entry["id"] for entry in whole["people"].values()])
    seen = content.at_level(whole, level, published=published)
    reads_ballots = may_see_ballots(user, found.meeting, Level.PUBLIC)
    context = {
        "reading": read(seen, with_ballots=reads_ballots),
        "offers": offers_for(found, whole, level),
    }
    if runs and found.state == ProtocolState.DRAFT:
        context["gaps"] = [
            MendedGap(gap, _mended_at(gap.place, found)) for gap in gaps_of(found, whole)
        ]
    return context


@dataclass(frozen=True)
class MendedGap:
    gap: object
    url: str


def _mended_at(place: str, found: Protocol) -> str:
    if place == "text":
        return reverse("minutes:edit_text", args=[found.pk])
    if place == "facts":
        return reverse("minutes:state_facts", args=[found.pk])
    return reverse(
        f"meetings:{'sitting' if place == 'sitting' else 'meeting'}", args=[found.meeting_id]
    )


def _acts(user, found: Protocol, runs: bool) -> dict[str, bool]:
    """What this reader could do now, by the name of the act."""
    possible = {act: procedure.is_possible(found.state, act) for act in Act}
    line = permissions.agreement_line_of(user, found) if possible[Act.AGREE] else None
    return {
        "edit": runs and possible[Act.EDIT],
        "reopen": runs and possible[Act.REOPEN],
        "end_agreement": runs and possible[Act.END_AGREEMENT],
        "record_paper": runs and possible[Act.RECORD_PAPER],
        "attach": possible[Act.ATTACH] and permissions.may_attach(user, found),
        "answer": line is not None,
        "has_answered": line is not None and line.answer != AgreementAnswer.NONE,
        "file": runs and found.state == ProtocolState.SIGNED,
    }


def _sheet(user, found: Protocol) -> dict:
    """The agreement sheet is for the members: remarks may speak of any item (3.5 of the working group's rules, R125)."""
    if not reads_whole(user, found):
        return {}
    lines, earlier = queries.sheets_of(found)
    for line in lines:
        line.tone = ANSWER_TONES[line.answer]
    waiting = agreement.unanswered(queries.as_lines(lines))
    return {"lines": lines, "earlier_lines": earlier, "waiting_answers": waiting}


def _signatures(user, found: Protocol, level: Level) -> dict:
    if not found.content_sha256:
        return {}
    given = list(queries.signatures_of(found))
    wanted = queries.missing_capacities(found) if found.state == ProtocolState.SIGNING else []
    held = permissions.capacities_of(user, found)
    missing = [
        {
            "capacity": capacity,
            "title": SignatureCapacity(capacity).label,
            "person": queries.who_signs(found, capacity),
            "is_mine": capacity in held,
        }
        for capacity in wanted
    ]
    is_final = found.state == ProtocolState.SIGNED
    record = record_of(found) if is_final and level != Level.PUBLIC else None
    return {
        "signatures": given,
        "missing": missing,
        "detached": found.detached_signatures.select_related("file"),
        "record": record,
        "is_finishing": is_final and level != Level.PUBLIC and not (found.paper_id and record),
        "may_open_files": may_read_whole(user, found),
    }


@require_safe
@login_required
def recount_protocol(request, pk):
    """The verdict of a recount, made now; for whoever reads all the counts (T51)."""
    found = find_protocol(pk, request.user, reads_whole)
    context = {"protocol": found, "answer": recount(found)}
    return render(request, "minutes/recount.html", context)
