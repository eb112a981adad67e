from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .permissions import may_see_links

LOG_ACTIONS = {
    "coverage.link_rule": ("Связать правило с пунктом", "Правило связано с пунктом"),
    "coverage.propose_link": ("Предложить связь", "Программа предложила связь"),
    "coverage.confirm_link": ("Подтвердить связь", "Связь подтверждена"),
    "coverage.move_link": ("Перевести связь", "Правило связано с другим пунктом"),
    "coverage.unlink": ("Снять связь", "Связь снята"),
    "coverage.mark_informational": (
        "Отметить пункт без правил",
        "Пункт отмечен как не содержащий правил",
    ),
    "coverage.follow_clause": (
        "Проследить пункт",
        "Пункт получил другой номер, связь перешла за ним",
    ),
    "coverage.find_changed": ("Найти изменение", "Пункт изменился, связь ждёт проверки"),
    "coverage.lose_clause": ("Потерять пункт", "Пункта больше нет, связь ждёт проверки"),
}


class CoverageMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_links(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    address = reverse("coverage_admin:rules")
    return CoverageMenuItem("Правила и\xa0пункты", address, icon_name="link", order=245)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("coverage/", include(admin_urls))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
