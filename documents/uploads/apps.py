from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "documents.uploads"
    label = "uploads"
    verbose_name = "Загруженные файлы"
