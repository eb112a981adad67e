"""{% load search %}"""

from django import template
from django.utils.html import format_html, format_html_join

from home.search.rules import excerpt_around, split_by_words

register = template.Library()


@register.filter
def marked(text, asked):
    """The text with the words of the query, in any form, in <mark>; everything else is escaped (T18)."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if found else piece,)
            for piece, found in split_by_words(text, asked.stems)
        ),
    )


@register.filter
def excerpt(text, asked):
    return excerpt_around(text, asked.stems)
