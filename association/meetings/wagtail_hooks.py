"""What the acts of the room are called in the log."""

from wagtail import hooks

LOG_ACTIONS = {
    "meetings.open": ("Открыть заседание", "Заседание открыто"),
    "meetings.open_poll": ("Начать голосование без встречи", "Начато голосование без встречи"),
    "meetings.arrive": ("Отметить, кто пришёл", "Отмечен приход"),
    "meetings.leave": ("Отметить, кто ушёл", "Отмечен уход"),
    "meetings.undo_arrival": ("Убрать ошибочную отметку", "Убрана ошибочная отметка о приходе"),
    "meetings.preside": ("Сменить председательствующего", "Сменён председательствующий"),
    "meetings.take_up": ("Перейти к вопросу", "Начато рассмотрение вопроса"),
    "meetings.finish_item": ("Закончить вопрос", "Рассмотрение вопроса закончено"),
    "meetings.remove_item": ("Снять вопрос", "Вопрос снят"),
    "meetings.put_off_item": ("Отложить вопрос", "Вопрос отложен"),
    "meetings.put_off_rest": ("Отложить оставшиеся вопросы", "Оставшиеся вопросы отложены"),
    "meetings.open_vote": ("Открыть голосование", "Голосование открыто"),
    "meetings.roll_call": ("Записать перекличку", "Записаны голоса переклички"),
    "meetings.refuse_ballot": ("Не принять голос", "Голос не принят"),
    "meetings.close_vote": ("Закрыть голосование", "Голосование закрыто"),
    "meetings.annul_vote": (
        "Признать голосование несостоявшимся",
        "Голосование признано несостоявшимся",
    ),
    "meetings.close": ("Закрыть заседание", "Заседание закрыто"),
    "meetings.adopt": ("Принять решение", "Решение принято"),
    "meetings.tell_executor": ("Довести решение до исполнителя", "Решение доведено до исполнителя"),
    "meetings.note_progress": ("Отметить ход исполнения", "Отмечен ход исполнения"),
    "meetings.report_execution": ("Доложить об исполнении", "Доложено об исполнении"),
    "meetings.accept_execution": ("Принять исполнение", "Исполнение принято"),
    "meetings.return_execution": ("Вернуть исполнителю", "Доклад возвращён исполнителю"),
    "meetings.reassign": ("Сменить исполнителя или срок", "Сменён исполнитель или срок"),
    "meetings.propose_office": ("Предложить по должности", "Внесено предложение о должности"),
    "meetings.attach_report": ("Приложить отчёт", "К вопросу приложен отчёт об исполнении решений"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
