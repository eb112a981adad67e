"""Registers of the room in the Wagtail admin."""

from wagtail_modeladmin.options import ModelAdminGroup

from .acts import GoverningActAdmin
from .editions import EditionAdmin


class RegulationsGroup(ModelAdminGroup):
    menu_label = "Положения"
    menu_icon = "doc-full"
    menu_order = 240
    items = (EditionAdmin, GoverningActAdmin)
