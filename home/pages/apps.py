from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "home.pages"
    label = "pages"
    verbose_name = "Страницы"

    def ready(self):
        from . import registrations  # noqa: F401
