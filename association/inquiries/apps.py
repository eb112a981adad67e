from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "association.inquiries"
    label = "inquiries"
    verbose_name = "Запросы и обращения"

    def ready(self):
        from . import registrations  # noqa: F401
