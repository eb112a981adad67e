from wagtail import hooks

LOG_ACTIONS = {
    "inquiries.ask_for_help": ("Обратиться за помощью", "Получено обращение о помощи"),
    "inquiries.route_help": ("Передать обращение", "Обращение передано исполнителю"),
    "inquiries.answer_help": ("Ответить на обращение", "На обращение дан ответ"),
    "inquiries.decline_help": ("Закрыть обращение", "Обращение закрыто без ответа по существу"),
    "inquiries.withdraw_help": ("Отозвать обращение", "Обращение отозвано, данные удалены"),
    "inquiries.forget_help": ("Удалить данные обращения", "Данные обращения удалены по сроку"),
    "inquiries.ask_members": ("Запросить сведения", "Запрос сведений отправлен"),
    "inquiries.answer_question": ("Ответить на запрос", "На запрос сведений дан ответ"),
    "inquiries.close_request": ("Закрыть запрос", "Запрос сведений закрыт"),
    "inquiries.cancel_request": ("Отменить запрос", "Запрос сведений отменён"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
