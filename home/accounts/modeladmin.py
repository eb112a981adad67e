"""Registers of people and consents for the secretary and the administrator."""

from django.contrib.admin import SimpleListFilter, display
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from home.accounts import operations, permissions
from home.accounts.models import Consent, ConsentText, ErasureRequest, Person
from home.registers.modeladmin import Kept, OnlyRead, RegisterAdmin, RegisterButtons, WrittenOnce
from home.registers.models import Export
from home.registers.views import AddRecord


class FoldedSearch(BaseSearchHandler):
    """Finds Cyrillic in any case: the column is folded, and so is the question."""

    def search_queryset(self, queryset, search_term, **kwargs):
        people = Person.objects.found_by(search_term or "")
        if queryset.model is Person:
            return queryset & people
        return queryset.filter(person__in=people)


class PersonButtons(RegisterButtons):
    def add_button(self, *args, **kwargs):
        return super().add_button(*args, **kwargs) | {
            "label": "Добавить человека",
            "title": "Добавить человека в реестр",
        }

    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not hasattr(obj, "user") and self.request.user.has_perm("accounts.add_user"):
            buttons.append(
                {
                    "url": f"{reverse('wagtailusers_users:add')}?person={obj.pk}",
                    "label": "Завести учётную запись",
                    "classname": self.finalise_classname(["button-secondary"]),
                    "title": f"Завести учётную запись: {obj}",
                }
            )
        return buttons


class PersonAdmin(RegisterAdmin):
    model = Person
    menu_label = "Реестр людей"
    menu_icon = "user"
    list_display = ["full_name", "email", "account"]
    list_select_related = ["user"]
    ordering = ["surname", "name", "patronymic"]
    search_fields = ["search_text"]
    search_handler_class = FoldedSearch
    permission_helper_class = Kept
    button_helper_class = PersonButtons
    inspect_view_enabled = True
    inspect_view_fields = ["surname", "name", "patronymic", "email"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("surname"), FieldPanel("name"), FieldPanel("patronymic")],
            heading="Имя",
        ),
        FieldPanel("email"),
    ]

    @display(description="Фамилия, имя, отчество", ordering="surname")
    def full_name(self, person) -> str:
        return person.full_name

    @display(description="Учётная запись")
    def account(self, person) -> str:
        if not hasattr(person, "user"):
            return "нет"
        return "есть" if person.user.is_active else "отключена"


class ConsentButtons(RegisterButtons):
    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        waits = obj.withdrawn_at and not obj.processing_ended_at
        if waits and permissions.may_end_processing(self.request.user):
            buttons.append(
                {
                    "url": reverse("accounts_admin:end_processing", args=[obj.pk]),
                    "label": "Обработка прекращена",
                    "classname": self.finalise_classname(["button-secondary"]),
                    "title": f"Отметить, что обработка прекращена: {obj.person}",
                }
            )
        return buttons


class ConsentState(SimpleListFilter):
    title = "состояние"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("given", "действует"),
            ("withdrawn", "отозвано, обработка продолжается"),
            ("ended", "обработка прекращена"),
        ]

    def queryset(self, request, queryset):
        conditions = {
            "given": {"withdrawn_at": None},
            "withdrawn": {"withdrawn_at__isnull": False, "processing_ended_at": None},
            "ended": {"processing_ended_at__isnull": False},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


class ConsentAdmin(RegisterAdmin):
    model = Consent
    menu_label = "Согласия"
    menu_icon = "check"
    list_display = ["person", "text", "given_at", "withdrawn_at", "processing_ended_at"]
    list_filter = [ConsentState]
    list_select_related = ["person", "text"]
    search_fields = ["person"]
    search_handler_class = FoldedSearch
    permission_helper_class = OnlyRead
    button_helper_class = ConsentButtons
    inspect_view_enabled = True
    inspect_view_fields = [
        "person",
        "text",
        "text_sha256",
        "given_at",
        "withdrawn_at",
        "processing_ended_at",
    ]


class ErasureButtons(RegisterButtons):
    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if obj.is_waiting and permissions.may_end_processing(self.request.user):
            buttons.append(
                {
                    "url": reverse("accounts_admin:decide_erasure", args=[obj.pk]),
                    "label": "Решить",
                    "classname": self.finalise_classname(["button-secondary"]),
                    "title": f"Уничтожить данные или отказать: {obj.person}",
                }
            )
        return buttons


class ErasureRequestAdmin(RegisterAdmin):
    model = ErasureRequest
    menu_label = "Уничтожение данных"
    menu_icon = "bin"
    list_display = ["person", "state", "asked_at", "due_on", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["person"]
    search_fields = ["person"]
    search_handler_class = FoldedSearch
    permission_helper_class = OnlyRead
    button_helper_class = ErasureButtons
    inspect_view_enabled = True
    inspect_view_fields = ["person", "state", "asked_at", "due_on", "answer", "decided_at"]


class PublishText(AddRecord):
    def form_valid(self, form):
        text = operations.publish_text(**form.cleaned_data, by=self.request.user, at=timezone.now())
        messages.success(self.request, f"Опубликовано: {text}.")
        return redirect(self.get_success_url())


class ConsentTextAdmin(RegisterAdmin):
    """A new version is a new row: what people agreed to stays as it was (T66)."""

    model = ConsentText
    menu_label = "Тексты согласий"
    menu_icon = "doc-full"
    list_display = ["title", "purpose", "version", "published_at"]
    create_view_class = PublishText
    permission_helper_class = WrittenOnce
    inspect_view_enabled = True
    inspect_view_fields = ["title", "purpose", "version", "published_at", "body", "sha256"]
    panels = [
        FieldPanel("purpose"),
        FieldPanel("title"),
        FieldPanel("body"),
    ]


class ExportAdmin(RegisterAdmin):
    """Which tables left the site, and who took them (T76)."""

    model = Export
    menu_label = "Выгрузки"
    menu_icon = "download"
    list_display = ["timestamp", "taken_by", "label", "file_format", "row_count", "narrowed_to"]
    list_export = list_display
    export_filename = "Выгрузки"
    list_filter = ["timestamp"]
    list_select_related = ["user__person"]
    search_fields = ["label", "user__email"]
    permission_helper_class = OnlyRead

    @display(description="Кто")
    def taken_by(self, export):
        return str(export.user) if export.user else "система"

    @display(description="Файл")
    def file_format(self, export):
        return export.file

    @display(description="Строк")
    def row_count(self, export):
        return export.rows

    @display(description="Отбор")
    def narrowed_to(self, export):
        return export.asked or self.empty_value_display


class PeopleGroup(ModelAdminGroup):
    menu_label = "Люди"
    menu_icon = "group"
    menu_order = 260
    items = [PersonAdmin, ConsentAdmin, ConsentTextAdmin, ErasureRequestAdmin, ExportAdmin]
