"""Rooms name here their own public addresses: those at the foot of every page, and those that the cache may keep."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FooterLink:
    title: str
    url_name: str


_footer_links: dict[str, FooterLink] = {}


def register_footer_link(title: str, url_name: str) -> None:
    """Called from a room's `registrations.py`; the address is looked up when a page is printed."""
    _footer_links[url_name] = FooterLink(title, url_name)


def footer_links() -> list[FooterLink]:
    return list(_footer_links.values())


_shared_views: set[str] = {"wagtail_serve", "pages:robots", "pages:sitemap"}


def register_shared_view(url_name: str) -> None:
    """The view answers everybody alike, and whatever changes its answer calls `cache.empty_public_cache()`."""
    _shared_views.add(url_name)


def is_shared_view(url_name: str | None) -> bool:
    return url_name in _shared_views
