from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from association.organisations.journal import register_acts

from . import admin_urls, leaving_admin_urls
from .leaving_panel import FloorPanel
from .modeladmin import MembershipGroup

modeladmin_register(MembershipGroup)

LOG_ACTIONS = {
    "membership.start": ("Начать заявление", "Заявление начато"),
    "membership.choose_basis": ("Выбрать основание", "Основание выбрано"),
    "membership.describe_certificate": (
        "Вписать данные сертификата СМК",
        "Данные сертификата СМК вписаны",
    ),
    "membership.attach_file": ("Приложить документ", "Документ приложен"),
    "membership.remove_file": ("Убрать документ", "Документ убран"),
    "membership.recommend": ("Рекомендовать в Президиум", "Рекомендация в Президиум вписана"),
    "membership.acknowledge": ("Ознакомиться с Положением", "Ознакомление с Положением отмечено"),
    "membership.submit": ("Подать заявление", "Заявление подано"),
    "membership.attach_scan": (
        "Загрузить подписанное заявление",
        "Загружен скан подписанного заявления",
    ),
    "membership.record_paper": ("Отметить бумажный подлинник", "Получен бумажный подлинник"),
    "membership.withdraw": ("Отозвать заявление", "Заявление отозвано"),
    "membership.return": ("Вернуть заявление", "Заявление возвращено с замечаниями"),
    "membership.refuse": ("Отклонить заявление", "Заявление отклонено"),
    "membership.forget_papers": (
        "Уничтожить документы заявления",
        "Срок хранения истёк, документы уничтожены",
    ),
    "membership.record_conclusion": (
        "Внести экспертное заключение",
        "Внесено экспертное заключение",
    ),
    "membership.assign_experts": ("Поручить экспертизу", "Экспертиза поручена"),
    "membership.say_opinion": ("Высказать мнение эксперта", "Эксперт высказал мнение"),
    "membership.change_term": ("Изменить срок экспертизы", "Изменён срок экспертизы"),
    "membership.conclude_expertise": ("Дать экспертное заключение", "Заключение дано"),
    "membership.conclude": ("Дать экспертное заключение", "Экспертная группа дала заключение"),
    "membership.call_off_expertise": ("Отменить экспертизу", "Экспертиза отменена"),
    "membership.put_on_agenda": ("Внести в повестку", "Внесено в повестку заседания"),
    "membership.record_decision": ("Внести решение о приёме", "Внесено решение о приёме"),
    "membership.start_departure": ("Начать заявление", "Заявление начато"),
    "membership.edit_departure": ("Изменить заявление", "Заявление изменено"),
    "membership.file_departure": ("Подать заявление", "Заявление подано"),
    "membership.attach_own_application": (
        "Приложить заявление организации",
        "Приложено заявление самой организации",
    ),
    "membership.withdraw_departure": ("Отозвать заявление", "Заявление отозвано"),
    "membership.drop_departure": ("Закрыть заявление", "Заявление закрыто: организация уже вышла"),
    "membership.reject_removal": ("Отклонить вывод из состава", "Президиум не согласился"),
    "membership.leave": ("Прекратить членство", "Членство прекращено"),
    "membership.record_order": ("Внести приказ", "Приём утверждён приказом"),
}


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("membership/membershipapplication/", include(admin_urls)),
        path("membership/", include(leaving_admin_urls)),
    ]


@hooks.register("construct_homepage_panels")
def add_floor_panel(request, panels):
    panels.append(FloorPanel())


@hooks.register("register_log_actions")
def register_log_actions(actions):
    register_acts(actions, LOG_ACTIONS)
