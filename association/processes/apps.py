from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "association.processes"
    label = "processes"
    verbose_name = "Процессы СМК"

    def ready(self):
        from . import registrations  # noqa: F401
