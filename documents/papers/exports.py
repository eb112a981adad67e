"""Registers as tables: what a room gives its IndexView of wagtail-modeladmin instead of the plain one.

class LetterAdmin(ModelAdmin):
    index_view_class = GuardedExportView
    list_export = ["number", "holder_name", "status"]
    export_filename = "Реестр сертификатов"
"""

import csv
import datetime
from urllib.parse import quote

from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.views.mixins import Echo
from wagtail_modeladmin.views import IndexView

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula (T29)."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def in_words(value: object) -> str:
    """A value as a Russian reader expects it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    return str(value)


class GuardedExportView(IndexView):
    """Exports CSV that Excel opens by itself: UTF-8 with a mark, semicolons, choices in words."""

    FORMATS = (IndexView.FORMAT_CSV,)
    export_buttons_template_name = "papers/admin/export_button.html"

    def get_heading(self, queryset, field):
        return capfirst(label_for_field(field, self.model, self.model_admin))

    def to_row_dict(self, item):
        return {name: guarded(in_words(self._value(name, item))) for name in self.list_export}

    def _value(self, name: str, item) -> object:
        if _has_choices(self.model, name):
            return getattr(item, f"get_{name}_display")()
        return lookup_field(name, item, self.model_admin)[2]

    def stream_csv(self, queryset):
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        yield BYTE_ORDER_MARK.encode()
        yield writer.writerow({name: self.get_heading(queryset, name) for name in self.list_export})
        for item in queryset:
            yield writer.writerow(self.to_row_dict(item))

    def write_csv_response(self, queryset):
        name = quote(f"{self.get_filename()}.csv")
        return StreamingHttpResponse(
            self.stream_csv(queryset),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
        )


def _has_choices(model, name: str) -> bool:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return isinstance(field, Field) and bool(field.choices)
