"""The catalogues that the administrator keeps, and registers of the room."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.options import ModelAdminGroup

from association.processes.modeladmin import InUse
from home.registers.modeladmin import RegisterAdmin

from ..models import StageTemplate
from .pairs import PairAdmin


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
    items = (PairAdmin, StageTemplateAdmin)
