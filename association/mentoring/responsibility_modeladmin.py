"""The register of who answers for which process: read, never written by hand (3.17, R50)."""

from association.organisations.modeladmin import FoldedSearchHandler
from home.registers.modeladmin import OnlyRead, RegisterAdmin

from .models import ProcessAssignment


class AssignmentAdmin(RegisterAdmin):
    """A decision of the meeting makes them, another ends them."""

    model = ProcessAssignment
    base_url_path = "mentoring/assignments"
    menu_label = "Закрепления процессов"
    menu_icon = "user"
    permission_helper_class = OnlyRead
    search_handler_class = FoldedSearchHandler
    inspect_view_enabled = True
    inspect_view_fields = (
        "organisation",
        "process",
        "since",
        "decision",
        "until",
        "end_decision",
        "end_reason",
    )
    list_display = ("organisation", "process", "since", "decision", "until", "end_reason")
    list_filter = ("process",)
    list_select_related = ("organisation", "process", "decision__meeting__body")
    list_export = ("organisation", "inn", "process", "since", "decision", "until", "end_reason")
    export_filename = "Закрепления процессов"
    ordering = ("-since", "-pk")

    def inn(self, assignment) -> str:
        return assignment.organisation.inn

    inn.short_description = "ИНН"
