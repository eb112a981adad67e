from django.apps import AppConfig


class ReadersConfig(AppConfig):
    name = "documents.readers"
    label = "readers"
    verbose_name = "Читатели положений"

    def ready(self):
        from . import registrations  # noqa: F401
