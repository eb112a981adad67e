from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from . import admin_urls
from .modeladmin import ReadersGroup

modeladmin_register(ReadersGroup)

LOG_ACTIONS = {
    "readers.ask_to_follow": ("Попросить писем о редакциях", "Запрошены письма о редакциях"),
    "readers.confirm_following": ("Подтвердить адрес", "Адрес для писем о редакциях подтверждён"),
    "readers.leave": ("Отказаться от писем", "Адрес отказался от писем о редакциях"),
    "readers.acquaint": ("Ознакомиться с редакцией", "Ознакомление с редакцией отмечено"),
    "readers.remind": ("Напомнить об ознакомлении", "Отправлены напоминания об ознакомлении"),
}


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("readers/", include(admin_urls))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
