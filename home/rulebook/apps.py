from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "home.rulebook"
    label = "rulebook"
    verbose_name = "Свод правил"

    def ready(self):
        from . import html
        from .errors import register_printer

        register_printer(html.refusal)
