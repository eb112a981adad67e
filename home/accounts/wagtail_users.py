"""Wagtail's room of users with our forms; named in INSTALLED_APPS instead of "wagtail.users"."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsInWagtail(WagtailUsersAppConfig):
    user_viewset = "home.accounts.viewsets.AccountViewSet"
