from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "documents.certificates"
    label = "certificates"
    verbose_name = "Сертификаты"

    def ready(self):
        from . import registrations  # noqa: F401
