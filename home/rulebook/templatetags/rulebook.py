"""`{% cite rule %}`: the clauses of a rule, each linked to the edition in force when it is published."""

from django import template

from home.rulebook import Rule, find_rule

register = template.Library()


@register.inclusion_tag("components/citation.html")
def cite(rule: Rule | str | None) -> dict:
    """`rule` is a Rule or its code; an unknown code prints nothing."""
    if isinstance(rule, str):
        rule = find_rule(rule)
    return {"rule": rule, "citations": rule.citations if rule else ()}
