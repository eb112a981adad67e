from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .journal import register_acts
from .modeladmin import OrganisationsGroup

modeladmin_register(OrganisationsGroup)

LOG_ACTIONS = {
    "organisations.register": ("Зарегистрировать организацию", "Организация зарегистрирована"),
    "organisations.change_details": ("Изменить сведения", "Сведения об организации изменены"),
    "organisations.change_head": ("Изменить руководителя", "Руководитель организации изменён"),
    "organisations.change_standing": (
        "Изменить положение в Ассоциации",
        "Положение организации в Ассоциации изменено",
    ),
    "organisations.ask_to_join": ("Попросить доступ", "Запрошен доступ к организации"),
    "organisations.accept_join": ("Открыть доступ", "Доступ к организации открыт"),
    "organisations.refuse_join": ("Отказать в доступе", "В доступе к организации отказано"),
    "organisations.end_representation": (
        "Прекратить полномочия представителя",
        "Полномочия представителя прекращены",
    ),
    "organisations.change_entry": ("Исправить запись реестра", "Запись реестра исправлена"),
    "organisations.change_role": ("Изменить роль представителя", "Роль представителя изменена"),
    "organisations.invite_representative": (
        "Пригласить представителя",
        "Отправлено приглашение представителю",
    ),
    "organisations.resend_invitation": (
        "Отправить приглашение ещё раз",
        "Приглашение отправлено ещё раз",
    ),
    "organisations.withdraw_invitation": ("Отозвать приглашение", "Приглашение отозвано"),
    "organisations.accept_invitation": ("Принять приглашение", "Приглашение принято"),
    "organisations.begin_stand_in": (
        "Начать действовать за организацию",
        "Сотрудник начал действовать за организацию",
    ),
    "organisations.end_stand_in": (
        "Перестать действовать за организацию",
        "Сотрудник перестал действовать за организацию",
    ),
    "organisations.record_reorganisation": ("Внести реорганизацию", "Реорганизация внесена"),
    "organisations.confirm_qms_certificate": (
        "Подтвердить сертификат СМК",
        "Сертификат СМК подтверждён",
    ),
    "organisations.reject_qms_certificate": (
        "Не подтвердить сертификат СМК",
        "Сертификат СМК не подтверждён",
    ),
    "organisations.record_qms_certificate": ("Внести сертификат СМК", "Сертификат СМК внесён"),
    "organisations.end_qms_certificate": (
        "Прекратить сертификат СМК",
        "Действие сертификата СМК прекращено",
    ),
    "organisations.ask_certification": (
        "Подать заявку на сертификацию",
        "Подана заявка на сертификацию СМК",
    ),
    "organisations.close_certification": (
        "Внести исход заявки на сертификацию",
        "Внесён исход заявки на сертификацию СМК",
    ),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    register_acts(actions, LOG_ACTIONS)
