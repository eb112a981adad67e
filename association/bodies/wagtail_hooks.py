from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from . import admin_urls
from .modeladmin import BodiesGroup
from .permissions import may_see_rule_sets
from .viewsets import organisation_chooser, person_chooser

modeladmin_register(BodiesGroup)


@hooks.register("register_admin_viewset")
def register_choosers():
    return [person_chooser, organisation_chooser]


class RuleSetsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_rule_sets(request.user)


@hooks.register("register_admin_menu_item")
def register_rule_sets():
    address = reverse("rule_sets_admin:rule_sets")
    return RuleSetsMenuItem("Правила органов", address, icon_name="tasks", order=221)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("rule-sets/", include(admin_urls))]


LOG_ACTIONS = {
    "bodies.draft_rules": ("Начать новую версию правил", "Начата новая версия правил"),
    "bodies.change_rules": ("Изменить правила", "Новая версия правил изменена"),
    "bodies.put_rules_in_force": ("Ввести правила в действие", "Правила введены в действие"),
    "bodies.replace_rules": ("Заменить правила", "Правила заменены новой версией"),
    "bodies.delete_rules": ("Удалить черновик правил", "Черновик правил удалён"),
    "bodies.found": ("Создать орган", "Орган создан"),
    "bodies.change": ("Изменить сведения об органе", "Сведения об органе изменены"),
    "bodies.dissolve": ("Упразднить орган", "Орган упразднён"),
    "bodies.share": ("Показать орган Ассоциации", "Орган показан Ассоциации"),
    "bodies.unshare": ("Закрыть орган от Ассоциации", "Орган закрыт от Ассоциации"),
    "bodies.fill_office": ("Внести в должность", "Должность занята"),
    "bodies.end_office": ("Закончить полномочия", "Полномочия закончены"),
    "bodies.release_chair": ("Освободить председателя", "Председатель освобождён досрочно"),
    "bodies.annul_office": ("Убрать ошибочную запись", "Ошибочная запись о должности убрана"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
