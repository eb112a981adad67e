"""The catalogue of processes, and the register of who answers for which: read, never written by hand (3.17, R50)."""

from django.contrib.admin import display
from django.db.models import ProtectedError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup

from association.organisations.modeladmin import FoldedSearchHandler
from home.pages.slugs import slug_for
from home.registers.modeladmin import OnlyRead, RegisterAdmin
from home.registers.views import DeleteRecord

from .models import Process, ProcessAssignment


class ProcessForm(WagtailAdminModelForm):
    """A process that is written without a code gets one made of its name, and keeps it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].help_text = "Латиницей; пусто — программа составит из названия."

    def clean(self):
        told = super().clean()
        if not told.get("code") and "code" not in self.errors:
            told["code"] = self.instance.code or slug_for(told.get("name", ""), longest=50)
        return told


class DeleteProcess(DeleteRecord):
    """Profiles name processes many to many, which the database would let go without a word."""

    instead = "Отметьте её «больше не используется»: новых закреплений не будет, прежние останутся."

    def delete_instance(self):
        links = [each for each in Process._meta.related_objects if each.many_to_many]
        named = {
            row for each in links for row in getattr(self.instance, each.get_accessor_name()).all()
        }
        if named:
            raise ProtectedError("named in profiles", named)
        super().delete_instance()


class InUse:
    """Says of a row whether it is offered still."""

    @display(description="Состояние", ordering="is_retired")
    def in_use(self, row) -> str:
        return "больше не\xa0используется" if row.is_retired else "используется"


class ProcessAdmin(InUse, RegisterAdmin):
    """One that somebody has named, answers for or was helped with is retired, not deleted."""

    model = Process
    base_url_path = "processes/catalogue"
    menu_icon = "cogs"
    delete_view_class = DeleteProcess
    list_display = ("name", "order", "in_use")
    list_filter = ("is_retired",)
    list_export = ("code", "name", "about", "order", "is_retired")
    export_filename = "Процессы СМК"
    search_fields = ("name", "about")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("about"),
            FieldRowPanel([FieldPanel("order"), FieldPanel("code")]),
            FieldPanel("is_retired"),
        ],
        base_form_class=ProcessForm,
    )


class AssignmentAdmin(RegisterAdmin):
    """A decision of the meeting makes them, another ends them."""

    model = ProcessAssignment
    base_url_path = "processes/assignments"
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


class ProcessesGroup(ModelAdminGroup):
    menu_label = "Процессы СМК"
    menu_icon = "cogs"
    menu_order = 213
    items = (ProcessAdmin, AssignmentAdmin)
