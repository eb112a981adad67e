"""What a register of any room begins with.

class LetterAdmin(RegisterAdmin):
    model = Letter
    permission_helper_class = OnlyRead
    list_export = ["subject", "status"]
    export_filename = "Журнал писем"
"""

from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from .views import (
    AddRecord,
    ChangeRecord,
    DeleteRecord,
    HistoryOfRecord,
    ReadRecord,
    RegisterView,
)


class Kept(PermissionHelper):
    """Others cite the record: nobody deletes it by hand."""

    def user_can_delete_obj(self, user, obj):
        return False


class WrittenOnce(Kept):
    def user_can_edit_obj(self, user, obj):
        return False


class OnlyRead(WrittenOnce):
    """Records come and change by acts of the room alone."""

    def user_can_create(self, user):
        return False


class RegisterButtons(ButtonHelper):
    """modeladmin puts the name of a record into its sentences as it is, «Добавить территория»."""

    def __init__(self, view, request):
        super().__init__(view, request)
        self.verbose_name = "запись"

    def inspect_button(self, *args, **kwargs):
        return super().inspect_button(*args, **kwargs) | {
            "label": "Открыть",
            "title": "Открыть запись",
        }

    def act_button(self, url: str, label: str, css: str, about) -> dict:
        """A button of an act of the room on one record, `about`, beside those of modeladmin."""
        return {
            "url": url,
            "label": label,
            "classname": self.finalise_classname(
                [css, "button-small"] if css else ["button-small"]
            ),
            "title": f"{label}: {about}",
        }


class RegisterAdmin(ModelAdmin):
    empty_value_display = "—"
    list_per_page = 50
    button_helper_class = RegisterButtons
    index_view_class = RegisterView
    create_view_class = AddRecord
    edit_view_class = ChangeRecord
    delete_view_class = DeleteRecord
    inspect_view_class = ReadRecord
    history_view_class = HistoryOfRecord

    def records(self):
        """What the register is of: the same for its list and for the page of one record."""
        return self.model._default_manager.all()

    def get_queryset(self, request):
        ordering = self.get_ordering(request)
        records = self.records()
        return records.order_by(*ordering) if ordering else records
