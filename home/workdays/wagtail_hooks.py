from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("workdays.confirm_year", "Подтвердить год календаря", "Год подтверждён")
