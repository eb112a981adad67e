"""Sets of rules: a new version is copied, changed, put in force; what was in force never changes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from home.rulebook import DomainError

from ..choices import RuleSetState
from ..models import MatterRule, RuleSet
from ..rules.names import RULE_SETS
from ..rules.soundness import fault_of_matters

_OF_ITS_OWN = {
    "id",
    "code",
    "version",
    "title",
    "source",
    "state",
    "in_force_since",
    "created_by",
    "edits",
}
COPIED = [field.name for field in RuleSet._meta.local_fields if field.name not in _OF_ITS_OWN]
MATTER_FIELDS = [
    field.name for field in MatterRule._meta.local_fields if field.name not in ("id", "rule_set")
]


@dataclass(frozen=True)
class Contents:
    """What a draft says: values by the names of fields, matters in their order."""

    values: dict
    matters: list[dict]


@transaction.atomic
def draft_next_version(origin: RuleSet, *, by, at: datetime) -> RuleSet:
    """A copy of any version, to be changed; one draft of a code at a time."""
    versions = list(RuleSet.objects.select_for_update().filter(code=origin.code))
    if any(each.is_draft for each in versions):
        raise DomainError("Новая версия этого набора уже готовится.", RULE_SETS)
    version = max(each.version for each in versions) + 1
    return _copy(origin, origin.code, version, origin.title, origin.source, by=by, at=at)


@transaction.atomic
def draft_new_set(
    origin: RuleSet, *, code: str, title: str, source: str, by, at: datetime
) -> RuleSet:
    """A set of its own code, which begins as a copy of another."""
    if RuleSet.objects.filter(code=code).exists():
        raise DomainError("Набор правил с таким кодом уже есть.", RULE_SETS, field="code")
    return _copy(origin, code, 1, title, source, by=by, at=at)


@transaction.atomic
def change_draft(draft: RuleSet, contents: Contents, *, seen: int, by, at: datetime) -> RuleSet:
    draft = _lock_draft(draft, seen)
    if fault := fault_of_matters([matter["code"] for matter in contents.matters]):
        raise DomainError(fault, RULE_SETS)
    for name, value in contents.values.items():
        setattr(draft, name, value)
    draft.edits += 1
    draft.save()
    draft.matters.all().delete()
    MatterRule.objects.bulk_create(
        MatterRule(rule_set=draft, **matter | {"order": order})
        for order, matter in enumerate(contents.matters)
    )
    return _say(draft, "change_rules", by=by, at=at)


@transaction.atomic
def put_in_force(draft: RuleSet, *, seen: int, by, at: datetime) -> RuleSet:
    """The version in force so far is replaced; meetings that began by it keep it."""
    former = RuleSet.objects.select_for_update().filter(code=draft.code).in_force().first()
    draft = _lock_draft(draft, seen)
    if fault := fault_of_matters(list(draft.matters.values_list("code", flat=True))):
        raise DomainError(fault, RULE_SETS)
    if former:
        former.state = RuleSetState.REPLACED
        former.save(update_fields=["state"])
        _say(former, "replace_rules", by=by, at=at, replaced_by=draft.version)
    draft.state, draft.in_force_since = RuleSetState.IN_FORCE, at
    draft.save(update_fields=["state", "in_force_since"])
    return _say(draft, "put_rules_in_force", by=by, at=at)


@transaction.atomic
def delete_draft(draft: RuleSet, *, seen: int, by, at: datetime) -> None:
    draft = _lock_draft(draft, seen)
    facts = {"code": draft.code, "version": draft.version}
    log(draft, "bodies.delete_rules", user=by, timestamp=at, data=facts, deleted=True)
    draft.delete()


def _lock_draft(draft: RuleSet, seen: int) -> RuleSet:
    """As it is now; refuses what is in force, and what somebody else has changed since (T35, T36)."""
    locked = RuleSet.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise DomainError("Этой версии больше нет: её удалили.", RULE_SETS)
    if not locked.is_draft:
        raise DomainError("Эта версия уже действовала, её не меняют: сделайте новую.", RULE_SETS)
    if locked.edits != seen:
        raise DomainError(
            "Пока страница была открыта, эту версию изменил кто-то другой. Откройте её заново.",
            RULE_SETS,
        )
    return locked


def _copy(
    origin: RuleSet, code: str, version: int, title: str, source: str, *, by, at: datetime
) -> RuleSet:
    draft = RuleSet(code=code, version=version, title=title, source=source, created_by=by)
    for name in COPIED:
        setattr(draft, name, getattr(origin, name))
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError as error:
        raise DomainError("Новая версия этого набора уже готовится.", RULE_SETS) from error
    MatterRule.objects.bulk_create(
        MatterRule(rule_set=draft, **{name: getattr(each, name) for name in MATTER_FIELDS})
        for each in origin.matters.all()
    )
    return _say(draft, "draft_rules", by=by, at=at, origin=str(origin))


def _say(rule_set: RuleSet, action: str, *, by, at: datetime, **data) -> RuleSet:
    facts = {"code": rule_set.code, "version": rule_set.version, **data}
    log(rule_set, f"bodies.{action}", user=by, timestamp=at, data=facts, content_changed=True)
    return rule_set
