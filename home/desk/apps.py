from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "home.desk"
    label = "desk"
    verbose_name = "Мой стол"

    def ready(self):
        from home.desk import registrations  # noqa: F401
