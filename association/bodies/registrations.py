"""What the room puts into the registries of the rooms below."""

from datetime import date

from django.apps import apps
from django.db.models.signals import post_migrate

from association.organisations.models import StandingChange
from association.organisations.registry import on_standing_changed
from documents.certificates.registry import register_chair
from home.accounts.choices import Role
from home.accounts.models import Person
from home.accounts.registry import register_personal_data
from home.accounts.roles import grant
from home.desk.registry import register_cabinet_item, register_duties, register_tasks
from home.notices.registry import register_audience, register_reminder
from home.pages.cache import empty_public_cache
from home.pages.registry import register_footer_link, register_shared_view
from home.registers.registry import keep_out_of_site_history
from home.workdays.queries import today

from . import operations, queries, shipped
from .choices import VOTING_OFFICES, BodyKind, OfficeKind
from .models import CollegialBody, Office
from .obligations import duties_of_offices, tasks_of_bodies
from .personal import OFFICES

grant(
    Role.SECRETARY,
    *(
        f"bodies.{act}_{model}"
        for model in ("collegialbody", "office")
        for act in ("add", "change", "view")
    ),
)
keep_out_of_site_history(CollegialBody, Office)
grant(Role.AUTHORITY_SUPPORT, "bodies.view_collegialbody", "bodies.view_office")


def presidium():
    """Whoever holds an office in the Presidium today."""
    offices = Office.objects.in_force(today()).filter(body__kind=BodyKind.PRESIDIUM)
    return Person.objects.filter(pk__in=offices.values("person"))


register_audience("bodies.presidium", "Президиум", presidium)


def tell_of_lost_seats(change: StandingChange) -> None:
    """R28: whoever sat in a body of heads for an organisation that is no member now is named to its keepers."""
    seats = Office.objects.in_force(change.on).filter(
        organisation=change.organisation, body__owner=None, kind__in=VOTING_OFFICES
    )
    # The organisation is read anew: the change has just been written.
    seats = seats.select_related("body", "person", "organisation")
    flawed = [seat for seat in seats if seat.body.rule_set.members_are_heads]
    if not change.organisation.is_member:
        operations.tell_flawed_seats(flawed, change.at)
    empty_public_cache()


def chair_of_presidium(on: date) -> Person | None:
    office = queries.holder(BodyKind.PRESIDIUM, OfficeKind.CHAIR, on)
    return office.person if office else None


on_standing_changed(tell_of_lost_seats)
register_chair(chair_of_presidium)
register_reminder("сроки и вакансии в органах", operations.remind_of_bodies)
register_tasks(tasks_of_bodies, "состав органов")
register_duties(duties_of_offices, "должности в органах")
register_cabinet_item("Органы", "bodies:bodies", order=38)
register_footer_link("Органы Ассоциации", "public_bodies:bodies")
register_shared_view("public_bodies:bodies")

post_migrate.connect(
    shipped.load_after_migrate,
    sender=apps.get_app_config("bodies"),
    dispatch_uid="bodies.load_shipped",
)
register_personal_data(OFFICES)
