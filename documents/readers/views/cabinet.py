"""What a person has read and has still to read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from documents.regulations.forms.comparison import CHANGES, TEXT
from documents.regulations.models import Edition, RegulationPage
from documents.regulations.queries import edition_on
from documents.regulations.reading import read_edition
from documents.regulations.views.comparing import changes_between
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import queries
from ..choices import Manner
from ..emails import leaving_url
from ..forms import ReadForm
from ..links import compare_path
from ..models import Acquaintance
from ..operations import acquaint
from ..rules import ACQUAINTANCE, REACQUAINTANCE

ON_A_PAGE = 20


@login_required
@require_safe
def mine(request):
    """«С чем я ознакомлен(а)», what waits, and which regulations write to the reader's address."""
    person = request.user.person
    done = queries.acquaintances_of(person) if person else Acquaintance.objects.none()
    context = {
        "duties": queries.duties_of(person, today()),
        "acquaintances": Paginator(done, ON_A_PAGE).get_page(request.GET.get("page")),
        "followings": [(each, leaving_url(each)) for each in queries.followings_of(request.user)],
    }
    return render(request, "readers/mine.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read(request, pk: int):
    """The edition in force of a regulation that binds the reader: all of it, or what changed; and the button."""
    page = get_object_or_404(RegulationPage.objects.live(), pk=pk)
    edition, person = edition_on(page, today()), request.user.person
    if edition is None or not queries.is_bound(person, page):
        raise Http404
    done = person.acquaintances.filter(edition=edition).first()
    since = None if done else queries.last_read_before(person, edition)
    if request.method == "POST" and not done and _is_read(request, edition, person):
        messages.success(request, "Ознакомление отмечено.")
        return redirect("readers:mine")
    context = {
        "page_title": page.title,
        "edition": edition,
        "done": done,
        "since": since,
        "rule": REACQUAINTANCE if since else ACQUAINTANCE,
        "form": ReadForm(
            initial={
                "edition": edition.pk,
                "manner": Manner.DIFFERENCES if since else Manner.FULL,
            }
        ),
    }
    return render(request, "readers/read.html", context | _text(since, edition))


def _is_read(request, edition: Edition, person) -> bool:
    """What was on the page is what has been read: a later edition may have come into force meanwhile."""
    form = ReadForm(request.POST)
    if not form.is_valid() or form.cleaned_data["edition"] != edition:
        messages.warning(
            request, "Пока страница была открыта, вступила в силу другая редакция. Прочитайте её."
        )
        return False
    try:
        acquaint(
            person, edition, manner=form.cleaned_data["manner"], by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, refusal.printed)
        return False
    return True


def _text(since: Edition | None, edition: Edition) -> dict:
    if since is None:
        return {"reading": read_edition(edition)}
    since.page = edition.page
    parts = changes_between(since, edition, view=TEXT, show=CHANGES)
    return {
        "changes": mark_safe("".join(parts)),  # noqa: S308
        "compare_url": compare_path(since, edition),
    }
