from django.apps import AppConfig


class TakeoverConfig(AppConfig):
    name = "association.takeover"
    label = "takeover"
    verbose_name = "Перенос прежних данных"

    def ready(self):
        from . import registrations  # noqa: F401
