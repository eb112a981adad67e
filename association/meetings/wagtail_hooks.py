"""What the acts of the room are called in the log."""

from wagtail import hooks

LOG_ACTIONS = {
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
