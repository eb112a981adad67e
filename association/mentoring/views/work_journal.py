"""The journal of a pair: what was done, when and how long."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils import timezone

from home.workdays.queries import today

from ..forms.work import EntryForm, StrikeForm
from ..operations import working as operations
from ..queries import work as queries
from ..rules import names
from ..rules.working import in_hours
from .work_doors import Room, act_page, for_onlookers, for_workers, posted, room_page

ON_A_PAGE = 25


@for_onlookers
def show_journal(request, room: Room):
    """Whoever looks on sees what was done and how long, not what was written."""
    page = Paginator(queries.journal_of(room.pair), ON_A_PAGE).get_page(request.GET.get("page"))
    hours = queries.hours_of(room.pair)
    return room_page(
        request,
        room,
        "journal",
        "journal",
        page=page,
        rows=[(entry, in_hours(entry.minutes)) for entry in page],
        hours=[(each, in_hours(each.minutes)) for each in hours],
        total=in_hours(sum(each.minutes for each in hours)),
        rule=names.JOURNAL,
    )


@for_workers
def add_entry(request, room: Room):
    given = {"held_on": today(), "stage": request.GET.get("stage")}
    form = EntryForm(*posted(request), pair=room.pair, initial=given)
    return act_page(
        request,
        room,
        form,
        lambda: operations.add_entry(
            room.pair, form.draft, side=room.side, by=request.user, at=timezone.now()
        ),
        to=("mentoring:journal", room.pair.pk),
        done="Запись внесена в журнал.",
        title="Внести запись в журнал",
        submit="Внести",
        rule=names.JOURNAL,
    )


@for_workers
def strike_entry(request, room: Room, entry_pk: int):
    entry = get_object_or_404(room.pair.entries.select_related("pair"), pk=entry_pk)
    form = StrikeForm(*posted(request))
    return act_page(
        request,
        room,
        form,
        lambda: operations.strike_entry(
            entry,
            form.cleaned_data["reason"],
            side=room.side,
            by=request.user,
            at=timezone.now(),
        ),
        to=("mentoring:journal", room.pair.pk),
        done="Запись вычеркнута.",
        title="Вычеркнуть запись",
        explanation=f"{entry}, {in_hours(entry.minutes)}",
        submit="Вычеркнуть",
        is_grave=True,
        rule=names.JOURNAL,
    )
