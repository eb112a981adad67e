"""`{% cite rule %}`: the clauses of a rule, each linked to the edition in force when it is published."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from home.rulebook import Rule, find_rule

register = template.Library()


@register.simple_tag
def cite(rule: Rule | str | None) -> str:
    """`rule` is a Rule or its code; an unknown code prints nothing."""
    if isinstance(rule, str):
        rule = find_rule(rule)
    context = {"rule": rule, "citations": rule.citations if rule else ()}
    # Without the line end of the file: a bracket or a full stop follows close upon it.
    return mark_safe(render_to_string("components/citation.html", context).strip())  # noqa: S308
