from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "association.organisations"
    label = "organisations"
    verbose_name = "Организации"

    def ready(self):
        from . import registrations  # noqa: F401
