"""`{% cabinet_navigation %}`: the pages of the cabinet that the rooms have registered."""

from django import template
from django.urls import reverse

from ..registry import cabinet_items

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
