from wagtail import hooks
from wagtail.admin.ui.components import Component

from home.workdays.queries import today

from .queries import desk_of


class DeskPanel(Component):
    """The same tasks as on the desk, on the first page of the admin."""

    name = "desk"
    template_name = "desk/admin/panel.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"desk": desk_of(parent_context["request"].user, today())}


@hooks.register("construct_homepage_panels")
def add_desk_panel(request, panels):
    panels.append(DeskPanel())
