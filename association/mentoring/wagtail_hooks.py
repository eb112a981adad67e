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
    # The room of a pair.
    "mentoring.begin_plan": ("Начать план пары", "План пары составлен по п.\xa03.16"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    register_acts(actions, LOG_ACTIONS)
