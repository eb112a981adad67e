"""The public pages of the demo."""

import datetime

from django.conf import settings
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from .demo_texts import ASSOCIATION, HOME_LEAD, HOME_STEPS, JOIN_CALL, JOIN_TEXT, NEWS, SECTIONS
from .models import AssociationSettings, HomePage, NewsIndexPage, NewsPage, SectionPage
from .slugs import slug_for


def load(site: Site, *, today: datetime.date) -> HomePage:
    """Sections, news and the details of the association, under the home page that stands."""
    home = site.root_page.specific
    sections = {row[0]: _section(home, *row) for row in SECTIONS}
    news = child(home, NewsIndexPage(title="Новости", slug="novosti"))
    for days, title, lead, text, quote in NEWS:
        _news(news, today - datetime.timedelta(days), title, lead, text, quote)
    if home.join_page_id is None:
        _furnish(site, home, sections)
    return home


def child(parent: Page, page: Page) -> Page:
    """`page` under `parent`, unless a page of its slug stands there already."""
    if standing := parent.get_children().filter(slug=page.slug).first():
        return standing.specific
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def text_block(html: str) -> tuple[str, RichText]:
    return ("text", RichText(html))


def _section(home: Page, slug: str, title: str, lead: str, html: str) -> SectionPage:
    calls = [("call", JOIN_CALL)] if slug == "kak-vstupit" else []
    page = SectionPage(
        title=title,
        slug=slug,
        lead=lead,
        body=[text_block(html), *calls],
        show_in_menus=slug != "personalnye-dannye",
    )
    return child(home, page)


def _news(index: Page, date: datetime.date, title: str, lead: str, html: str, quote) -> None:
    body = [text_block(html)]
    if quote:
        words, author, position = quote
        body.append(("quote", {"text": words, "author": author, "position": position}))
    child(index, NewsPage(title=title, slug=slug_for(title), date=date, lead=lead, body=body))


def _furnish(site: Site, home: HomePage, sections: dict[str, SectionPage]) -> None:
    home.title = ASSOCIATION["short_name"]
    home.lead = HOME_LEAD
    home.join_text = JOIN_TEXT
    home.join_page = sections["kak-vstupit"]
    home.join_steps = [("step", {"title": title, "text": text}) for title, text in HOME_STEPS]
    home.sections = [
        ("section", {"page": page, "note": page.lead})
        for slug, page in sections.items()
        if slug != "personalnye-dannye"
    ]
    home.save_revision().publish()
    site.hostname, site.port = "localhost", int(getattr(settings, "PORT", 80))
    site.site_name = ASSOCIATION["short_name"]
    site.save()
    details = AssociationSettings.for_site(site)
    for name, value in ASSOCIATION.items():
        setattr(details, name, value)
    details.privacy_page = sections["personalnye-dannye"]
    details.save()
