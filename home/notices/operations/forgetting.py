"""The log keeps that somebody was told, and no more where or in what words (T67)."""

from django.db import transaction

from home.accounts.models import Person

from ..choices import LetterStatus
from ..models import Letter


@transaction.atomic
def forget_person(person: Person, *, by, at) -> None:
    """Wipe addresses and texts of the letters to a person; those under way are not sent."""
    letters = Letter.objects.filter(person=person)
    letters.filter(status__in=[LetterStatus.QUEUED, LetterStatus.SENDING]).update(
        status=LetterStatus.FAILED, next_attempt_at=None
    )
    letters.update(address="", text="", calendar="", last_error="", search_text="")
    person.muted_kinds.all().delete()
