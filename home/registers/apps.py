from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "home.registers"
    label = "registers"
    verbose_name = "Реестры"

    def ready(self):
        from django.contrib.contenttypes.models import ContentType

        from .registry import keep_out_of_site_history
        from .usages import keep_records_out

        keep_records_out()
        # Of tables that left, the administrator reads alone, in a register of their own.
        keep_out_of_site_history(ContentType)
