"""The catalogues that the administrator keeps, and registers of the room."""

from django.contrib.admin import display
from django.db.models import ProtectedError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup

from home.pages.slugs import slug_for
from home.registers.modeladmin import RegisterAdmin
from home.registers.views import DeleteRecord

from .models import CandidateProfile, MentorProfile, Process, StageTemplate
from .pairs_modeladmin import PairAdmin
from .responsibility_modeladmin import AssignmentAdmin


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
        profiles = [
            *MentorProfile.objects.filter(processes=self.instance).select_related("organisation"),
            *CandidateProfile.objects.filter(needs=self.instance).select_related("organisation"),
        ]
        if profiles:
            raise ProtectedError("named in profiles", set(profiles))
        super().delete_instance()


class InUse:
    """Says of a row whether it is offered still."""

    @display(description="Состояние", ordering="is_retired")
    def in_use(self, row) -> str:
        return "больше не\xa0используется" if row.is_retired else "используется"


class ProcessAdmin(InUse, RegisterAdmin):
    """One that somebody has named, answers for or was helped with is retired, not deleted."""

    model = Process
    base_url_path = "mentoring/processes"
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


class StageTemplateAdmin(InUse, RegisterAdmin):
    """Plans that have begun keep the words they began with: a change is for new pairs."""

    model = StageTemplate
    base_url_path = "mentoring/stages"
    menu_icon = "list-ol"
    list_display = ("title", "order", "days", "in_use")
    list_filter = ("is_retired",)
    list_export = ("title", "about", "order", "days", "is_retired")
    export_filename = "Этапы плана пары"
    panels = [
        FieldPanel("title"),
        FieldPanel("about"),
        FieldRowPanel([FieldPanel("order"), FieldPanel("days")]),
        FieldPanel("is_retired"),
    ]


class MentoringGroup(ModelAdminGroup):
    menu_label = "Наставничество"
    menu_icon = "group"
    menu_order = 212
    items = (PairAdmin, ProcessAdmin, StageTemplateAdmin, AssignmentAdmin)
