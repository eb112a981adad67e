from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "home.search"
    label = "search"
    verbose_name = "Поиск"

    def ready(self):
        from . import registrations  # noqa: F401
