"""`{% cabinet_navigation %}`: the pages of the cabinet that the rooms have registered."""

from django import template
from django.urls import reverse

from ..registry import cabinet_items

register = template.Library()


@register.inclusion_tag("components/cabinet_navigation.html", takes_context=True)
def cabinet_navigation(context) -> dict:
    """Nothing is current on a page that stands in no item; a subpage belongs to the nearest one."""
    request = context["request"]
    links = [(item.title, reverse(item.url_name)) for item in cabinet_items(request.user)]
    around = [url for _, url in links if request.path.startswith(url)]
    current = max(around, key=len, default="")
    return {"items": [(title, url, url == current) for title, url in links]}
