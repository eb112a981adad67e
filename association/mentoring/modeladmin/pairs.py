"""The register of pairs for the office: nobody enters, changes or deletes a pair by hand (R46, R68)."""

from django.contrib.admin import SimpleListFilter

from association.organisations.modeladmin import FoldedSearchHandler
from home.registers.modeladmin import OnlyRead, RegisterAdmin
from home.registers.views import TableView

from ..models import Pair


class WorkFilter(SimpleListFilter):
    title = "состояние"
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return [("on", "работает"), ("over", "закончила работу")]

    def queryset(self, request, queryset):
        match self.value():
            case "on":
                return queryset.filter(ended_on__isnull=True)
            case "over":
                return queryset.filter(ended_on__isnull=False)
        return queryset


class PairAdmin(RegisterAdmin):
    """A decision forms a pair; the candidate's certificate or another decision ends it."""

    model = Pair
    base_url_path = "mentoring/pairs"
    menu_label = "Реестр пар"
    menu_icon = "group"
    index_view_class = TableView
    permission_helper_class = OnlyRead
    search_handler_class = FoldedSearchHandler
    inspect_view_enabled = True
    inspect_view_fields = (
        "mentor",
        "candidate",
        "criterion",
        "begins_on",
        "decision",
        "ended_on",
        "end_ground",
        "end_note",
        "end_decision",
        "certificate",
    )
    history_view_enabled = False
    ordering = ("-begins_on", "-pk")
    list_display = ("mentor", "candidate", "territory", "criterion", "begins_on", "ended_on")
    list_filter = (WorkFilter, "criterion", "end_ground", "candidate__territory")
    list_select_related = (
        "mentor",
        "candidate__territory",
        "decision__meeting__body",
        "end_decision__meeting__body",
        "certificate",
    )
    list_export = (
        "mentor",
        "candidate",
        "territory",
        "criterion",
        "begins_on",
        "decision",
        "ended_on",
        "end_ground",
        "certificate",
        "end_decision",
    )
    export_filename = "Пары «наставник — кандидат»"

    def territory(self, pair) -> str:
        return str(pair.candidate.territory)

    territory.short_description = "территория кандидата"
    territory.admin_order_field = "candidate__territory__name"
