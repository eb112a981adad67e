from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "association.membership"
    label = "membership"
    verbose_name = "Членство"

    def ready(self):
        from . import registrations  # noqa: F401
