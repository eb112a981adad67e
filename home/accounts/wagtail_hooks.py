from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from home.accounts.modeladmin import PeopleGroup
from home.accounts.views import account as views
from home.accounts.views import personal

modeladmin_register(PeopleGroup)

ACTIONS = {
    "accounts.sign_up": ("Регистрация", "Завёл(а) учётную запись"),
    "accounts.replace_email": ("Замена адреса", "Дан другой адрес электронной почты"),
    "accounts.rename_person": ("Перемена имени", "Изменены фамилия, имя или отчество"),
    "accounts.give_consent": ("Согласие дано", "Дано согласие"),
    "accounts.withdraw_consent": ("Согласие отозвано", "Согласие отозвано"),
    "accounts.end_processing": ("Обработка прекращена", "Отмечено прекращение обработки"),
    "accounts.ask_erasure": ("Требование уничтожить данные", "Потребовано уничтожить данные"),
    "accounts.erasure_done": ("Данные уничтожены", "Персональные данные уничтожены"),
    "accounts.erasure_refused": ("Отказ уничтожить данные", "В уничтожении данных отказано"),
    "accounts.erasure_taken_back": ("Требование отозвано", "Требование уничтожить данные отозвано"),
    "accounts.publish_text": ("Новый текст согласия", "Опубликована версия текста"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for code, (label, message) in ACTIONS.items():
        actions.register_action(code, label, message)


@hooks.register("register_admin_urls")
def register_admin_urls():
    acts = [
        path("consents/<int:pk>/end/", views.end_processing, name="end_processing"),
        path("erasures/<int:pk>/decide/", personal.decide_erasure, name="decide_erasure"),
    ]
    return [path("accounts/", include((acts, "accounts_admin")))]
