"""Documents of a pair: whoever is not one of the two opens none of them (T1, T4)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from documents.uploads.views import serve
from home.rulebook.text import counted

from ..forms.work import ShareForm
from ..models import MentoringSettings
from ..operations import working_files as operations
from ..queries import work as queries
from ..rules import names
from ..rules.working import files_kept_until
from .work_doors import Room, act_page, for_acts, for_readers, for_workers, posted, room_page

ON_A_PAGE = 50


@for_readers
def show_documents(request, room: Room):
    page = Paginator(queries.files_of(room.pair), ON_A_PAGE).get_page(request.GET.get("page"))
    days, ended_on = MentoringSettings.load(request).files_days, room.pair.ended_on
    return room_page(
        request,
        room,
        "documents",
        "documents",
        page=page,
        term=counted(days, "день", "дня", "дней"),
        kept_until=files_kept_until(ended_on, days) if ended_on else None,
        rule=names.PAIR_FILES,
    )


@for_workers
def share_file(request, room: Room):
    form = ShareForm(*posted(request))
    return act_page(
        request,
        room,
        form,
        lambda: operations.share_file(
            room.pair,
            form.cleaned_data["file"],
            form.cleaned_data["title"],
            side=room.side,
            by=request.user,
            at=timezone.now(),
        ),
        to=("mentoring:documents", room.pair.pk),
        done="Документ виден второй стороне.",
        title="Поделиться документом",
        submit="Поделиться",
        explanation="Документ откроют только представители двух организаций пары.",
        rule=names.PAIR_FILES,
    )


@for_readers
def open_file(request, room: Room, file_pk: int):
    shared = get_object_or_404(room.pair.files.select_related("file"), pk=file_pk)
    if shared.file is None:
        raise Http404
    return serve(shared.file)


@for_acts
def withdraw_file(request, room: Room, file_pk: int):
    shared = get_object_or_404(room.pair.files.select_related("pair"), pk=file_pk)
    operations.withdraw_file(shared, side=room.side, by=request.user, at=timezone.now())
    messages.success(request, f"Документ «{shared}» убран, его файл уничтожен.")
    return redirect("mentoring:documents", room.pair.pk)
