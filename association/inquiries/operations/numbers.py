from ..models import Counter


def next_number(series: str, year: int) -> int:
    """Gapless: the row of the counter stays locked until the transaction ends."""
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
