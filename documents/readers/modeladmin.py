"""The register «Ознакомление»: by edition, and every single acquaintance."""

from django.contrib.admin import display
from django.urls import reverse
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import OnlyRead, RegisterAdmin, RegisterButtons
from home.rulebook.text import fold_text
from home.workdays.queries import today

from . import permissions, queries
from .models import Acquaintance, EditionToRead


class RegisterRights(OnlyRead):
    """Rows come by acts of the room alone, for a superuser too."""

    def user_can_list(self, user):
        return permissions.may_read_register(user)

    def user_can_inspect_obj(self, user, obj):
        return permissions.may_read_register(user)


class EditionButtons(RegisterButtons):
    """One button, and the title of the row leads to the same page."""

    def get_primary_button(self, obj):
        return {
            "url": reverse("readers_admin:edition", args=[obj.pk]),
            "label": "Кто ознакомлен",
            "classname": self.finalise_classname(["button-small"]),
            "title": f"Кто ознакомлен: {obj}",
        }

    def get_buttons_for_obj(self, obj, *args, **kwargs):
        return [self.get_primary_button(obj)]


class EditionToReadAdmin(RegisterAdmin):
    """Adopted editions that have come into force, with how many have read them."""

    model = EditionToRead
    base_url_path = "readers/editions"
    menu_label = "По редакциям"
    menu_icon = "doc-full"
    menu_order = 1
    list_display = ["title_of_page", "effective_from", "read_by", "left_to_read"]
    list_filter = ["page"]
    list_select_related = ["page"]
    permission_helper_class = RegisterRights
    button_helper_class = EditionButtons

    def get_queryset(self, request):
        return queries.editions_to_read(today(), EditionToRead)

    @display(description="Положение")
    def title_of_page(self, edition) -> str:
        return edition.page.short_name

    @display(description="Ознакомлены")
    def read_by(self, edition) -> int:
        return edition.read_count

    @display(description="Ещё не ознакомлены")
    def left_to_read(self, edition):
        return queries.left_to_read(edition)


class AcquaintanceSearch(BaseSearchHandler):
    def search_queryset(self, queryset, search_term, **kwargs):
        for word in fold_text(search_term or "").split():
            queryset = queryset.filter(person__search_text__contains=word)
        return queryset


class AcquaintanceAdmin(RegisterAdmin):
    model = Acquaintance
    base_url_path = "readers/acquaintances"
    menu_label = "Журнал ознакомления"
    menu_icon = "list-ul"
    menu_order = 2
    list_display = ["person", "regulation", "edition", "at", "manner"]
    list_filter = ["manner", "edition__page", "at"]
    list_select_related = ["person", "edition__page", "since"]
    list_export = ["person", "regulation", "edition", "at", "manner", "since"]
    export_filename = "Журнал ознакомления"
    search_fields = ["person"]
    search_handler_class = AcquaintanceSearch
    permission_helper_class = RegisterRights
    inspect_view_enabled = True
    inspect_view_fields = ["person", "edition", "at", "manner", "since"]

    @display(description="Положение")
    def regulation(self, acquaintance) -> str:
        return acquaintance.edition.page.short_name


class ReadersGroup(ModelAdminGroup):
    menu_label = "Ознакомление"
    menu_icon = "doc-full"
    menu_order = 215
    items = (EditionToReadAdmin, AcquaintanceAdmin)
