"""The register of applications and the register of orders, for the secretary."""

from django.contrib.admin import SimpleListFilter
from django.urls import reverse
from wagtail_modeladmin.options import ModelAdminGroup

from association.organisations.modeladmin import FoldedSearchHandler
from home.registers.modeladmin import OnlyRead, RegisterAdmin, RegisterButtons

from .choices import State
from .leaving_modeladmin import DepartureAdmin
from .models import MembershipApplication, Order
from .permissions import may_see_registers


class YearFilter(SimpleListFilter):
    title = "год"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = (
            MembershipApplication.objects.sent().order_by("-year").values_list("year", flat=True)
        )
        return [(str(year), str(year)) for year in dict.fromkeys(years)]

    def queryset(self, request, queryset):
        chosen = self.value()
        if chosen in dict(self.lookup_choices):
            return queryset.filter(year=chosen)
        return queryset


class StateFilter(SimpleListFilter):
    """A draft is its applicant's own affair and never stands in the register."""

    title = "состояние"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [choice for choice in State.choices if choice[0] != State.DRAFT]

    def queryset(self, request, queryset):
        chosen = self.value()
        if chosen in dict(self.lookup_choices):
            return queryset.filter(state=chosen)
        return queryset


class RegisterRights(OnlyRead):
    """Applications come from applicants and change by acts."""

    def user_can_list(self, user):
        return may_see_registers(user)

    def user_can_inspect_obj(self, user, obj):
        return self.inspect_view_enabled and may_see_registers(user)


class OpenButton(RegisterButtons):
    def get_buttons_for_obj(self, obj, *args, **kwargs):
        return [
            {
                "url": reverse("membership_admin:application", args=[obj.pk]),
                "label": "Открыть",
                "classname": self.finalise_classname(["button-secondary", "button-small"]),
                "title": f"Открыть: {obj.title}",
            }
        ]

    def get_primary_button(self, obj):
        return self.get_buttons_for_obj(obj)[0]


class ApplicationAdmin(RegisterAdmin):
    model = MembershipApplication
    menu_label = "Реестр заявлений"
    menu_icon = "form"
    permission_helper_class = RegisterRights
    button_helper_class = OpenButton
    search_handler_class = FoldedSearchHandler
    history_view_enabled = False
    ordering = ("-year", "-number")
    list_display = (
        "organisation",
        "registration_number",
        "basis",
        "state",
        "territory",
        "submitted_at",
    )
    list_filter = (StateFilter, "basis", YearFilter, "organisation__territory")
    list_select_related = ("organisation__territory", "organisation__branch", "order")
    list_export = (
        "registration_number",
        "organisation",
        "inn",
        "territory",
        "basis",
        "state",
        "submitted_at",
        "order",
        "closed_at",
    )
    export_filename = "Реестр заявлений о приёме"

    def get_queryset(self, request):
        return super().get_queryset(request).sent()

    def registration_number(self, application) -> str:
        return application.registration_number

    registration_number.short_description = "номер"
    registration_number.admin_order_field = "number"

    def territory(self, application) -> str:
        return str(application.organisation.territory)

    territory.short_description = "территория"
    territory.admin_order_field = "organisation__territory__name"

    def inn(self, application) -> str:
        return application.organisation.inn

    inn.short_description = "ИНН"


class OrderAdmin(RegisterAdmin):
    """The composition by order: whom each order has confirmed (R27)."""

    model = Order
    menu_label = "Приказы о составе"
    menu_icon = "doc-full"
    permission_helper_class = RegisterRights
    inspect_view_enabled = True
    history_view_enabled = False
    list_display = ("number", "date", "signed_by", "confirmed")
    list_export = ("number", "date", "signed_position", "signed_by", "confirmed")
    export_filename = "Приказы о составе"
    inspect_view_fields = ["number", "date", "signed_position", "signed_by", "recorded_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("applications__organisation")

    def confirmed(self, order) -> str:
        return ", ".join(str(each.organisation) for each in order.applications.all())

    confirmed.short_description = "кого утвердил"


class MembershipGroup(ModelAdminGroup):
    menu_label = "Членство"
    menu_icon = "form"
    menu_order = 205
    items = (ApplicationAdmin, DepartureAdmin, OrderAdmin)
