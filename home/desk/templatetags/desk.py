"""`{% cabinet_navigation %}`, `{% cabinet_bar %}`: what the rooms have registered for every page of the cabinet."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from ..registry import cabinet_bars, cabinet_items

register = template.Library()


@register.inclusion_tag("components/cabinet_navigation.html", takes_context=True)
def cabinet_navigation(context) -> dict:
    """A page below an item belongs to the nearest one; the desk, above them all, only to itself."""
    request = context["request"]
    links = [(item.title, reverse(item.url_name)) for item in cabinet_items(request.user)]
    desk = reverse("desk:desk")
    around = [
        url
        for _, url in links
        if url == request.path or (url != desk and request.path.startswith(url))
    ]
    current = max(around, key=len, default="")
    return {"items": [(title, url, url == current) for title, url in links]}


@register.simple_tag(takes_context=True)
def cabinet_bar(context) -> str:
    """What the rooms say at the head of the page, as whom its reader acts."""
    request = context["request"]
    bars = cabinet_bars(request)
    # Each part is a template of its own, which escapes what it prints.
    return mark_safe(  # noqa: S308
        "".join(render_to_string(template, said, request) for template, said in bars)
    )
