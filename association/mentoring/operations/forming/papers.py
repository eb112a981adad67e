"""The queue prints a list with what was said of it; whatever is said later has it printed anew (4.8, T57)."""

from contextlib import suppress

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django_tasks import task

from documents.uploads.inspection import inspect
from documents.uploads.operations import store_upload

from ...choices import ListState
from ...models import PairList
from ...papers import lists as papers
from .beats import lock


def print_soon(pair_list: PairList) -> None:
    transaction.on_commit(lambda: print_list.enqueue(pair_list.pk))


def drop_paper(pair_list: PairList) -> None:
    """The list as printed says no more what is said of it; an agenda that has taken the paper keeps it. Saved by the caller."""
    stored, pair_list.paper = pair_list.paper, None
    if stored is None:
        return
    pair_list.save(update_fields=["paper"])
    with suppress(ProtectedError), transaction.atomic():
        stored.delete()


@task()
def print_list(pk: int) -> None:
    """Make the PDF of a list under agreement. Safe to repeat: whoever was quicker, or changed the list, wins."""
    pair_list = PairList.objects.get(pk=pk)
    if pair_list.paper_id is None and pair_list.state == ListState.AGREEMENT:
        _keep(pair_list, papers.list_name(pair_list), papers.printed_list(pair_list))


@transaction.atomic
def _keep(printed: PairList, name: str, content: bytes) -> None:
    """A list that has changed meanwhile is printed by the task of that change."""
    pair_list = lock(printed)
    if pair_list.paper_id or pair_list.version != printed.version:
        return
    pair_list.paper = store_upload(inspect(name, content, ("pdf",)), by=None, at=timezone.now())
    pair_list.save(update_fields=["paper"])
