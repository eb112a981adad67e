"""The register of editions: what is in force, what is being prepared, what waits for the secretary."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from home.registers.modeladmin import OnlyRead, RegisterAdmin, RegisterButtons

from .. import permissions
from ..choices import EditionStatus
from ..models import Edition


class EditionRights(OnlyRead):
    """Editions come and are adopted by acts of the room; nobody edits a row by hand."""

    def user_can_list(self, user):
        return permissions.may_read_editions(user)

    def user_can_create(self, user):
        return permissions.may_prepare_drafts(user)


class EditionButtons(RegisterButtons):
    def add_button(self, *args, **kwargs):
        return super().add_button(*args, **kwargs) | {
            "url": reverse("regulations_admin:upload_edition"),
            "label": "Загрузить редакцию",
            "title": "Загрузить редакцию из файла",
        }


class EditionAdmin(RegisterAdmin):
    model = Edition
    base_url_path = "regulations/editions"
    menu_label = "Редакции"
    menu_icon = "doc-full"
    permission_helper_class = EditionRights
    button_helper_class = EditionButtons
    list_display = ("look", "state", "warnings", "adopted_on", "effective_from", "who")
    list_filter = ("status", "page")
    list_select_related = ("page", "created_by__person")
    list_export = (
        "regulation",
        "number",
        "state",
        "warnings",
        "who",
        "adopted_on",
        "act",
        "effective_from",
    )
    export_filename = "Редакции положений"

    def get_queryset(self, request):
        return super().get_queryset(request).defer("source_text")

    def create_view(self, request):
        """An edition begins with a file, not with an empty form."""
        return redirect("regulations_admin:upload_edition")

    def regulation(self, edition: Edition):
        return edition.page.short_name

    regulation.short_description = "положение"

    def look(self, edition: Edition):
        address = reverse("regulations_admin:show_edition", args=[edition.pk])
        name = f"{edition.page.short_name}, редакция\xa0{edition.number}"
        return format_html('<a href="{}">{}</a>', address, name)

    look.short_description = "редакция"
    look.admin_order_field = "page"

    def state(self, edition: Edition):
        is_returned = edition.status == EditionStatus.DRAFT and edition.review_remark
        return "Возвращена с\xa0замечанием" if is_returned else edition.get_status_display()

    state.short_description = "состояние"
    state.admin_order_field = "status"

    def warnings(self, edition: Edition):
        return len(edition.findings.get("warnings", ()))

    warnings.short_description = "предупреждений"

    def who(self, edition: Edition):
        return str(edition.created_by or "")

    who.short_description = "кто загрузил"
