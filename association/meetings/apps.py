from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "association.meetings"
    label = "meetings"
    verbose_name = "Заседания"
