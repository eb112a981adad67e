from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "home.workdays"
    label = "workdays"
    verbose_name = "Рабочие дни"
