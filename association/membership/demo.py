"""Applications of the demo in every state, each brought there by the acts of the room."""

import datetime
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.organisations.models import Organisation
from documents.uploads.inspection import CheckedUpload, inspect
from home.accounts.models import User
from home.workdays.queries import today

from . import operations, queries
from .choices import Basis, DecisionForm, State
from .models import MembershipApplication, MembershipSettings
from .rules import names
from .rules.checklist import QmsCertificate

MEMBERS = [*range(8), *range(9, 14), *range(15, 23), *range(25, 30)]
CANDIDATES = [14, 23, 24, 30, 31, 32]
UNDER_WAY = {
    8: State.DRAFT,
    33: State.SUBMITTED,
    34: State.RETURNED,
    35: State.ADMITTED,
    36: State.REFUSED,
    37: State.WITHDRAWN,
    38: State.SUBMITTED,
}
UNSIGNED = {33}
BASES = [Basis.CERTIFIED, Basis.IMPLEMENTED, Basis.IMPLEMENTING]
ADDRESSEE = "Председателю Президиума Ассоциации\nОзерову Г. А."
ORGANISATIONAL_ADDRESSEE = (
    "Начальнику Главного управления образования Приозёрного края\nПолянину И. Б."
)
ASSOCIATION = "Ассоциацию образовательных организаций Приозёрного края, работающих по системе менеджмента качества"


@dataclass(frozen=True)
class Story:
    """How far one application went; `began` is the day of its first act."""

    place: int
    basis: Basis
    ends: State
    began: datetime.datetime

    def after(self, days: int) -> datetime.datetime:
        return self.began + datetime.timedelta(days)


def load(organisations: list[Organisation], *, secretary: User, now: datetime.datetime) -> None:
    """Bring every organisation where its story ends; one that has applied before stays as it is."""
    _settle()
    for story in _stories(now):
        organisation = organisations[story.place]
        if not MembershipApplication.objects.filter(organisation=organisation).exists():
            _tell(story, organisation, secretary)


def application_of(organisation: Organisation) -> MembershipApplication:
    return MembershipApplication.objects.filter(organisation=organisation).latest("pk")


def application_of_candidate(story: Story, organisation: Organisation) -> MembershipApplication:
    """Sent and signed, with nothing decided."""
    _tell(story, organisation, organisation.head.user)
    return organisation.applications.get(state=State.SUBMITTED)


def _settle() -> None:
    settings = MembershipSettings.load()
    settings.working_addressee = ADDRESSEE
    settings.organisational_addressee = ORGANISATIONAL_ADDRESSEE
    settings.association_accusative = ASSOCIATION
    settings.save()


def _stories(now: datetime.datetime) -> list[Story]:
    """In the order of time, so that the numbers follow the dates."""
    settled = [
        Story(
            place,
            Basis.CANDIDATE if place in CANDIDATES else BASES[order % 3],
            State.CONFIRMED,
            now - datetime.timedelta(360 - 8 * order),
        )
        for order, place in enumerate([*MEMBERS, *CANDIDATES])
    ]
    under_way = [
        Story(place, BASES[place % 3], ends, now - datetime.timedelta(24 - order))
        for order, (place, ends) in enumerate(UNDER_WAY.items())
    ]
    return [*settled, *under_way]


def _tell(story: Story, organisation: Organisation, secretary: User) -> None:
    head = organisation.head.user
    application = operations.start_application(organisation, by=head, at=story.began)
    _fill(application, story, by=head)
    if story.ends == State.DRAFT:
        return
    application.refresh_from_db()
    application = operations.submit_application(
        application, seen=application.version, by=head, at=story.after(1)
    )
    if story.place not in UNSIGNED:
        operations.attach_signed_scan(application, demo_paper(), by=head, at=story.after(2))
    _end(application, story, head, secretary)


def _fill(application: MembershipApplication, story: Story, *, by: User) -> None:
    at = story.began
    operations.choose_basis(application, story.basis, by=by, at=at)
    application.refresh_from_db()
    if story.basis == Basis.CERTIFIED:
        operations.describe_certificate(application, _qms_certificate(story), by=by, at=at)
    for requirement in queries.requirements_of(application, user=by):
        operations.attach_file(application, requirement.code, demo_paper(), by=by, at=at)
    if story.ends == State.DRAFT:
        return
    if story.basis != Basis.CANDIDATE:
        head = application.organisation.head
        operations.recommend_to_presidium(
            application, head.full_name, application.organisation.head_position, by=by, at=at
        )
    edition = queries.current_edition(today(at))
    operations.acknowledge_regulation(application, edition.pk, by=by, at=at)


def _end(application, story: Story, head: User, secretary: User) -> None:
    def seen() -> int:
        application.refresh_from_db()
        return application.version

    by_secretary = {"by": secretary, "at": story.after(5)}
    match story.ends:
        case State.RETURNED:
            remarks = "На второй странице плана не видно дат. Приложите скан лучшего качества."
            operations.return_application(application, remarks, seen=seen(), **by_secretary)
        case State.REFUSED:
            reason = "Документы относятся к другой организации. Подайте заявление заново со своими."
            operations.refuse_application(
                application, reason, names.ONE_BASIS, seen=seen(), **by_secretary
            )
        case State.WITHDRAWN:
            operations.withdraw_application(application, seen=seen(), by=head, at=story.after(3))
        case State.ADMITTED | State.CONFIRMED:
            _decide(application, story, secretary, seen)


def _decide(application, story: Story, secretary: User, seen) -> None:
    decided, ordered = story.after(7), story.after(8)
    operations.record_decision(
        application,
        body=CollegialBody.objects.get(kind=BodyKind.PRESIDIUM),
        date=today(decided),
        protocol_number=str(story.place // 8 + 1),
        form=DecisionForm.CONCLUSION,
        seen=seen(),
        by=secretary,
        at=decided,
    )
    if story.ends == State.CONFIRMED:
        operations.record_order(
            application,
            number=f"{100 + story.place}-к",
            date=today(ordered),
            signed_by="И. Б. Полянин",
            signed_position="Начальник Главного управления образования Приозёрного края",
            seen=seen(),
            by=secretary,
            at=ordered,
        )


def _qms_certificate(story: Story) -> QmsCertificate:
    issued_on = today(story.began) - datetime.timedelta(200)
    return QmsCertificate(
        number=f"СМК-{story.place + 1:03}",
        issued_on=issued_on,
        issuer="Орган по сертификации систем качества Приозёрного края",
        valid_until=issued_on + datetime.timedelta(3 * 365),
    )


def demo_paper() -> CheckedUpload:
    """A page that says what it is: nothing in the demo passes for a real paper."""
    page = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(page).text((80, 120), "DEMO PAPER", fill=0)
    out = io.BytesIO()
    page.save(out, format="PDF")
    return inspect("demo.pdf", out.getvalue(), ("pdf",))
