from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "home.registers"
    label = "registers"
    verbose_name = "Реестры"

    def ready(self):
        from .usages import keep_records_out

        keep_records_out()
