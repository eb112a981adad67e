"""What the room puts into the registries of the rooms below."""

from django.apps import apps
from django.db.models.signals import post_migrate

from home.accounts.choices import Role
from home.accounts.models import Person
from home.accounts.roles import grant
from home.notices.registry import register_audience
from home.workdays.queries import today

from . import shipped
from .choices import BodyKind
from .models import Office

grant(
    Role.SECRETARY,
    *(
        f"bodies.{act}_{model}"
        for model in ("collegialbody", "office")
        for act in ("add", "change", "view")
    ),
)
grant(Role.AUTHORITY_SUPPORT, "bodies.view_collegialbody", "bodies.view_office")


def presidium():
    """Whoever holds an office in the Presidium today."""
    offices = Office.objects.in_force(today()).filter(body__kind=BodyKind.PRESIDIUM)
    return Person.objects.filter(pk__in=offices.values("person"))


register_audience("bodies.presidium", "Президиум", presidium)

post_migrate.connect(
    shipped.load_after_migrate,
    sender=apps.get_app_config("bodies"),
    dispatch_uid="bodies.load_shipped",
)
