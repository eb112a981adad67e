"""Of numbers out of order, those that may be said to have stayed while the others moved."""

from collections.abc import Sequence


def stay_in_order(numbers: Sequence[tuple[int, bool]]) -> set[int]:
    """The longest rising subsequence of different numbers, each with «is it otherwise untouched».

    Of two that are equally long the one with more untouched members: who has another number, too,
    is rather the one that moved. So both directions of a comparison count alike.
    """
    ranks = {number: at for at, (number, _) in enumerate(sorted(numbers))}
    best = _BestBelow(len(numbers))
    worth_of_one = len(numbers) + 1
    before: list[int | None] = []
    for at, (number, is_untouched) in enumerate(numbers):
        worth, last = best.below(ranks[number])
        before.append(last)
        best.put(ranks[number], (worth + worth_of_one + is_untouched, at))
    _, at = best.below(len(numbers))
    stayed = set()
    while at is not None:
        stayed.add(numbers[at][0])
        at = before[at]
    return stayed


class _BestBelow:
    """The best of all values put at lower places (Fenwick 1994)."""

    def __init__(self, size: int):
        self._best: list[tuple[int, int | None]] = [(0, None)] * (size + 1)

    def put(self, place: int, value: tuple[int, int]) -> None:
        at = place + 1
        while at < len(self._best):
            if value[0] > self._best[at][0]:
                self._best[at] = value
            at += at & -at

    def below(self, place: int) -> tuple[int, int | None]:
        found = (0, None)
        while place:
            if self._best[place][0] > found[0]:
                found = self._best[place]
            place -= place & -place
        return found
