"""What the acts on drafts have in common."""

from documents.uploads.models import StoredFile
from home.rulebook import DomainError

from ..choices import EditionStatus
from ..drafts import version_of
from ..models import Edition, SourceReading
from ..rules import DRAFT_UNCHANGED, EDITION_FROZEN, EDITION_REVIEW


def forget_file(stored_file: StoredFile | None) -> None:
    """The row of a file that nothing cites; its bytes go with the next `remove_orphan_files`."""
    if stored_file is None:
        return
    for model, field in ((Edition, "source_file"), (SourceReading, "stored_file")):
        if model.objects.filter(**{field: stored_file}).exists():
            return
    stored_file.delete()


def lock_draft(edition: Edition, *, seen: int | None = None) -> Edition:
    """The draft, locked; DomainError when it may not be corrected or is no longer what was `seen`."""
    locked = Edition.objects.select_for_update(of=("self",)).select_related("page")
    found = locked.filter(pk=edition.pk).first()
    if found is None:
        raise DomainError("Этого проекта больше нет: его удалили.", DRAFT_UNCHANGED)
    if found.is_adopted:
        raise DomainError("Эта редакция уже принята, изменить её нельзя.", EDITION_FROZEN)
    if found.status == EditionStatus.REVIEW:
        raise DomainError(
            "Проект на\xa0проверке: пока его не\xa0вернули, он не\xa0меняется.", EDITION_REVIEW
        )
    if seen is not None and version_of(found) != seen:
        raise DomainError(_changed_meanwhile(found), DRAFT_UNCHANGED)
    return found


def _changed_meanwhile(edition: Edition) -> str:
    last = edition.corrections.select_related("made_by").first()
    who = f" ({last.made_by})" if last and last.made_by else ""
    what = f": «{last.sentence}»" if last else ""
    return (
        f"Пока вы смотрели, проект изменили{who}{what}. "
        "Ваша правка не\xa0сделана: посмотрите, что вышло, и\xa0повторите её."
    )
