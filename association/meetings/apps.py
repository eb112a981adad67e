from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "association.meetings"
    label = "meetings"
    verbose_name = "Заседания"

    def ready(self):
        from . import registrations  # noqa: F401
