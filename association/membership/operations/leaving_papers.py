"""The printed application of whoever leaves, or of the member that proposes to remove another."""

from django.db import transaction
from django_tasks import task

from .. import leaving_print
from ..models import Departure
from .keeping import keep_paper


def print_soon(departure: Departure) -> None:
    """Safe to ask for again: a paper that is there stays."""
    if not departure.paper_id:
        transaction.on_commit(lambda: print_departure.enqueue(departure.pk, departure.version))


@task()
def print_departure(pk: int, version: int) -> None:
    """Make the PDF of one version, if it has none and nobody has changed it meanwhile (T57)."""
    departure = Departure.objects.select_related("organisation__head", "initiator__head").get(pk=pk)
    if departure.paper_id or departure.version != version:
        return
    content = leaving_print.printed(departure)
    name = leaving_print.file_name(departure)
    keep_paper(departure, name, content, still=lambda row: row.version == version)
