"""Put the shipped sets of rules into an installation that has none of that code."""

from datetime import datetime

from django.apps import apps as current_apps
from django.db import transaction
from django.utils import timezone

from .choices import RuleSetState
from .models import MatterRule, RuleSet
from .rules.shipped import SETS, Matter, ShippedSet


@transaction.atomic
def load(*, at: datetime) -> list[RuleSet]:
    """What stands already, in whatever version, stays as it is; what is missing comes into force. One query then."""
    standing = set(RuleSet.objects.values_list("code", flat=True))
    return [_make(shipped, at) for shipped in SETS if shipped.code not in standing]


def load_after_migrate(*, apps=current_apps, **kwargs) -> None:
    """Receiver of `post_migrate`: a fresh installation has its sets, and so has a database emptied by a test.

    Not in a migration: the data would have to fit the columns of that day for ever.
    """
    if _has_todays_columns(apps):
        load(at=timezone.now())


def _has_todays_columns(apps) -> bool:
    """False while a migration stops halfway."""
    try:
        then = [apps.get_model("bodies", model.__name__) for model in (RuleSet, MatterRule)]
    except LookupError:
        return False
    return [_columns(model) for model in then] == [_columns(RuleSet), _columns(MatterRule)]


def _columns(model) -> set[str]:
    return {field.column for field in model._meta.local_fields}


def _make(shipped: ShippedSet, at: datetime) -> RuleSet:
    rule_set = RuleSet.objects.create(
        code=shipped.code,
        title=shipped.title,
        source=shipped.source,
        state=RuleSetState.IN_FORCE,
        in_force_since=at,
        clauses={name: each.clauses for name, each in shipped.values.items() if each.clauses},
        notes={name: each.note for name, each in shipped.values.items() if each.note},
        **_fields(shipped),
    )
    MatterRule.objects.bulk_create(
        _matter(rule_set, order, matter) for order, matter in enumerate(shipped.matters)
    )
    return rule_set


def _fields(shipped: ShippedSet) -> dict:
    fields = {name: each.value for name, each in shipped.values.items()}
    numerator, denominator = fields.pop("quorum")
    return {**fields, "quorum_numerator": numerator, "quorum_denominator": denominator}


def _matter(rule_set: RuleSet, order: int, matter: Matter) -> MatterRule:
    numerator, denominator = matter.share
    return MatterRule(
        rule_set=rule_set,
        order=order,
        code=matter.code,
        title=matter.title,
        comparison=matter.comparison,
        numerator=numerator,
        denominator=denominator,
        counted_of=matter.counted_of,
        tie_rule=matter.tie_rule,
        clause=matter.clause,
        tie_clause=matter.tie_clause,
        note=matter.note,
    )
