"""On the first page of the admin: the alarm of 3.12 (R36)."""

from wagtail.admin.ui.components import Component

from . import departures
from .permissions import may_see_registers
from .rules import leaving, names


class FloorPanel(Component):
    name = "membership_floor"
    template_name = "membership/admin/floor.html"
    order = 40

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        members = departures.members_now() if may_see_registers(user) else None
        return {
            "members": members,
            "is_short": members is not None and leaving.is_below_floor(members),
            "rule": names.FLOOR,
        }
