"""Files of an application, each served only after its right was asked (T1, T4, T5)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from documents.uploads.views import serve

from ..models import SignedPaper
from ..permissions import may_see_application
from .doors import find_application


@require_GET
@login_required
def open_file(request, pk, file_pk):
    application = find_application(pk, request.user, may_see_application)
    file = get_object_or_404(application.files.select_related("file"), pk=file_pk)
    return serve(file.file)


@require_GET
@login_required
def open_paper(request, pk, revision):
    """The printed application of one sending."""
    application = find_application(pk, request.user, may_see_application)
    submission = get_object_or_404(
        application.submissions.select_related("paper"), revision=revision
    )
    if submission.paper is None:
        raise Http404
    return serve(submission.paper)


@require_GET
@login_required
def open_signed_scan(request, pk, paper_pk):
    application = find_application(pk, request.user, may_see_application)
    papers = SignedPaper.objects.filter(submission__application=application, scan__isnull=False)
    return serve(get_object_or_404(papers.select_related("scan"), pk=paper_pk).scan)


@require_GET
@login_required
def open_conclusion(request, pk, conclusion_pk):
    """The paper printed of what experts said on the site, or the scan of theirs."""
    application = find_application(pk, request.user, may_see_application)
    conclusion = get_object_or_404(
        application.conclusions.select_related("file", "paper"), pk=conclusion_pk
    )
    if not (found := conclusion.paper or conclusion.file):
        raise Http404
    return serve(found)
