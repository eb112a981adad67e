"""The act of write-off on paper."""

from documents.papers import pdf

from .models import WriteOffAct


def printed(act: WriteOffAct) -> bytes:
    items = act.items.select_related("record__record_class").order_by("record__date", "record")
    context = {
        "act": act,
        "records": [item.record for item in items],
        "commission": list(act.commission.all()),
    }
    return pdf.render("records/papers/act.html", context)


def file_name(act: WriteOffAct) -> str:
    return f"Акт о списании {act.number}-{act.year}.pdf"
