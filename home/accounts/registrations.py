"""What the room says to Django, to allauth and to its own registries at start-up."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from home.accounts import operations, roles
from home.accounts.choices import Role

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
