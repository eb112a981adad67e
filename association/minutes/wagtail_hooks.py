from wagtail import hooks

LOG_ACTIONS = {
    "minutes.open": ("Открыть протокол", "Протокол открыт: заседание закрыто"),
    "minutes.edit": ("Изменить текст протокола", "Текст изменён"),
    "minutes.state_facts": ("Уточнить место и должности", "Место и должности уточнены"),
    "minutes.submit": ("Оформить протокол", "Протокол оформлен и получил номер"),
    "minutes.reopen": ("Вернуть протокол на доработку", "Протокол возвращён на доработку"),
    "minutes.answer": ("Ответить на согласование", "Получен ответ члена органа"),
    "minutes.reply": ("Ответить на замечания", "На замечания дан ответ"),
    "minutes.end_agreement": ("Закончить согласование", "Согласование закончено"),
    "minutes.sign": ("Подписать протокол", "Протокол подписан"),
    "minutes.attach": ("Приложить файл подписи", "Приложен файл подписи"),
    "minutes.file": ("Сдать протокол в архив", "Протокол сдан в архив"),
    "minutes.write_off": ("Списать протокол", "Протокол списан по акту"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
