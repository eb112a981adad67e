from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

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
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
