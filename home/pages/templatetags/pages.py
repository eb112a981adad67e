"""{% load pages %}: the parts of every page that come from the tree and from the settings."""

from django import template
from django.urls import reverse

from home.pages import queries, registry

register = template.Library()


@register.inclusion_tag("components/navigation.html", takes_context=True)
def main_navigation(context):
    request = context.get("request")
    if request is None:
        return {"items": []}
    return {
        "items": [
            (entry.title, entry.url, request.path.startswith(entry.url))
            for entry in queries.furniture_for(request).menu
        ]
    }


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def page_breadcrumbs(context):
    """The way from the home page to the parent of `page`; nothing on a page that stands in no tree."""
    page, request = context.get("page"), context.get("request")
    if page is None or request is None:
        return {"trail": []}
    return {"trail": [(entry.title, entry.url) for entry in queries.trail_to(page, request)]}


@register.inclusion_tag("components/footer.html", takes_context=True)
def site_footer(context):
    request = context.get("request")
    if request is None:
        return {"association": None, "sections": []}
    furniture = queries.furniture_for(request)
    return {
        "request": request,
        "association": furniture.association,
        "sections": [(entry.title, entry.url) for entry in furniture.menu],
        "links": [(link.title, reverse(link.url_name)) for link in registry.footer_links()],
    }
