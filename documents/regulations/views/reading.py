"""What the public reads: the edition in force, past ones by their dates, and single clauses (R1, R34, R224)."""

import datetime

from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse

from home.workdays.queries import today

from .. import permissions
from ..models import Edition, RegulationPage
from ..queries import edition_on
from ..reading import read_edition as read


def read_current(page: RegulationPage, request):
    edition = edition_on(page, today())
    return _text(page, request, edition)


def read_edition(page: RegulationPage, request, date: datetime.date):
    edition = _edition_at(page, request, date)
    if edition.effective_from != date:
        return HttpResponseRedirect(edition.get_absolute_url())
    return _text(page, request, edition)


def read_draft(page: RegulationPage, request, number: int):
    if not permissions.may_read_editions(request.user):
        raise Http404
    edition = page.editions.drafts().filter(number=number).first()
    if edition is None:
        raise Http404
    return _text(page, request, edition)


def list_editions(page: RegulationPage, request):
    editions = page.editions.in_force(today())
    return TemplateResponse(
        request, "regulations/editions.html", {"page": page, "editions": editions}
    )


def read_clause(page: RegulationPage, request, anchor: str):
    return _clause(page, request, edition_on(page, today()), anchor)


def read_edition_clause(page: RegulationPage, request, date: datetime.date, anchor: str):
    return _clause(page, request, _edition_at(page, request, date), anchor)


def clause_as_json(page: RegulationPage, request, anchor: str):
    clause = _find(edition_on(page, today()), anchor)
    return JsonResponse({"anchor": clause.anchor, "text": clause.text})


def edition_clause_as_json(page: RegulationPage, request, date: datetime.date, anchor: str):
    clause = _find(_edition_at(page, request, date), anchor)
    return JsonResponse({"anchor": clause.anchor, "text": clause.text})


def _edition_at(page: RegulationPage, request, date: datetime.date) -> Edition:
    if date > today() and not permissions.may_read_editions(request.user):
        raise Http404
    edition = edition_on(page, date)
    if edition is None:
        raise Http404
    return edition


def _find(edition: Edition | None, anchor: str):
    clause = edition and edition.clauses.filter(anchor=anchor).first()
    if clause is None:
        raise Http404
    return clause


def _text(page: RegulationPage, request, edition: Edition | None):
    context = page.get_context(request) | {
        "edition": edition,
        "reading": read(edition) if edition else None,
    }
    return TemplateResponse(request, page.get_template(request), context)


def _clause(page: RegulationPage, request, edition: Edition | None, anchor: str):
    context = page.get_context(request) | {"clause": _find(edition, anchor), "edition": edition}
    return TemplateResponse(request, "regulations/clause.html", context)
