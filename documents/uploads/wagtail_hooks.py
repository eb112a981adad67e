"""What the administrator of the site is told about uploaded files."""

from django.conf import settings
from wagtail import hooks
from wagtail.admin.ui.components import Component

from home.accounts.choices import Role
from home.accounts.roles import has_role

from . import scanning


class ScanningPanel(Component):
    """Says whether handed-in files are looked through for harmful programs (T33)."""

    name = "uploads_scanning"
    template_name = "uploads/admin/scanning_panel.html"
    order = 50

    def get_context_data(self, parent_context=None):
        return {"is_configured": scanning.is_configured(), "address": settings.CLAMD_ADDRESS}


@hooks.register("construct_homepage_panels")
def tell_administrator_about_scanning(request, panels):
    if has_role(request.user, Role.ADMINISTRATOR):
        panels.append(ScanningPanel())
