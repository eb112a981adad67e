from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .permissions import may_take_over


class TakeoverMenuItem(MenuItem):
    def is_shown(self, request):
        return may_take_over(request.user)


@hooks.register("register_admin_menu_item")
def register_takeovers():
    address = reverse("takeover_admin:takeovers")
    return TakeoverMenuItem("Прежний учёт", address, icon_name="upload", order=290)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("takeovers/", include(admin_urls))]


LOG_ACTIONS = {
    "takeover.start": ("Загрузить книгу прежнего учёта", "Книга прежнего учёта загружена"),
    "takeover.ask_to_carry_out": ("Перенести прежний учёт", "Перенос прежнего учёта начат"),
    "takeover.carry_out": ("Закончить перенос", "Прежний учёт перенесён"),
    "takeover.export": ("Выгрузить реестр", "Реестр организаций выгружен"),
    "organisations.take_over": ("Перенести организацию", "Организация перенесена из прежнего учёта"),
    "organisations.take_over_person": ("Перенести представителя", "Представитель перенесён из прежнего учёта"),
}  # fmt: skip


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
