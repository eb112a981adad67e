from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from . import admin_urls, permissions
from .modeladmin import LetterAdmin

modeladmin_register(LetterAdmin)


class MailingsMenuItem(MenuItem):
    def is_shown(self, request):
        return permissions.may_write_to_audiences(request.user)


@hooks.register("register_admin_menu_item")
def register_mailings_menu_item():
    return MailingsMenuItem(
        "Письмо адресатам", reverse("notices_admin:mailings"), icon_name="mail", order=300
    )


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("mailings/", include(admin_urls))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(
        "notices.draft_mailing", "Составить письмо адресатам", "Письмо адресатам составлено"
    )
    actions.register_action(
        "notices.send_mailing", "Отправить письмо адресатам", "Письмо адресатам отправлено"
    )
    actions.register_action(
        "notices.resend_letter", "Отправить письмо ещё раз", "Письмо отправлено ещё раз"
    )
    actions.register_action(
        "notices.choose_letters", "Выбрать письма", "Выбраны письма на электронную почту"
    )
