"""Addresses below a regulation: editions by their dates, clauses by their anchors.

Files and machine forms end without a slash in links; Wagtail splits an address by its slashes, so their
patterns end with one.
"""

import datetime
import re

from django.urls import path, register_converter

from . import views
from .views import comparing, downloads


class DateConverter:
    """«2026-09-01»; a day that is in no calendar fits nothing."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value) -> str:
        return str(value)


class AnchorConverter:
    """«p-4.2-2»; letters of any alphabet, because a printed number may have any."""

    regex = r"[\w.\-]{1,200}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        if not re.fullmatch(self.regex, value):
            raise ValueError(value)
        return value


register_converter(DateConverter, "edition_date")
register_converter(AnchorConverter, "anchor")

page_patterns = [
    path("", views.read_current, name="current"),
    path("editions/", views.list_editions, name="editions"),
    path("draft/<int:number>/", views.read_draft, name="draft"),
    path("<edition_date:date>/", views.read_edition, name="edition"),
    path("compare/", comparing.compare_editions, name="compare"),
    path("compare.pdf/", downloads.download_comparison, name="compare_pdf"),
    path("text.<str:ext>/", downloads.download, name="download"),
    path(
        "<edition_date:date>/text.<str:ext>/", downloads.download_edition, name="edition_download"
    ),
]
# Nearly any word may be an anchor.
clause_patterns = [
    path("<anchor:anchor>.json/", views.clause_as_json, name="clause_json"),
    path(
        "<edition_date:date>/<anchor:anchor>.json/",
        views.edition_clause_as_json,
        name="edition_clause_json",
    ),
    path("<edition_date:date>/<anchor:anchor>/", views.read_edition_clause, name="edition_clause"),
    path("<anchor:anchor>/", views.read_clause, name="clause"),
]
