"""One organisation with everything that an outsider would like to see, and the people around it."""

from types import SimpleNamespace

import pytest

from association.membership import operations as membership
from association.membership.choices import Basis, Outcome
from association.organisations.choices import Standing
from documents.uploads.operations import store_upload
from home.accounts.choices import Role
from home.accounts.operations import give_consent
from home.accounts.queries import PERSONAL_DATA, current_text
from tests.factories import records
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OfficeFactory
from tests.factories.certificates import two_signatories
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
from tests.factories.minutes import held_by
from tests.factories.notices import LetterFactory, MailingFactory
from tests.factories.organisations import JoinRequestFactory
from tests.factories.uploads import checked


@pytest.fixture
def world(db):
    """`owner` speaks for an organisation that became a member; everybody else is a stranger to it."""
    owner, secretary = UserFactory(), UserFactory(role=Role.SECRETARY)
    organisation = organisation_of(owner, standing=Standing.CANDIDATE)
    JoinRequestFactory(organisation=organisation, authority=_paper(owner))
    organisation.representatives.update(authority=_paper(owner))
    _admitted(owner, secretary, organisation)
    LetterFactory(person=owner.person)
    MailingFactory()
    OfficeFactory()
    held_by(owner, organisation, _paper(owner))
    meeting_of(owner, organisation)
    _leaving(owner, organisation)
    inquiries_of(owner, organisation, lambda: _paper(owner))
    give_consent(owner.person, current_text(PERSONAL_DATA), at=NOW)
    with records.seats() as seats:
        records.archive_of(seats.keeper(owner))
        yield SimpleNamespace(owner=owner, secretary=secretary, organisation=organisation)


def _paper(user):
    return store_upload(checked(), by=user, at=NOW)


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
