from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .modeladmin import WorkdaysGroup

modeladmin_register(WorkdaysGroup)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("workdays.confirm_year", "Подтвердить год календаря", "Год подтверждён")
