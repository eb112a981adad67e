"""How the log of acts reads: what the staff did for a busy organisation says so, in whatever room it was done."""

from collections.abc import Mapping

from wagtail.log_actions import LogFormatter

FOR_ORGANISATION = "за организацию"


class ActFormatter(LogFormatter):
    def format_message(self, log_entry) -> str:
        return with_mark(self.message, log_entry)


def register_acts(actions, acts: Mapping[str, tuple[str, str]]) -> None:
    """`acts` holds (what the act is called, what the log says of it) by the code of the act."""
    for action, (label, message) in acts.items():
        formatter = type("ActOf", (ActFormatter,), {"label": label, "message": message})
        actions.register_action(action)(formatter)


def with_mark(message: str, log_entry) -> str:
    acted_for = (log_entry.data or {}).get("acted_for")
    return f"{message} — {FOR_ORGANISATION} {acted_for}" if acted_for else message
