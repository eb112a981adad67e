from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "home.notices"
    label = "notices"
    verbose_name = "Уведомления"

    def ready(self):
        from home.notices import registrations  # noqa: F401
