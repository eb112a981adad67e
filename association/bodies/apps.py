from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "association.bodies"
    label = "bodies"
    verbose_name = "Коллегиальные органы"

    def ready(self):
        from . import registrations  # noqa: F401
