"""How templates print the clauses of a rule. Everywhere a rule is a Rule or its code; an unknown code prints nothing."""

from urllib.parse import urljoin

from django import template
from django.conf import settings

from home.rulebook import Rule, find_rule
from home.rulebook.html import citation, without_links

register = template.Library()
register.filter("without_links", without_links)


@register.simple_tag
def cite(rule: Rule | str | None) -> str:
    """Each clause linked to the edition in force when it is published."""
    return citation(_rule(rule))


@register.simple_tag
def cite_lines(rule: Rule | str | None) -> str:
    """For letters: the clauses in a line, and below it the address of each in a line of its own."""
    rule = _rule(rule)
    if rule is None:
        return ""
    base = settings.WAGTAILADMIN_BASE_URL
    addresses = dict.fromkeys(urljoin(base, url) for _, url in rule.links if url)
    return "\n".join([rule.cited, *addresses])


@register.simple_tag
def cite_kept(rule: Rule | str | None, kept: str) -> str:
    """What was printed on another day: linked while the rule still rests on the same clauses."""
    rule = _rule(rule)
    return citation(rule) if rule and kept in (rule.cited, rule.clause) else kept


def _rule(rule: Rule | str | None) -> Rule | None:
    return find_rule(rule) if isinstance(rule, str) else rule
