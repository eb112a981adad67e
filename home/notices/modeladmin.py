"""The log of everything sent, for the secretary: looked at, never edited."""

from django.contrib.admin import display
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from home.registers.modeladmin import OnlyRead, RegisterAdmin, RegisterButtons
from home.registers.views import ReadRecord

from . import permissions
from .choices import LetterStatus
from .models import Letter
from .registry import find_kind


class LetterSearch(BaseSearchHandler):
    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.found_by(search_term or "")


class LetterButtons(RegisterButtons):
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


class ReadLetter(ReadRecord):
    """A one-time code lets its reader in as somebody else: it is for the addressee alone."""

    def get_field_display_value(self, field_name, field=None):
        if field_name == "text" and self.instance.is_secret:
            return "Не показывается: в\xa0письме одноразовый код."
        if field_name == "kind":
            return self.model_admin.kind_title(self.instance)
        return super().get_field_display_value(field_name, field)


class LetterAdmin(RegisterAdmin):
    model = Letter
    menu_label = "Журнал писем"
    menu_icon = "list-ul"
    list_display = ["subject", "recipient", "kind_title", "status", "created_at", "sent_at"]
    list_filter = ["status", "created_at"]
    list_select_related = ["person"]
    search_fields = ["subject"]
    search_handler_class = LetterSearch
    permission_helper_class = OnlyRead
    button_helper_class = LetterButtons
    inspect_view_enabled = True
    inspect_view_class = ReadLetter
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


class MailingsMenuItem(MenuItem):
    def is_shown(self, request):
        return permissions.may_write_to_audiences(request.user)


class LettersGroup(ModelAdminGroup):
    menu_label = "Письма"
    menu_icon = "mail"
    menu_order = 250
    items = [LetterAdmin]

    def get_submenu_items(self):
        mailings = MailingsMenuItem(
            "Письмо адресатам", reverse("notices_admin:mailings"), icon_name="edit", order=2
        )
        return [mailings, *super().get_submenu_items()]
