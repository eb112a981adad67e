"""What the acts of the room are called in the log; one block for each subject."""

from wagtail import hooks

LOG_ACTIONS = {
    # The room of a pair.
    "mentoring.begin_plan": ("Начать план пары", "План пары составлен по п.\xa03.16"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
