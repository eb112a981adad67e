from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "association.register"
    label = "register"
    verbose_name = "Открытый реестр членов"

    def ready(self):
        from . import registrations  # noqa: F401
