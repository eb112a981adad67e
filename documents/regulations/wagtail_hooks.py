from wagtail import hooks

LOG_ACTIONS = {
    "regulations.draft_edition": ("Загрузить редакцию", "Загружена редакция (проект)"),
    "regulations.adopt_edition": ("Принять редакцию", "Редакция принята"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
