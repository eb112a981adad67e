"""What the acts of the room are called in the log; one block for each subject."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from association.organisations.journal import register_acts

from .modeladmin import MentoringGroup

modeladmin_register(MentoringGroup)

LOG_ACTIONS = {
    # Profiles.
    "mentoring.offer_as_mentor": (
        "Заполнить анкету наставника",
        "Анкета наставника заполнена",
    ),
    "mentoring.stop_offering": (
        "Перестать быть наставником",
        "Организация больше не готова быть наставником",
    ),
    "mentoring.ask_for_mentor": (
        "Заполнить анкету кандидата",
        "Анкета кандидата заполнена",
    ),
    # Lists of pairs.
    "mentoring.open_list": ("Начать список пар", "Список пар начат"),
    "mentoring.explain_list": ("Пояснить список пар", "Пояснение к\xa0списку изменено"),
    "mentoring.ask_for_suggestion": ("Подобрать пары", "Начат подбор пар программой"),
    "mentoring.suggest_pairs": ("Подобрать пары", "Программа подобрала пары"),
    "mentoring.add_line": ("Добавить пару в\xa0список", "Пара добавлена в\xa0список"),
    "mentoring.move_line": ("Сменить наставника в\xa0списке", "В\xa0списке сменён наставник"),
    "mentoring.hold_line": ("Отметить пару в\xa0списке", "Изменена отметка пары в\xa0списке"),
    "mentoring.remove_line": ("Убрать строку списка", "Строка убрана из\xa0списка"),
    "mentoring.add_end": (
        "Предложить прекращение пары",
        "В\xa0список внесено прекращение пары",
    ),
    "mentoring.replace_pair": ("Предложить замену наставника", "В\xa0список внесена замена"),
    "mentoring.send_list": ("Отправить список на\xa0согласование", "Список отправлен"),
    "mentoring.say_list_opinion": ("Согласовать список", "Член Президиума высказал мнение"),
    "mentoring.answer_list_opinion": ("Ответить на\xa0возражение", "Дан ответ на\xa0возражение"),
    "mentoring.take_back_list": ("Вернуть список в\xa0работу", "Список возвращён в\xa0работу"),
    "mentoring.withdraw_list": ("Снять список", "Список снят"),
    "mentoring.put_on_agenda": ("Внести в\xa0повестку", "Внесено в\xa0повестку заседания"),
    "mentoring.approve_list": ("Утвердить список пар", "Список утверждён решением"),
    "mentoring.reject_list": ("Отклонить список пар", "Список не\xa0утверждён"),
    "mentoring.form_pair": ("Образовать пару", "Пара утверждена решением"),
    # The room of a pair.
    "mentoring.begin_plan": ("Начать план пары", "План пары составлен по п.\xa03.16"),
    "mentoring.add_stage": ("Добавить этап", "В план пары добавлен этап"),
    "mentoring.change_stage": ("Изменить этап", "Этап плана пары изменён"),
    "mentoring.remove_stage": ("Убрать этап", "Этап убран из плана пары"),
    "mentoring.confirm_stage": ("Подтвердить этап", "Этап подтвердила одна сторона"),
    "mentoring.pass_stage": (
        "Подтвердить этап вторым",
        "Этап пройден: его подтвердили обе стороны",
    ),
    "mentoring.take_back_stage": ("Снять подтверждение", "Подтверждение этапа снято"),
    "mentoring.add_entry": ("Внести запись в журнал", "В журнал пары внесена запись"),
    "mentoring.strike_entry": ("Вычеркнуть запись", "Запись журнала пары вычеркнута"),
    "mentoring.ask_question": ("Задать вопрос", "В паре задан вопрос"),
    "mentoring.answer_question": ("Ответить на вопрос", "В паре ответили на вопрос"),
    "mentoring.settle_question": ("Закрыть вопрос", "Вопрос в паре закрыт"),
    "mentoring.share_file": ("Поделиться документом", "В паре поделились документом"),
    "mentoring.withdraw_file": ("Убрать документ", "Документ пары убран, файл уничтожен"),
    "mentoring.destroy_files": ("Уничтожить документы", "Документы пары уничтожены по сроку"),
    "mentoring.call_for_help": ("Попросить помощи", "Сторона пары просит помощи председателя"),
    "mentoring.answer_help_call": ("Ответить паре", "Председатель ответил на просьбу о помощи"),
    # Ends of pairs.
    "mentoring.end_pair": ("Закончить пару", "Пара закончила работу"),
    "mentoring.thank_mentor": (
        "Выдать благодарность наставнику",
        "Наставнику выдана благодарность",
    ),
    "mentoring.evaluate": ("Оценить работу пары", "Одна из\xa0сторон оценила работу пары"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    register_acts(actions, LOG_ACTIONS)
