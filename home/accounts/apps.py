from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "home.accounts"
    label = "accounts"
    verbose_name = "Люди и учётные записи"

    def ready(self):
        from home.accounts import registrations  # noqa: F401
