"""One organisation with everything that an outsider would like to see, and the people around it."""

from types import SimpleNamespace

import pytest

from association.bodies.choices import BodyKind, OfficeKind
from association.membership import operations as membership
from association.membership.choices import Basis, Outcome
from association.organisations import operations as organisations
from association.organisations.choices import RepresentativeRole, Standing
from documents.uploads.operations import store_upload
from home.accounts.choices import Role
from home.accounts.operations import give_consent
from home.accounts.queries import PERSONAL_DATA, current_text
from tests.factories import records
from tests.factories.accounts import UserFactory
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.certificates import two_signatories
from tests.factories.expertise import candidates_application, expertise_of
from tests.factories.inquiries import inquiries_of
from tests.factories.meetings import meeting_of
from tests.factories.membership import (
    NOW,
    TODAY,
    decision,
    order,
    organisation_of,
    sent_application,
)
from tests.factories.mentoring import candidate, pairs_of
from tests.factories.minutes import held_by
from tests.factories.notices import LetterFactory, MailingFactory
from tests.factories.organisations import JoinRequestFactory
from tests.factories.processes import processes_of
from tests.factories.uploads import checked


@pytest.fixture
def world(db):
    """`owner` speaks for an organisation that became a member; everybody else is a stranger to it."""
    owner, secretary = UserFactory(), UserFactory(role=Role.SECRETARY)
    neighbour = candidate()
    _experts(owner, secretary)
    organisation = organisation_of(owner, standing=Standing.CANDIDATE)
    JoinRequestFactory(organisation=organisation, authority=_paper(owner))
    organisation.representatives.update(authority=_paper(owner))
    _admitted(owner, secretary, organisation)
    LetterFactory(person=owner.person)
    MailingFactory()
    OfficeFactory()
    processes_of(owner, organisation, neighbour, lambda: _paper(owner))
    pairs_of(owner, organisation, neighbour, lambda: _paper(owner))
    held_by(owner, organisation, _paper(owner))
    meeting_of(owner, organisation)
    _leaving(owner, organisation)
    _certified(owner, organisation)
    inquiries_of(owner, organisation, lambda: _paper(owner))
    give_consent(owner.person, current_text(PERSONAL_DATA), at=NOW)
    with records.seats() as seats:
        records.archive_of(seats.keeper(owner))
        yield SimpleNamespace(owner=owner, secretary=secretary, organisation=organisation)


def _paper(user):
    return store_upload(checked(), by=user, at=NOW)


def _certified(owner, organisation) -> None:
    """Its QMS has a certificate and asks for another; somebody is invited, the office has acted for it."""
    organisations.record_qms_certificate(
        organisation,
        number="СМК-1",
        issuer="Орган по сертификации",
        issued_on=TODAY,
        valid_until=TODAY.replace(year=TODAY.year + 3),
        file=_paper(owner),
        by=owner,
        at=NOW,
    )
    organisations.ask_certification(organisation, "Аудит проведён.", by=owner, at=NOW)
    organisations.invite_representative(
        organisation, "colleague@example.org", RepresentativeRole.PAPERS, by=owner, at=NOW
    )
    organisations.begin_stand_in(
        organisation, "Руководитель в отпуске.", by=UserFactory(role=Role.SECRETARY), at=NOW
    )


def _experts(owner, secretary) -> None:
    """The owner judges the papers of another candidate, and is to conclude."""
    group = CollegialBodyFactory(kind=BodyKind.EXPERT_GROUP)
    OfficeFactory(body=group, person=owner.person, kind=OfficeKind.LEADER)
    application = candidates_application(UserFactory())
    expertise_of(application, group, [owner], by=secretary)


def _leaving(owner, organisation) -> None:
    """Thought of, printed, not filed: it stays a member."""
    draft = membership.start_exit(organisation, by=owner, at=NOW)
    draft.paper = _paper(owner)
    draft.save(update_fields=["paper"])


def _admitted(owner, secretary, organisation) -> None:
    """A candidate that has walked the whole way, so that every kind of its papers is there."""
    application = sent_application(owner, organisation, Basis.IMPLEMENTED, signed=True)
    two_signatories()
    for act, answers in (
        (
            membership.record_conclusion,
            {
                "outcome": Outcome.POSITIVE,
                "date": TODAY,
                "author": "Экспертная группа",
                "upload": checked("заключение.pdf"),
            },
        ),
        (membership.record_decision, decision()),
        (membership.record_order, order()),
    ):
        act(application, **answers, seen=application.version, by=secretary, at=NOW)
        application.refresh_from_db()
    application.submissions.update(paper=_paper(owner))
