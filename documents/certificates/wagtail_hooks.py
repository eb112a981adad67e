from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from . import admin_urls
from .modeladmin import CertificatesGroup

modeladmin_register(CertificatesGroup)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("certificate-acts/", include(admin_urls))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("certificates.issue", "Выдать сертификат", "Сертификат выдан")
    actions.register_action(
        "certificates.take_over", "Перенести сертификат", "Сертификат перенесён"
    )
    actions.register_action(
        "certificates.revoke", "Аннулировать сертификат", "Сертификат аннулирован"
    )
    actions.register_action(
        "certificates.issue_instead", "Выдать сертификат взамен", "Взамен выдан другой сертификат"
    )
    actions.register_action("certificates.replace", "Заменить сертификат", "Сертификат заменён")
    actions.register_action(
        "certificates.void",
        "Признать номер сертификата недействительным",
        "Номер сертификата признан недействительным",
    )
