"""What the acts of the room are called in the log."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from association.organisations.journal import register_acts

from .modeladmin import ProcessesGroup

modeladmin_register(ProcessesGroup)

LOG_ACTIONS = {
    "processes.put_on_agenda": ("Внести в\xa0повестку", "Внесено в\xa0повестку заседания"),
    "processes.open_proposal": ("Начать предложение", "Предложение о\xa0закреплении начато"),
    "processes.propose_places": ("Отметить процессы", "Строки предложения изменены"),
    "processes.explain_proposal": ("Пояснить предложение", "Пояснение изменено"),
    "processes.make_ready": ("Считать предложение готовым", "Предложение готово к\xa0заседанию"),
    "processes.take_back_proposal": ("Вернуть предложение", "Предложение возвращено в\xa0работу"),
    "processes.withdraw_proposal": ("Снять предложение", "Предложение снято"),
    "processes.assign_processes": ("Закрепить процессы", "Процессы закреплены решением"),
    "processes.reject_proposal": ("Отклонить предложение", "Собрание не\xa0утвердило предложение"),
    "processes.end_assignment": (
        "Прекратить ответственность за\xa0процесс",
        "Ответственность за\xa0процесс прекращена: организация больше не\xa0член",
    ),
    "processes.record_support": ("Записать помощь", "Записана методическая помощь"),
    "processes.strike_support": ("Вычеркнуть помощь", "Запись о\xa0помощи вычеркнута"),
    "processes.ask_for_support": ("Попросить о\xa0помощи", "Отправлена просьба о\xa0помощи"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    register_acts(actions, LOG_ACTIONS)
