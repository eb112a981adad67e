"""Rooms name here their own public addresses that stand at the foot of every page."""

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
