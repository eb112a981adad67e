from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "documents.records"
    label = "records"
    verbose_name = "Архив"

    def ready(self):
        from . import registrations  # noqa: F401
