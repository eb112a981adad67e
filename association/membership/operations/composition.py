"""The composition that an order approves, kept as it then was (3.3, R27)."""

from .. import compositions
from ..models import CompositionLine, Order


def freeze_composition(order: Order) -> int:
    """Write down who belongs on the day of the order; how many. Inside the transaction that records the order.

    One order may confirm several organisations: with each of them the list is written anew, and nothing else
    ever changes it.
    """
    # Two organisations of one order recorded at once write one list after the other.
    order = Order.objects.select_for_update().get(pk=order.pk)
    order.composition.all().delete()
    lines = compositions.belonging_on(order.date)
    CompositionLine.objects.bulk_create(
        CompositionLine(order=order, position=place, **line.as_fields())
        for place, line in enumerate(lines, start=1)
    )
    return len(lines)
