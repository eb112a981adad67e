from datetime import timedelta

from django.urls import include, path
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail_modeladmin.options import modeladmin_register

from documents.papers.signing import KeyUnfit, current_seal
from home.accounts.choices import Role
from home.accounts.roles import has_role

from . import admin_urls
from .modeladmin import CertificatesGroup

modeladmin_register(CertificatesGroup)

ACTS_ON_LISTS = (
    ("draft_batch", "Составить список на выдачу", "Составлен список на выдачу"),
    ("leave_out", "Исключить строки с ошибками", "Исключены строки с ошибками"),
    ("discard_batch", "Удалить список на выдачу", "Список на выдачу удалён"),
    ("start_batch", "Запустить выдачу по списку", "Выдача по списку запущена"),
    ("stop_batch", "Остановить выдачу по списку", "Выдача по списку остановлена"),
    ("go_on_batch", "Продолжить выдачу по списку", "Выдача по списку продолжена"),
    ("finish_batch", "Закончить выдачу по списку", "По списку выдано всё"),
    ("gather_batch", "Собрать файлы списка", "Файлы списка собираются"),
    ("hand_over", "Записать выдачу на руки", "Сертификат выдан на руки"),
)

WARN_BEFORE = timedelta(days=90)
TEMPLATE_ACTS = (
    ("start_template", "Начать версию бланка", "Начата версия бланка"),
    ("change_template", "Изменить черновик бланка", "Черновик бланка изменён"),
    ("approve_template", "Утвердить бланк", "Бланк утверждён приказом"),
    ("delete_template", "Удалить черновик бланка", "Черновик бланка удалён"),
)


class SealPanel(Component):
    """Says whether certificates are sealed, and until when the key holds."""

    name = "certificates_seal"
    template_name = "certificates/admin/seal_panel.html"
    order = 51

    def get_context_data(self, parent_context=None):
        try:
            seal, fault = current_seal(), ""
        except KeyUnfit as error:
            seal, fault = None, str(error)
        late = seal is not None and seal.valid_until < timezone.now() + WARN_BEFORE
        return {"seal": seal, "fault": fault, "late": late}


@hooks.register("construct_homepage_panels")
def tell_administrator_about_seal(request, panels):
    if has_role(request.user, Role.ADMINISTRATOR):
        panels.append(SealPanel())


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("certificate-acts/", include(admin_urls))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, label, message in ACTS_ON_LISTS:
        actions.register_action(f"certificates.{name}", label, message)
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
    for code, label, message in TEMPLATE_ACTS:
        actions.register_action(f"certificates.{code}", label, message)
    actions.register_action("certificates.replace", "Заменить сертификат", "Сертификат заменён")
    actions.register_action(
        "certificates.void",
        "Признать номер сертификата недействительным",
        "Номер сертификата признан недействительным",
    )
