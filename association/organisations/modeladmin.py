"""Registers of organisations and requests for access, for the secretary; lists, for the administrator."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import InspectView

from documents.papers.exports import GuardedExportView

from . import rules
from .forms import NumberField
from .models import Branch, JoinRequest, Organisation, Territory

FILTER_ENDINGS = ("__exact", "__id__exact")
"""What Django's filters by a choice and by a relation write into the address."""


class RegisterIndexView(GuardedExportView):
    """A list that is filtered only by the filters on its page."""

    def get_filters_params(self, params=None):
        """Without the rest of the address, which modeladmin would turn into look-ups (T72)."""
        listed = {f"{field}{end}" for field in self.list_filter for end in FILTER_ENDINGS}
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name in listed}


class RegisterInspectView(InspectView):
    def get_field_label(self, field_name, field=None):
        return capfirst(super().get_field_label(field_name, field))


class OrganisationButtonHelper(ButtonHelper):
    """With the page where representatives are seen and ended."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        page = {
            "url": obj.get_absolute_url(),
            "label": "Представители",
            "classname": self.finalise_classname(
                ["button-secondary", *(classnames_add or [])], classnames_exclude
            ),
            "title": "Страница организации: представители, просьбы о доступе, история",
        }
        return [*buttons, page]


class FoldedSearchHandler(BaseSearchHandler):
    """Finds Cyrillic in any case, ё as е, on every database."""

    show_search_form = True

    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.matching(search_term)


class RegisterPermissionHelper(PermissionHelper):
    """Entries come by acts of the room and stay: nobody adds or deletes them by hand."""

    def user_can_create(self, user):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class OrganisationAdminForm(WagtailAdminModelForm):
    """The numbers of registers are checked as at registration."""

    inn = NumberField(label="ИНН", flaw=rules.inn_flaw)
    kpp = NumberField(label="КПП", flaw=rules.kpp_flaw)
    ogrn = NumberField(label="ОГРН", flaw=rules.ogrn_flaw)


class OrganisationAdmin(ModelAdmin):
    model = Organisation
    base_url_path = "organisations/organisations"
    menu_label = "Реестр организаций"
    menu_icon = "group"
    index_view_class = RegisterIndexView
    permission_helper_class = RegisterPermissionHelper
    search_handler_class = FoldedSearchHandler
    button_helper_class = OrganisationButtonHelper
    inspect_view_enabled = True
    inspect_view_class = RegisterInspectView
    list_display = ("short_name", "inn", "kpp", "territory", "standing")
    list_filter = ("standing", "territory", "branch")
    list_select_related = ("territory", "branch", "head")
    list_per_page = 50
    list_export = (
        "full_name",
        "short_name",
        "inn",
        "kpp",
        "ogrn",
        "legal_address",
        "postal_address",
        "territory",
        "branch",
        "head",
        "head_position",
        "phone",
        "email",
        "website",
        "standing",
        "registered_at",
    )
    export_filename = "Реестр организаций"
    inspect_view_fields = [*list_export[:-1], "representatives", "standing_changes"]
    edit_handler = ObjectList(
        [
            FieldPanel("full_name"),
            FieldPanel("short_name"),
            FieldRowPanel([FieldPanel("inn"), FieldPanel("kpp"), FieldPanel("ogrn")]),
            MultiFieldPanel(
                [FieldPanel("legal_address"), FieldPanel("postal_address")], heading="Адреса"
            ),
            FieldRowPanel([FieldPanel("territory"), FieldPanel("branch")]),
            FieldPanel("head_position"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")]),
        ],
        base_form_class=OrganisationAdminForm,
    )


class JoinRequestAdmin(ModelAdmin):
    model = JoinRequest
    base_url_path = "organisations/join-requests"
    menu_label = "Просьбы о доступе"
    menu_icon = "key"
    index_view_class = RegisterIndexView
    permission_helper_class = RegisterPermissionHelper
    list_display = ("person", "organisation", "asked_at", "state", "act")
    list_filter = ("state",)
    list_select_related = ("person", "organisation")
    list_per_page = 50
    list_export = ("person", "organisation", "asked_at", "state", "reason", "decided_at")
    export_filename = "Просьбы о доступе"

    def act(self, request: JoinRequest):
        address = reverse("organisations:decide_join", args=[quote(request.pk)])
        text = "Решить" if request.is_waiting else "Посмотреть"
        return format_html('<a href="{}">{}</a>', address, text)

    act.short_description = "действие"


class TerritoryAdmin(ModelAdmin):
    model = Territory
    base_url_path = "organisations/territories"
    menu_icon = "site"
    list_display = ("name", "order")
    panels = [FieldPanel("name"), FieldPanel("order")]


class BranchAdmin(ModelAdmin):
    model = Branch
    base_url_path = "organisations/branches"
    menu_icon = "tag"
    list_display = ("name", "order")
    panels = [FieldPanel("name"), FieldPanel("order")]


class OrganisationsGroup(ModelAdminGroup):
    menu_label = "Организации"
    menu_icon = "group"
    menu_order = 210
    items = (OrganisationAdmin, JoinRequestAdmin, TerritoryAdmin, BranchAdmin)
