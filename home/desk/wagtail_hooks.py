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


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(
        "desk.replace_calendar_link", "Сменить адрес календаря", "Адрес календаря сменён"
    )
    actions.register_action(
        "desk.remove_calendar_link", "Убрать адрес календаря", "Адрес календаря убран"
    )
