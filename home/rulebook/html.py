"""A rule and a refusal as HTML; the only part of the room that knows Django."""

import re

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .errors import DomainError
from .registry import Rule

_LINK_TAGS = re.compile(r"</?a\b[^>]*>")


def citation(rule: Rule | None) -> SafeString:
    """The clauses of the rule, each linked where it has an address; nothing without a rule."""
    links = rule.links if rule else []
    html = render_to_string("components/citation.html", {"rule": rule, "links": links})
    # Without the line end of the file: a bracket or a full stop follows close upon it.
    return mark_safe(html.strip())  # noqa: S308


def refusal(error: DomainError) -> str:
    """«Нет кворума. (п. 4.7 Положения)», the clause linked; plain text where it has no address."""
    if not any(url for _, url in error.rule.links):
        return f"{error.message} ({error.rule.cited})"
    return format_html("{} ({})", error.message, citation(error.rule))


def without_links(text: str) -> str:
    """For a text that stands inside a link itself; what is not marked as safe is left to be escaped."""
    return mark_safe(_LINK_TAGS.sub("", text)) if isinstance(text, SafeString) else text  # noqa: S308
