from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "home.rulebook"
    label = "rulebook"
    verbose_name = "Свод правил"
