from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "home.desk"
    label = "desk"
    verbose_name = "Мой стол"
