"""How the queue keeps a paper that it has printed."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from documents.uploads.inspection import inspect
from documents.uploads.operations import store_upload


@transaction.atomic
def keep_paper(
    row: Model, name: str, content: bytes, *, still: Callable[[Model], bool] = lambda row: True
) -> None:
    """`content` becomes `row.paper`, unless another worker was quicker or the row is `still` no more what was printed (T57)."""
    row = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if row.paper_id or not still(row):
        return
    row.paper = store_upload(inspect(name, content, ("pdf",)), by=None, at=timezone.now())
    row.save(update_fields=["paper"])
