from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "documents.coverage"
    label = "coverage"
    verbose_name = "Правила и пункты"

    def ready(self):
        from . import registrations  # noqa: F401
