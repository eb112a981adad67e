"""The register of ends of membership, for the secretary."""

from django.contrib.admin import SimpleListFilter
from django.urls import reverse

from association.organisations.modeladmin import FoldedSearchHandler
from home.registers.modeladmin import OnlyRead, RegisterAdmin, RegisterButtons

from .choices import DepartureState
from .models import Departure
from .permissions import may_see_registers


class DepartureRights(OnlyRead):
    """They come from papers and change by acts."""

    def user_can_list(self, user):
        return may_see_registers(user)

    def user_can_inspect_obj(self, user, obj):
        return False


class DepartureStateFilter(SimpleListFilter):
    """A draft is the affair of whoever writes it and never stands in the register."""

    title = "состояние"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [choice for choice in DepartureState.choices if choice[0] != DepartureState.DRAFT]

    def queryset(self, request, queryset):
        chosen = self.value()
        return queryset.filter(state=chosen) if chosen in dict(self.lookup_choices) else queryset


class DepartureButtons(RegisterButtons):
    def get_buttons_for_obj(self, obj, *args, **kwargs):
        return [
            {
                "url": reverse("leaving_admin:departure", args=[obj.pk]),
                "label": "Открыть",
                "classname": self.finalise_classname(["button-secondary", "button-small"]),
                "title": f"Открыть: {obj.title}",
            }
        ]

    def get_primary_button(self, obj):
        return self.get_buttons_for_obj(obj)[0]


class DepartureAdmin(RegisterAdmin):
    model = Departure
    menu_label = "Прекращения членства"
    menu_icon = "logout"
    permission_helper_class = DepartureRights
    button_helper_class = DepartureButtons
    search_handler_class = FoldedSearchHandler
    history_view_enabled = False
    ordering = ("-year", "-number")
    list_display = ("organisation", "registration_number", "kind", "state", "filed_at", "ends_on")
    list_filter = (DepartureStateFilter, "kind")
    list_select_related = ("organisation", "initiator")
    list_export = (
        "registration_number",
        "organisation",
        "inn",
        "kind",
        "state",
        "initiator",
        "ground",
        "decision_text",
        "filed_at",
        "ends_on",
        "answer",
    )
    export_filename = "Прекращения членства"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(number__isnull=False)

    def registration_number(self, departure) -> str:
        return departure.registration_number

    registration_number.short_description = "номер"
    registration_number.admin_order_field = "number"

    def inn(self, departure) -> str:
        return departure.organisation.inn

    inn.short_description = "ИНН"
