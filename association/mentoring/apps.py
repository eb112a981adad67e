from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "association.mentoring"
    label = "mentoring"
    verbose_name = "Наставничество"

    def ready(self):
        from . import registrations  # noqa: F401
