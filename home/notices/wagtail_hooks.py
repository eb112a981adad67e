from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from . import admin_urls
from .modeladmin import LettersGroup

modeladmin_register(LettersGroup)


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
