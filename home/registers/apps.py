from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "home.registers"
    label = "registers"
    verbose_name = "Реестры"
