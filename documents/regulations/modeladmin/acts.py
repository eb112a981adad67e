"""The register of governing acts, for editors (R2)."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.helpers import PermissionHelper

from home.registers.modeladmin import RegisterAdmin

from .. import permissions
from ..models import GoverningAct


class ActRights(PermissionHelper):
    def user_can_list(self, user):
        return permissions.may_read_editions(user)

    def user_can_create(self, user):
        return permissions.may_keep_acts(user)

    def user_can_edit_obj(self, user, obj):
        return permissions.may_keep_acts(user)

    def user_can_delete_obj(self, user, obj):
        return permissions.may_keep_acts(user)


class GoverningActAdmin(RegisterAdmin):
    model = GoverningAct
    base_url_path = "regulations/acts"
    menu_label = "Руководящие документы"
    menu_icon = "link"
    permission_helper_class = ActRights
    list_display = ("kind", "title", "number", "dated", "validity")
    list_filter = ("validity",)
    search_fields = ("title", "number", "mentions")
    list_export = ("kind", "title", "issuer", "number", "dated", "validity", "expired_on", "url")
    export_filename = "Руководящие документы"
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("dated")]),
        FieldPanel("title"),
        FieldPanel("issuer"),
        FieldRowPanel([FieldPanel("validity"), FieldPanel("expired_on")]),
        FieldPanel("url"),
        FieldPanel("mentions"),
        FieldPanel("order"),
    ]
