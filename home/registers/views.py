"""The pages of a register: wagtail-modeladmin's own, kept to listed filters, to rights and to Russian."""

import csv
from types import MethodType
from urllib.parse import quote

from allauth.account.decorators import reauthentication_required
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import (
    display_for_value,
    label_for_field,
    lookup_field,
    lookup_spawns_duplicates,
)
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Field, ProtectedError
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail.admin.views.mixins import Echo
from wagtail.log_actions import log
from wagtail_modeladmin import views

from .exports import BYTE_ORDER_MARK, WORKBOOK, guarded, in_words, workbook
from .operations import log_export

HOLDERS_SHOWN = 50

# A table that leaves the site names people: whoever takes it has proved anew who they are (T76).
_proved_before_export = reauthentication_required(
    app="accounts", enabled=lambda request: "export" in request.GET
)


class RegisterView(views.IndexView):
    """A list filtered by what its page offers alone, and its CSV that Excel opens by itself."""

    FORMATS = (views.IndexView.FORMAT_CSV,)
    export_buttons_template_name = "registers/export_button.html"
    _asked = None

    def dispatch(self, request, *args, **kwargs):
        try:
            return _proved_before_export(super().dispatch)(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def get_queryset(self, request=None):
        """Asked and counted once a request, where modeladmin asks twice and counts three times (SPEED.md)."""
        if self._asked is None:
            self._asked = super().get_queryset(request)
            total = self._asked.count()
            # A method, because the paginator looks at how it may be called.
            self._asked.count = MethodType(lambda _: total, self._asked)
        return self._asked

    def get_filters(self, request):
        """Without the rest of the address, which modeladmin would turn into look-ups (T72)."""
        specs, has_filters, _rest, _distinct = super().get_filters(request)
        listed = {name for spec in specs for name in spec.expected_parameters()}
        for name in set(self.params) - listed - {self.ORDER_VAR, self.SEARCH_VAR}:
            del self.params[name]
        distinct = any(lookup_spawns_duplicates(self.opts, name) for name in listed)
        return specs, has_filters, {}, distinct

    def get_heading(self, queryset, field):
        return capfirst(label_for_field(field, self.model, self.model_admin))

    def to_row_dict(self, item):
        return {name: guarded(in_words(self._value(name, item))) for name in self.list_export}

    def _value(self, name: str, item) -> object:
        if _has_choices(self.model, name):
            return getattr(item, f"get_{name}_display")()
        return lookup_field(name, item, self.model_admin)[2]

    def as_spreadsheet(self, queryset, spreadsheet_format):
        log_export(
            self.model,
            capfirst(self.opts.verbose_name_plural),
            rows=queryset.count(),
            file=spreadsheet_format,
            by=self.request.user,
            asked=self._asked_in_words(),
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def _asked_in_words(self) -> str:
        """«Состояние: действует; поиск: Белогорск», as the page beside its list says it."""
        parts = []
        for spec in self.filter_specs:
            _everything, *choices = spec.choices(self)
            chosen = [str(each["display"]) for each in choices if each["selected"]]
            if chosen:
                parts.append(f"{capfirst(spec.title)}: {', '.join(chosen)}")
        if self.query:
            parts.append(f"поиск: {self.query}")
        return "; ".join(parts)

    def stream_csv(self, queryset):
        """Semicolons: what a Russian Excel takes for the border of a cell."""
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


class TableView(RegisterView):
    """A register that also leaves as a workbook: rows are written one by one, and none is a formula (T29)."""

    FORMATS = (RegisterView.FORMAT_CSV, RegisterView.FORMAT_XLSX)
    export_buttons_template_name = "registers/export_buttons.html"
    most_rows = 10_000
    """More would take longer than a reader waits: a longer table leaves as CSV, which is sent while it is written."""

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if spreadsheet_format == self.FORMAT_XLSX and queryset.count() > self.most_rows:
            spreadsheet_format = self.FORMAT_CSV
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def write_xlsx_response(self, queryset):
        headings = [self.get_heading(queryset, name) for name in self.list_export]
        rows = (list(self.to_row_dict(item).values()) for item in queryset.iterator(chunk_size=500))
        name = quote(f"{self.get_filename()}.xlsx")
        return FileResponse(
            workbook(headings, rows),
            content_type=WORKBOOK,
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
        )


def _has_choices(model, name: str) -> bool:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return isinstance(field, Field) and bool(field.choices)


class _OneRecord:
    """A record of the register, or 404: one that its list leaves out is not there by its number either (T7)."""

    def __init__(self, model_admin, instance_pk):
        try:
            super().__init__(model_admin, instance_pk)
        except (ValueError, ValidationError) as error:
            raise Http404 from error
        if not model_admin.records().filter(pk=self.instance.pk).exists():
            raise Http404


class AddRecord(views.CreateView):
    page_title = "Новая запись"

    def get_meta_title(self):
        return f"{self.get_page_title()}: {self.verbose_name}"

    def get_success_message(self, instance):
        return f"Добавлено: {instance}."

    def get_error_message(self):
        return "Не сохранено: исправьте отмеченные поля."


class ChangeRecord(_OneRecord, views.EditView):
    page_title = "Правка"

    def get_meta_title(self):
        return f"Правка: {self.instance}"

    def get_success_message(self, instance):
        return f"Сохранено: {instance}."

    def get_error_message(self):
        return "Не сохранено: исправьте отмеченные поля."


class DeleteRecord(_OneRecord, views.DeleteView):
    page_title = "Удаление"
    instead = ""
    """What to do with a record that others hold: a sentence for the reader."""

    def get_meta_title(self):
        return f"Удаление: {self.instance}"

    def confirmation_message(self):
        return f"Удалить запись «{self.instance}»? Вернуть её будет нельзя."

    def post(self, request, *args, **kwargs):
        """As modeladmin does, but what holds the record is asked of the database, which knows relations without a way back."""
        try:
            with transaction.atomic():
                log(instance=self.instance, action="wagtail.delete")
                self.delete_instance()
        except ProtectedError as refusal:
            holders = sorted(refusal.protected_objects, key=str)[:HOLDERS_SHOWN]
            context = self.get_context_data(protected_error=True, linked_objects=holders)
            return self.render_to_response(context)
        messages.success(request, f"Удалено: {self.instance}.")
        return redirect(self.index_url)


class ReadRecord(_OneRecord, views.InspectView):
    def get_page_title(self):
        return capfirst(self.verbose_name)

    def get_meta_title(self):
        return f"{self.get_page_title()}: {self.instance}"

    def get_field_label(self, field_name, field=None):
        return capfirst(super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name, field=None):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return in_words(value)
        return display_for_value(value, self.model_admin.empty_value_display)


class HistoryOfRecord(_OneRecord, views.HistoryView):
    """For those who may see the register; modeladmin itself shows it to everybody in the admin (T7)."""

    columns = [
        Column("message", label="Действие"),
        UserColumn("user", label="Кто", blank_display_name="система"),
        DateColumn("timestamp", label="Когда"),
    ]

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_list(user)
