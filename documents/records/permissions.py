"""Who may do what in the archive; every answer is asked anew of the rooms that know the bodies (T5, C35)."""

from home.accounts.choices import Role
from home.accounts.roles import has_role

from . import registry
from .choices import ActState, Level, RecordState
from .registry import Readers
from .rules import levels


def levels_for(readers: Readers, body_key: str) -> tuple[Level, ...]:
    """Levels of a body that its reader reads; none for a stranger."""
    return levels.readable(
        is_member=body_key in readers.members, is_confidant=body_key in readers.confidential
    )


def may_read_archive(user) -> bool:
    """There is some body whose records the user reads: does the cabinet show an archive."""
    return bool(registry.readers_for_page(user))


def may_read_record(user, record, readers: Readers | None = None) -> bool:
    readers = readers or registry.readers_of(user)
    return record.level in levels_for(readers, record.body_key)


def may_read_part(user, part, readers: Readers | None = None) -> bool:
    readers = readers or registry.readers_of(user)
    level = levels.effective(part.record.level, part.level)
    return level in levels_for(readers, part.record.body_key)


def may_open_file(user, file, readers: Readers | None = None) -> bool:
    """A file of a record, its bytes not destroyed."""
    return file.file_id is not None and may_read_part(user, file, readers)


def may_keep_record(user, record, readers: Readers | None = None) -> bool:
    """Hold, publish, list in an act: the secretary's work of the body."""
    readers = readers or registry.readers_of(user)
    return record.body_key in readers.keeps


def may_publish(user, record, readers: Readers | None = None) -> bool:
    return may_keep_record(user, record, readers) and record.state == RecordState.KEPT


def may_keep_act(user, act) -> bool:
    return act.body_key in registry.readers_of(user).keeps


def may_see_act(user, act) -> bool:
    """Its keeper, and whoever sits in its commission once it is to be signed."""
    if not (user.is_authenticated and user.is_active):
        return False
    is_asked = act.state in (ActState.SIGNING, ActState.COMPLETE) and user.person_id is not None
    if is_asked and act.commission.filter(person=user.person_id).exists():
        return True
    return may_keep_act(user, act)


def may_sign_act(user, member) -> bool:
    """Nobody signs for another."""
    return user.is_active and user.person_id is not None and user.person_id == member.person_id


def may_see_import(user, batch) -> bool:
    return user.is_authenticated and user.is_active and batch.by_id == user.pk


def may_set_up_archive(user) -> bool:
    """Change the list of record classes."""
    return has_role(user, Role.ADMINISTRATOR)
