"""Files to take away: of an edition, and of what has changed between two."""

import datetime

from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response

from documents.uploads.views import serve, waiting
from home.accounts.ratelimit import limited, too_many
from home.workdays.queries import today

from .. import permissions
from ..choices import DownloadFormat
from ..forms.comparison import ComparisonForm
from ..models import EditionFile, RegulationPage
from ..offers import address_of
from ..operations.downloads import ask_again, ask_for_file
from ..queries import edition_on
from .comparing import editions_for
from .reading_parts import reader_of, trail_of


def download(page: RegulationPage, request, ext: str):
    """The current text under an address that does not change: it leads to the dated one."""
    edition = edition_on(page, today())
    if edition is None or ext not in DownloadFormat.values:
        raise Http404
    return HttpResponseRedirect(address_of(edition, ext))


def download_edition(page: RegulationPage, request, date: datetime.date, ext: str):
    if ext not in DownloadFormat.values:
        raise Http404
    if date > today() and not permissions.may_read_editions(reader_of(request)):
        raise Http404
    edition = edition_on(page, date)
    if edition is None:
        raise Http404
    if edition.effective_from != date:
        return HttpResponseRedirect(address_of(edition, ext))
    file = ask_for_file(edition, ext, at=timezone.now())
    return _given(page, request, file, back=edition.get_absolute_url(), what="Файл редакции")


def download_comparison(page: RegulationPage, request):
    """Of two adopted editions; drafts change too fast to be printed."""
    editions = [edition for edition in editions_for(page, reader_of(request)) if edition.is_adopted]
    form = ComparisonForm(request.GET.dict(), editions)
    back = f"{page.address_of('compare')}?{request.GET.urlencode()}"
    if not form.is_valid():
        return HttpResponseRedirect(back)
    if limited(request, "regulations.compare_pdf", "30/m"):
        return too_many(request)
    old, new = form.pair
    file = ask_for_file(new, DownloadFormat.PDF, against=old, at=timezone.now())
    return _given(page, request, file, back=back, what="Сравнение редакций")


def _given(page: RegulationPage, request, file: EditionFile, *, back: str, what: str):
    """The file, or a page that asks again by itself until it is there."""
    if request.method == "POST":
        ask_again(file, at=timezone.now())
        return HttpResponseRedirect(request.get_full_path())
    if file.is_ready:
        return _served(request, file)
    context = {"page": page, "trail": trail_of(page, request), "file": file, "back": back}
    context |= {"what": what, "robots": "noindex"}
    return waiting(request, "regulations/papers/waiting.html", context)


def _served(request, file: EditionFile):
    """Readers and proxies may keep it, but ask each time: misprints are corrected."""
    etag = f'"{file.file.sha256[:32]}"'
    response = get_conditional_response(request, etag=etag) or serve(file.file)
    is_public = file.edition.effective_from <= today()
    response["ETag"] = etag
    response["Cache-Control"] = f"{'public' if is_public else 'private'}, no-cache"
    return response
