from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "programs.catalogue"
    label = "catalogue"
    verbose_name = "Программы"

    def ready(self):
        from . import registrations  # noqa: F401
