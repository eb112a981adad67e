"""Bodies and terms of office, for the secretary and the administrator."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import Kept, RegisterAdmin

from .models import CollegialBody, Office


class CollegialBodyAdmin(RegisterAdmin):
    model = CollegialBody
    base_url_path = "bodies/bodies"
    menu_icon = "group"
    permission_helper_class = Kept
    list_display = ("title", "kind")
    list_filter = ("kind",)
    panels = [FieldPanel("kind"), FieldPanel("title"), FieldPanel("title_genitive")]


class OfficeAdmin(RegisterAdmin):
    """A term that was entered ends by its date; it is not deleted."""

    model = Office
    base_url_path = "bodies/offices"
    menu_icon = "user"
    permission_helper_class = Kept
    list_display = ("person", "kind", "body", "organisation", "since", "until")
    list_filter = ("body", "kind")
    list_select_related = ("person", "body", "organisation")
    list_export = ("person", "kind", "body", "organisation", "since", "until", "ground")
    export_filename = "Должности в органах"
    panels = [
        FieldRowPanel([FieldPanel("body"), FieldPanel("kind")]),
        FieldPanel("person"),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        FieldPanel("ground"),
    ]


class BodiesGroup(ModelAdminGroup):
    menu_label = "Органы"
    menu_icon = "group"
    menu_order = 220
    items = (OfficeAdmin, CollegialBodyAdmin)
