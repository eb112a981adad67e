"""How the rules of the room stand for one reader of the regulation."""

from collections.abc import Iterator
from datetime import date

from home.rulebook import LiveState

from . import queries
from .choices import Standing
from .rules import AUTHORISED_REPRESENTATIVE, STANDING_HAS_GROUND


def organisations_now(user, on: date) -> Iterator[LiveState]:
    """For whom the reader speaks, and what each organisation is to the Association."""
    for organisation in queries.organisations_represented_by(user):
        url = organisation.get_absolute_url()
        text = f"Вы представляете организацию: {organisation.short_name}"
        yield LiveState(AUTHORISED_REPRESENTATIVE, text, url)
        if organisation.standing != Standing.NONE:
            text = f"{organisation.short_name}: {organisation.get_standing_display().lower()}"
            yield LiveState(STANDING_HAS_GROUND, text, url)
