"""What the administrator sets up for the archive; the archive itself stands in the cabinet."""

from home.registers.modeladmin import Kept, RegisterAdmin

from .models import RecordClass
from .permissions import may_set_up_archive


class SetUpRights(Kept):
    """A class that records cite is not deleted."""

    def user_can_list(self, user):
        return may_set_up_archive(user)

    def user_can_create(self, user):
        return may_set_up_archive(user)

    def user_can_edit_obj(self, user, obj):
        return may_set_up_archive(user)


class RecordClassAdmin(RegisterAdmin):
    model = RecordClass
    menu_label = "Виды записей архива"
    menu_icon = "folder-open-inverse"
    menu_order = 235
    add_to_settings_menu = False
    list_display = ["title", "code", "clause", "is_yearly", "retention_years"]
    permission_helper_class = SetUpRights
