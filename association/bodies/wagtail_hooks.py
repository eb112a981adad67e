from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .modeladmin import BodiesGroup
from .viewsets import organisation_chooser, person_chooser

modeladmin_register(BodiesGroup)


@hooks.register("register_admin_viewset")
def register_choosers():
    return [person_chooser, organisation_chooser]
