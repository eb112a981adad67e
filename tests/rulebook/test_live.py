"""What the rooms know of a reader's own affairs."""

import datetime
import logging

from home.rulebook import LiveState, live, live_states, register_live_states, rule

RULE = rule("test.live", title="Проба")
TODAY = datetime.date(2026, 11, 18)


def test_states_of_all_rooms_come_together_and_a_failing_room_takes_down_its_own(
    monkeypatch, caplog
):
    monkeypatch.setattr(live, "_sources", [])
    caplog.set_level(logging.CRITICAL)

    def works(user, on):
        yield LiveState(RULE, f"{user}, {on:%d.%m}", "/там/")

    def fails(user, on):
        raise RuntimeError("база молчит")

    for source in (fails, works, works):
        register_live_states(source)
    assert live_states("читатель", TODAY) == [LiveState(RULE, "читатель, 18.11", "/там/")]
