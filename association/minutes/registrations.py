"""What the room puts into the registries of the rooms below."""

from django.urls import reverse

from association.bodies.models import CollegialBody, Office
from association.bodies.permissions import may_lead_body, may_run_body, sits_in_body
from association.bodies.queries import bodies_for
from association.bodies.seats import has_concern, kept_bodies, person_seats, register_concern
from association.meetings.registry import on_meeting_closed, register_meeting_section
from documents.records import registry as records
from documents.records.registry import Readers
from home.accounts.choices import Role
from home.accounts.queries import PUBLICATION
from home.accounts.registry import on_consent_changed, register_personal_data
from home.accounts.roles import has_role
from home.desk.registry import register_cabinet_item, register_tasks
from home.notices.registry import register_reminder
from home.registers.registry import keep_out_of_site_history
from home.workdays.queries import today

from . import permissions, queries
from .models import Protocol
from .operations.drawing import open_protocol
from .operations.files import forget_public_files
from .operations.filing import forget_written_off, name_anew
from .operations.reminding import remind
from .personal import SIGNATURES
from .tasks import protocol_tasks

keep_out_of_site_history(Protocol)
on_meeting_closed(open_protocol)
register_concern(queries.TO_AGREE, queries.lines_to_answer, body="protocol__body")
register_concern(queries.TO_SIGN, queries.protocols_to_sign, body="body")
register_concern(queries.IN_GENERAL_MEETING, queries.general_meetings_of, body="body")
register_tasks(protocol_tasks, "протоколы")
register_reminder("протоколы", remind)


def protocol_section(user, meeting) -> tuple[str, str] | None:
    """On the page of a meeting."""
    protocol = Protocol.objects.filter(meeting=meeting).first()
    if protocol is None:
        return None
    protocol.meeting = meeting
    if not permissions.may_see_protocol(user, protocol):
        return None
    return f"{protocol}: {protocol.get_state_display()}", protocol.get_absolute_url()


register_meeting_section(protocol_section)


def public_papers(record) -> list[tuple[str, str]]:
    """Beside each published decision: the public extract of its protocol (R219)."""
    protocol = record.source
    if not isinstance(protocol, Protocol) or protocol.body.owner_id is not None:
        return []
    return [
        ("Открытая выписка из\xa0протокола", reverse("minutes_public:extract", args=[protocol.pk]))
    ]


records.register_public_papers(public_papers)


CONCERNS = (queries.TO_AGREE, queries.TO_SIGN, queries.IN_GENERAL_MEETING)


def has_protocols(user) -> bool:
    """People of bodies, and the office."""
    return bool(
        person_seats(user)
        or any(has_concern(user, code) for code in CONCERNS)
        or has_role(user, Role.SECRETARY)
        or has_role(user, Role.AUTHORITY_SUPPORT)
    )


register_cabinet_item("Протоколы", "minutes:protocols", order=46, visible=has_protocols)


def readers(user) -> Readers:
    """Whose protocols a user reads in the archive, by the seats of the day (R219, C35, T5)."""
    if not (has_protocols(user) or kept_bodies(user)):
        return Readers()
    bodies = list(bodies_for(user))
    return Readers(
        members=frozenset(body.key for body in bodies),
        confidential=frozenset(body.key for body in bodies if sits_in_body(user, body)),
        keeps=frozenset(
            body.key for body in bodies if may_run_body(user, body) or may_lead_body(user, body)
        ),
    )


def body_names(keys) -> dict[str, str]:
    wanted = [int(key.removeprefix("bodies:")) for key in keys if key.startswith("bodies:")]
    return {body.key: body.title for body in CollegialBody.objects.filter(pk__in=wanted)}


def commission(body_key: str):
    """Who may sit in a commission over the records of a body: its officers and members of the day (4.10)."""
    if not body_key.startswith("bodies:"):
        return
    offices = Office.objects.in_force(today()).filter(body=int(body_key.removeprefix("bodies:")))
    for office in offices.select_related("person", "body").order_by("-kind", "pk"):
        yield office.person, f"{office.get_kind_display()} {office.body.title_genitive}"


def protocol_of_record(user, record):
    """From the archive back to the page with signatures and extracts."""
    protocol = record.source
    if isinstance(protocol, Protocol) and permissions.may_see_protocol(user, protocol):
        yield "Протокол с подписями и выписками", reverse("minutes:protocol", args=[protocol.pk])


records.register_readers(readers)
records.register_names(body_names)
records.register_commission(commission)
records.register_actions(protocol_of_record)
records.on_written_off(forget_written_off)
on_consent_changed(PUBLICATION, name_anew)
on_consent_changed(PUBLICATION, forget_public_files)
register_personal_data(SIGNATURES)
