"""«Письмо адресатам» of the secretary: write, check, send, see who was told; and a letter tried again."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.rulebook import DomainError

from .. import permissions, queries
from ..choices import MailingStatus
from ..emails import paragraphs
from ..forms import MailingForm
from ..models import Letter, Mailing
from ..operations import draft_mailing, resend_letter, send_mailing
from ..registry import find_audience

ROWS_ON_PAGE = 50


def for_writers(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not permissions.may_write_to_audiences(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_writers
@require_safe
def mailings(request):
    page = Paginator(Mailing.objects.select_related("author__person"), ROWS_ON_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "notices/admin/mailings.html", {"page": page})


@for_writers
def compose_mailing(request, pk=None):
    """A new letter, or a draft that «проверьте» has shown to be wrong."""
    drafts = Mailing.objects.filter(status=MailingStatus.DRAFT)
    draft = get_object_or_404(drafts, pk=pk) if pk else None
    initial = model_to_dict(draft, ["audience", "subject", "text"]) if draft else None
    form = MailingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            draft = draft_mailing(draft, **form.cleaned_data, by=request.user, at=timezone.now())
            return redirect("notices_admin:check_mailing", draft.pk)
        except DomainError as refusal:
            # The audience is gone, or somebody has sent the draft meanwhile.
            refusal.show_in(form)
    return render(request, "notices/admin/compose_mailing.html", {"form": form})


@for_writers
def check_mailing(request, pk):
    """«Проверьте»: how many will get it, and how it will look; the button sends it once (T34)."""
    mailing = get_object_or_404(Mailing, pk=pk)
    if request.method == "POST":
        try:
            send_mailing(mailing, by=request.user, at=timezone.now())
            messages.success(request, "Письмо принято к отправке.")
        except DomainError as refusal:
            messages.warning(request, refusal.printed)
        return redirect("notices_admin:mailing", pk)
    if mailing.status != MailingStatus.DRAFT:
        return redirect("notices_admin:mailing", pk)
    context = {
        "mailing": mailing,
        "paragraphs": paragraphs(mailing.text),
        "recipients": queries.audience_size(find_audience(mailing.audience)),
    }
    return render(request, "notices/admin/check_mailing.html", context)


@for_writers
@require_safe
def mailing(request, pk):
    """Who was told: each person with what became of their letter."""
    mailing = get_object_or_404(Mailing, pk=pk)
    letters = mailing.letters.select_related("person").order_by("person__search_text", "pk")
    context = {
        "mailing": mailing,
        "paragraphs": paragraphs(mailing.text),
        "counts": queries.mailing_counts(mailing),
        "page": Paginator(letters, ROWS_ON_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "notices/admin/mailing.html", context)


def resend(request, pk):
    letter = get_object_or_404(Letter.objects.select_related("person"), pk=pk)
    if not permissions.may_resend_letter(request.user, letter):
        raise PermissionDenied
    if request.method == "POST":
        try:
            resend_letter(letter, by=request.user, at=timezone.now())
            messages.success(request, "Письмо поставлено в очередь ещё раз.")
        except DomainError as refusal:
            messages.error(request, refusal.printed)
        return redirect("notices_letter_modeladmin_index")
    return render(request, "notices/admin/resend.html", {"letter": letter})
