from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "association.minutes"
    label = "minutes"
    verbose_name = "Протоколы"

    def ready(self):
        from . import registrations  # noqa: F401
