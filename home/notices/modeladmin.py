"""The log of everything sent, for the secretary: looked at, never edited."""

from django.contrib.admin import display
from django.urls import reverse
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin

from . import permissions
from .choices import LetterStatus
from .models import Letter
from .registry import find_kind


class LetterSearch(BaseSearchHandler):
    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.found_by(search_term or "")


class OnlyRead(PermissionHelper):
    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class LetterButtons(ButtonHelper):
    def get_buttons_for_obj(self, obj, *args, **kwargs):
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        lost = obj.status in (LetterStatus.FAILED, LetterStatus.NO_ADDRESS) and not obj.is_secret
        if lost and permissions.may_resend_letter(self.request.user, obj):
            buttons.append(
                {
                    "url": reverse("notices_admin:resend_letter", args=[obj.pk]),
                    "label": "Отправить ещё раз",
                    "classname": self.finalise_classname(),
                    "title": f"Отправить ещё раз письмо «{obj}»",
                }
            )
        return buttons


class LetterAdmin(ModelAdmin):
    model = Letter
    menu_label = "Журнал писем"
    menu_icon = "mail"
    menu_order = 310
    list_display = ["subject", "recipient", "kind_title", "status", "created_at", "sent_at"]
    list_filter = ["status", "created_at"]
    list_select_related = ["person"]
    list_per_page = 50
    search_fields = ["subject"]
    search_handler_class = LetterSearch
    permission_helper_class = OnlyRead
    button_helper_class = LetterButtons
    inspect_view_enabled = True
    inspect_view_fields = [
        "person",
        "address",
        "kind",
        "clause",
        "subject",
        "text",
        "status",
        "attempts",
        "last_error",
        "created_at",
        "sent_at",
        "read_at",
    ]

    @staticmethod
    @display(description="Кому")
    def recipient(letter) -> str:
        return str(letter.person) if letter.person else letter.address

    @staticmethod
    @display(description="Вид письма")
    def kind_title(letter) -> str:
        kind = find_kind(letter.kind)
        return kind.title if kind else "Письмо об учётной записи"
