"""T1, R9: who may do what, for every role and every state."""

import pytest
from django.contrib.auth.models import AnonymousUser

from association.membership import permissions
from association.membership.choices import Act, State
from association.membership.rules import procedure
from association.organisations.operations import end_representation
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory
from tests.factories.membership import NOW, application_in

pytestmark = pytest.mark.django_db

OFFICE = {Role.SECRETARY, Role.ADMINISTRATOR}
SEEING = {*OFFICE, Role.AUTHORITY_SUPPORT}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("role", [None, *Role])
def test_role_and_state_decide(applicant, secretary, state, role):
    application = application_in(state, applicant, secretary=secretary)
    user = UserFactory(role=role)
    was_sent = state != State.DRAFT
    assert permissions.may_see_application(user, application) is (role in SEEING and was_sent)
    assert permissions.may_decide_application(user, application) is (role in OFFICE and was_sent)
    assert permissions.may_edit_application(user, application) is False
    expected = procedure.acts_allowed(state) & procedure.SECRETARY_ACTS
    assert permissions.acts_offered(user, application) == (
        expected if role in OFFICE and was_sent else frozenset()
    )


@pytest.mark.parametrize("state", list(State))
def test_representative_acts_for_their_side_alone(applicant, secretary, state):
    application = application_in(state, applicant, secretary=secretary)
    assert permissions.may_see_application(applicant, application)
    assert not permissions.may_decide_application(applicant, application)
    assert permissions.acts_offered(applicant, application) == (
        procedure.acts_allowed(state) & procedure.APPLICANT_ACTS
    )


def test_support_of_the_authority_sees_and_acts_on_nothing(applicant, secretary):
    """R9."""
    support = UserFactory(role=Role.AUTHORITY_SUPPORT)
    application = application_in(State.SUBMITTED, applicant, secretary=secretary)
    assert permissions.may_see_registers(support)
    assert permissions.acts_offered(support, application) == frozenset()


def test_right_follows_the_present(applicant, secretary):
    """T5, T82: nothing is left of a representative who left, and nothing of an account put out."""
    application = application_in(State.SUBMITTED, applicant, secretary=secretary)
    secretary.is_active = False
    assert not permissions.may_see_application(secretary, application)
    end_representation(application.organisation.representatives.get(), by=secretary, at=NOW)
    assert permissions.acts_offered(applicant, application) == frozenset()
    assert not permissions.may_see_application(AnonymousUser(), application)


def test_secretary_who_is_a_representative_has_both_sides(applicant, secretary):
    application = application_in(State.SUBMITTED, secretary, secretary=secretary)
    # A conclusion is the experts' to give.
    allowed = procedure.acts_allowed(State.SUBMITTED) - {Act.CONCLUDE}
    assert permissions.acts_offered(secretary, application) == allowed
    assert Act.RECORD_DECISION in permissions.acts_offered(secretary, application)
