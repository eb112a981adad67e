"""The list of editions, for the secretary."""

from django.urls import reverse
from django.utils.html import format_html

from home.registers.modeladmin import OnlyRead, RegisterAdmin

from .. import permissions
from ..models import Edition


class EditionRights(OnlyRead):
    """Editions come and are adopted by acts of the room; nobody edits a row by hand."""

    def user_can_list(self, user):
        return permissions.may_read_editions(user)


class EditionAdmin(RegisterAdmin):
    model = Edition
    base_url_path = "regulations/editions"
    menu_label = "Редакции"
    menu_icon = "doc-full"
    permission_helper_class = EditionRights
    list_display = ("regulation", "number", "status", "adopted_on", "effective_from", "look")
    list_filter = ("status",)
    list_select_related = ("page",)
    list_export = ("regulation", "number", "status", "adopted_on", "act", "effective_from")
    export_filename = "Редакции положений"

    def regulation(self, edition: Edition):
        return edition.page.short_name

    regulation.short_description = "положение"

    def look(self, edition: Edition):
        address = reverse("regulations_admin:show_edition", args=[edition.pk])
        text = "Открыть" if edition.is_adopted else "Открыть и\xa0принять"
        return format_html('<a href="{}">{}</a>', address, text)

    look.short_description = "текст"
