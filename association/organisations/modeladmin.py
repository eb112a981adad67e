"""Registers of organisations and requests for access, for the secretary; lists, for the administrator."""

from django.urls import reverse
from django.utils.formats import date_format
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import Kept, RegisterAdmin, RegisterButtons
from home.registers.views import ReadRecord

from . import rules
from .forms import NumberField
from .models import Branch, JoinRequest, Organisation, Territory
from .permissions import may_decide_join, may_decide_joins


class OrganisationButtons(RegisterButtons):
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


class ReadOrganisation(ReadRecord):
    LISTS = {"representatives": "Представители", "standing_changes": "Как менялось положение"}

    def get_field_label(self, field_name, field=None):
        return self.LISTS.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field=None):
        if field_name not in self.LISTS:
            return super().get_field_display_value(field_name, field)
        return "\n".join(getattr(self, f"_{field_name}")()) or self.model_admin.empty_value_display

    def _representatives(self):
        for each in self.instance.representatives.select_related("person"):
            until = f" до\xa0{date_format(each.until)}" if each.until else ""
            yield f"{each.person}: {each.get_role_display()}, с\xa0{date_format(each.since)}{until}"

    def _standing_changes(self):
        for each in self.instance.standing_changes.all():
            yield f"{date_format(each.on)}: {each.get_standing_to_display()}. {each.ground}"


class JoinRequestButtons(RegisterButtons):
    """The page of deciding, for those who may open it: nobody decides about themselves."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        user = self.request.user
        if not (may_decide_joins(user) and may_decide_join(user, obj)):
            return buttons
        label = "Решить" if obj.is_waiting else "Посмотреть"
        page = {
            "url": reverse("organisations:decide_join", args=[obj.pk]),
            "label": label,
            "classname": self.finalise_classname(
                ["button-secondary", *(classnames_add or [])], classnames_exclude
            ),
            "title": f"{label}: {obj.person}",
        }
        return [*buttons, page]


class FoldedSearchHandler(BaseSearchHandler):
    """Finds Cyrillic in any case, ё as е, on every database."""

    show_search_form = True

    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.matching(search_term)


class NotByHand(Kept):
    """Entries come by acts of the room and stay."""

    def user_can_create(self, user):
        return False


class OrganisationAdminForm(WagtailAdminModelForm):
    """The numbers of registers are checked as at registration."""

    inn = NumberField(label="ИНН", flaw=rules.inn_flaw)
    kpp = NumberField(label="КПП", flaw=rules.kpp_flaw)
    ogrn = NumberField(label="ОГРН", flaw=rules.ogrn_flaw)


class OrganisationAdmin(RegisterAdmin):
    model = Organisation
    base_url_path = "organisations/organisations"
    menu_label = "Реестр организаций"
    menu_icon = "group"
    permission_helper_class = NotByHand
    search_handler_class = FoldedSearchHandler
    button_helper_class = OrganisationButtons
    inspect_view_enabled = True
    inspect_view_class = ReadOrganisation
    list_display = ("short_name", "inn", "kpp", "territory", "standing")
    list_filter = ("standing", "territory", "branch")
    list_select_related = ("territory", "branch", "head")
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


class JoinRequestAdmin(RegisterAdmin):
    model = JoinRequest
    base_url_path = "organisations/join-requests"
    menu_label = "Просьбы о доступе"
    menu_icon = "key"
    permission_helper_class = NotByHand
    button_helper_class = JoinRequestButtons
    list_display = ("person", "organisation", "asked_at", "state")
    list_filter = ("state",)
    list_select_related = ("person", "organisation")
    list_export = ("person", "organisation", "asked_at", "state", "reason", "decided_at")
    export_filename = "Просьбы о доступе"


class TerritoryAdmin(RegisterAdmin):
    model = Territory
    base_url_path = "organisations/territories"
    menu_icon = "site"
    list_display = ("name", "order")
    panels = [FieldPanel("name"), FieldPanel("order")]


class BranchAdmin(RegisterAdmin):
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
