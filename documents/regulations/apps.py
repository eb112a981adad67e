from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "documents.regulations"
    label = "regulations"
    verbose_name = "Положения"

    def ready(self):
        from . import registrations  # noqa: F401
