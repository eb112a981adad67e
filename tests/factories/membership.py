"""Applications for tests, each brought to its state by the acts of the room."""

import datetime
import itertools

from django.utils import timezone
from wagtail.models import Page

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.membership import operations, queries
from association.membership.choices import Basis, DecisionForm, State
from association.membership.models import MembershipApplication
from association.membership.rules import names
from association.membership.rules.checklist import QmsCertificate
from association.organisations.choices import Standing
from association.organisations.models import Branch, Organisation, Territory
from association.organisations.operations import change_standing, register_organisation
from documents.regulations.choices import EditionStatus
from documents.regulations.models import Edition, RegulationPage
from home.accounts.models import User
from home.rulebook import ASSOCIATION
from tests.factories.accounts import PersonFactory
from tests.factories.certificates import two_signatories
from tests.factories.uploads import checked

NOW = datetime.datetime(2026, 11, 18, 12, 0, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()
CERTIFICATE = QmsCertificate(
    "СМК-77", datetime.date(2025, 3, 1), "Орган по сертификации", datetime.date(2028, 3, 1)
)
_places = itertools.count(1)


def organisation_of(user: User, *, is_head=True, standing=Standing.NONE, **details) -> Organisation:
    """An organisation for which `user` speaks, as its head unless told otherwise."""
    place = next(_places)
    data = {
        "inn": f"{7700000000 + place}",
        "kpp": "770001001",
        "ogrn": f"{1020000000000 + place}",
        "full_name": f"Муниципальное общеобразовательное учреждение «Школа № {place}»",
        "short_name": f"Школа № {place}",
        "legal_address": f"г. Белогорск, ул. Садовая, д. {place}",
        "postal_address": "",
        "territory": Territory.objects.get_or_create(name="Белогорск")[0],
        "branch": Branch.objects.get_or_create(name="Общее образование")[0],
        "head": user.person if is_head else PersonFactory(surname="Главная"),
        "head_position": "директор",
        "phone": "+7 000 000-00-00",
        "email": f"school{place}@example.org",
        "website": "",
        **details,
    }
    organisation = register_organisation(data, by=user, at=NOW)
    # Only a member becomes a former one.
    steps = {Standing.NONE: (), Standing.FORMER: (Standing.MEMBER, Standing.FORMER)}
    for step in steps.get(standing, (standing,)):
        change_standing(organisation, step, on=TODAY, ground="для проверки", by=None, at=NOW)
        organisation.refresh_from_db()
    return organisation


def regulation_in_force() -> Edition:
    """The edition that applicants read; made once, found again later."""
    if edition := queries.current_edition(TODAY):
        return edition
    page = Page.get_first_root_node().add_child(
        instance=RegulationPage(
            title="Положение об Ассоциации",
            slug="association",
            key=ASSOCIATION,
            short_name="Положение об Ассоциации",
        )
    )
    return next_edition(page, number=1, effective_from=datetime.date(2025, 1, 10))


def next_edition(page: RegulationPage, *, number: int, effective_from: datetime.date) -> Edition:
    return Edition.objects.create(
        page=page,
        number=number,
        title=page.title,
        status=EditionStatus.ADOPTED,
        adopted_on=effective_from,
        effective_from=effective_from,
        source_sha256="",
        text_sha256="",
        created_at=NOW,
    )


def presidium() -> CollegialBody:
    return CollegialBody.objects.get_or_create(
        kind=BodyKind.PRESIDIUM,
        defaults={"title": "Президиум Ассоциации", "title_genitive": "Президиума Ассоциации"},
    )[0]


def filled_application(
    user: User, organisation: Organisation | None = None, basis=Basis.IMPLEMENTED
) -> MembershipApplication:
    """A draft with everything in it, ready to be sent by `user`."""
    organisation = organisation or organisation_of(user)
    application = operations.start_application(organisation, by=user, at=NOW)
    operations.choose_basis(application, basis, by=user, at=NOW)
    application.refresh_from_db()
    if basis == Basis.CERTIFIED:
        operations.describe_certificate(application, CERTIFICATE, by=user, at=NOW)
    for requirement in queries.requirements_of(application, user=user):
        operations.attach_file(application, requirement.code, checked(), by=user, at=NOW)
    if application.asks_recommendation:
        operations.recommend_to_presidium(
            application, "Тестова Анна Игоревна", "директор", by=user, at=NOW
        )
    edition = regulation_in_force()
    return operations.acknowledge_regulation(application, edition.pk, by=user, at=NOW)


def sent_application(user: User, organisation=None, basis=Basis.IMPLEMENTED, *, signed=False):
    application = filled_application(user, organisation, basis)
    application = operations.submit_application(
        application, seen=application.version, by=user, at=NOW
    )
    if signed:
        operations.attach_signed_scan(application, checked("скан.pdf"), by=user, at=NOW)
        application.refresh_from_db()
    return application


def application_in(
    state: State, user: User, *, secretary: User, organisation=None, basis=Basis.IMPLEMENTED
) -> MembershipApplication:
    """An application of `user`'s organisation in the state asked for."""
    if state == State.DRAFT:
        return filled_application(user, organisation, basis)
    application = sent_application(user, organisation, basis, signed=True)
    stamp = {"seen": application.version, "by": secretary, "at": NOW}
    match state:
        case State.RETURNED:
            operations.return_application(application, "Приложите план целиком.", **stamp)
        case State.REFUSED:
            operations.refuse_application(
                application, "Документы чужие.", names.BASIS_IMPLEMENTED, **stamp
            )
        case State.WITHDRAWN:
            operations.withdraw_application(application, **stamp | {"by": user})
        case State.ADMITTED | State.CONFIRMED:
            _admit(application, secretary, up_to_order=state == State.CONFIRMED)
    application.refresh_from_db()
    return application


def _admit(application: MembershipApplication, secretary: User, *, up_to_order: bool) -> None:
    operations.record_decision(
        application, **decision(), seen=application.version, by=secretary, at=NOW
    )
    application.refresh_from_db()
    if up_to_order:
        two_signatories()
        operations.record_order(
            application, **order(), seen=application.version, by=secretary, at=NOW
        )


def decision(**changes) -> dict:
    """What the secretary types of a decision."""
    return {
        "body": presidium(),
        "date": TODAY,
        "protocol_number": "7",
        "form": DecisionForm.CONCLUSION,
        **changes,
    }


def order(**changes) -> dict:
    """What the secretary types of an order."""
    return {
        "number": "41-к",
        "date": TODAY,
        "signed_by": "П. П. Полянин",
        "signed_position": "начальник Управления",
        **changes,
    }
