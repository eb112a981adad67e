"""What the room says to Django, to allauth and to its own registries at start-up."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format

from home.accounts import operations, queries, roles
from home.accounts.choices import Role
from home.accounts.registry import PersonalData, register_personal_data

for role in Role:
    roles.grant(role, "wagtailadmin.access_admin")
roles.grant(
    Role.SECRETARY,
    "accounts.view_person",
    "accounts.add_person",
    "accounts.change_person",
    "accounts.view_consent",
    "accounts.view_consenttext",
)
roles.grant(Role.ADMINISTRATOR, "accounts.view_erasurerequest", "registers.view_export")
roles.grant(
    Role.AUTHORITY_SUPPORT,
    "accounts.view_person",
    "accounts.view_consenttext",
)
for role in (Role.EDITOR, Role.SECRETARY, Role.ADMINISTRATOR):
    roles.grant_collections(
        role,
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
    )
for role in (Role.EDITOR, Role.ADMINISTRATOR):
    roles.grant_pages(role, "add_page", "change_page", "publish_page")
roles.grant_pages(Role.ADMINISTRATOR, "bulk_delete_page", "lock_page", "unlock_page")

# Permissions are made by `post_migrate` of each app; after the last one all of them stand.
_last = [config for config in apps.get_app_configs() if config.models_module][-1]
post_migrate.connect(roles.write_groups, sender=_last, dispatch_uid="accounts.write_groups")


def _account_rows(person):
    row = {"Фамилия, имя, отчество": person.full_name, "Электронная почта": person.email}
    if user := getattr(person, "user", None):
        row |= {
            "Адрес для входа": user.email,
            "Последний вход": date_format(timezone.localtime(user.last_login), "j E Y H:i")
            if user.last_login
            else "не было",
        }
    yield row


def _consent_rows(person):
    for consent in queries.consents_of(person):
        yield {
            "Документ": f"{consent.text.title}, версия {consent.text.version}",
            "Дано": date_format(timezone.localtime(consent.given_at)),
            "Отозвано": date_format(timezone.localtime(consent.withdrawn_at))
            if consent.withdrawn_at
            else "нет",
        }


def _erasure_rows(person):
    for request in person.erasure_requests.all():
        yield {
            "Подано": date_format(timezone.localtime(request.asked_at)),
            "Состояние": request.get_state_display(),
            "Ответ": request.answer,
        }


def _erased_elsewhere(person, *, by, at) -> None:
    """The account and its address go by `operations.erase_person` itself."""


for data in (
    PersonalData(
        "Учётная запись",
        "Чтобы вы могли входить и получать письма; по вашему согласию.",
        "пока действует согласие",
        ("accounts.User",),
        _account_rows,
        _erased_elsewhere,
        keeps_name=False,
    ),
    PersonalData(
        "Согласия",
        "Чтобы доказать, что данные обрабатывались с вашего согласия (152-ФЗ, ст. 9).",
        "три года после отзыва",
        ("accounts.Consent",),
        _consent_rows,
    ),
    PersonalData(
        "Требования об уничтожении данных",
        "Чтобы доказать, что требование исполнено (152-ФЗ, ст. 21).",
        "три года после исполнения",
        ("accounts.ErasureRequest",),
        _erasure_rows,
        keeps_name=False,
    ),
):
    register_personal_data(data)


@receiver(email_confirmed, dispatch_uid="accounts.confirm_email")
def keep_confirmed_address(request, email_address, **kwargs):
    operations.confirm_email(email_address.user)


@receiver(authenticator_added, dispatch_uid="accounts.first_code")
def count_first_code(request, user, authenticator, **kwargs):
    """Switching the second factor on takes a code from it: the same proof that a log-in asks for.

    Without this record the very session that set it up would be kept out of the admins.
    """
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
