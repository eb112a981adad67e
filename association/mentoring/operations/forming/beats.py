"""The beats of every act on a list: lock, ask whether it is what was read, ask the table, save, log."""

from datetime import datetime

from ...choices import ListAct
from ...models import PairList
from ...rules import forming as rules
from ..beats import log_act


def lock(pair_list: PairList) -> PairList:
    """The row as it is now, held until the transaction ends."""
    return PairList.objects.select_for_update(of=("self",)).get(pk=pair_list.pk)


def begin(pair_list: PairList, act: ListAct, *, seen: int | None = None) -> PairList:
    """Lock, and move to the state that follows; `seen` is the version that the actor has read (T35)."""
    locked = lock(pair_list)
    if seen is not None:
        rules.check_seen(seen, locked.version)
    locked.state = rules.next_state(locked.state, act)
    return locked


def finish(pair_list: PairList, action: str, *, by, at: datetime, **data) -> PairList:
    """Save as a new version, and log under «mentoring.<action>»."""
    pair_list.version += 1
    pair_list.save()
    log_act(pair_list, action, by=by, at=at, **data)
    return pair_list
