"""What a reader of the regulation sees of their own joining, and that joining costs nothing."""

import pytest
from django.apps import apps
from django.db.models import DecimalField
from django.urls import reverse

from association.membership.choices import Basis, State, Step
from association.membership.live import applications_now
from association.membership.rules import names, procedure
from association.organisations.choices import Standing
from documents.certificates.live import certificates_now
from documents.certificates.queries import certificates_of
from documents.certificates.rules import ISSUE, VALIDITY
from tests.factories.accounts import log_in
from tests.factories.membership import TODAY, application_in, organisation_of, sent_application

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def told(user) -> dict[str, str]:
    return {
        state.rule.code: state.text.replace("\xa0", " ") for state in applications_now(user, TODAY)
    }


def test_application_under_review_tells_its_term(applicant):
    application = sent_application(applicant, signed=True)
    named = f"Заявление № {application.registration_number} ({application.organisation.short_name})"
    text = told(applicant)["membership.admission_decision"]
    assert text.startswith(f"{named} рассматривается")
    assert told(applicant)["membership.basis_implemented"] == text


def test_unsigned_application_waits_on_the_desk_alone(applicant):
    sent_application(applicant)
    assert told(applicant) == {}


@pytest.mark.parametrize(
    ("state", "rule", "words"),
    [
        (State.ADMITTED, names.ADMISSION_ORDER, "решение принято, ждёт приказа"),
        (State.CONFIRMED, names.ADMISSION_ORDER, "приказ № "),
        (State.REFUSED, names.BASIS_IMPLEMENTED, "отклонено"),
    ],
)
def test_outcome_is_told_at_its_clause(applicant, secretary, state, rule, words):
    application_in(state, applicant, secretary=secretary)
    assert words in told(applicant)[rule.code]


def test_candidate_waits_for_the_experts(applicant):
    organisation = organisation_of(applicant, standing=Standing.CANDIDATE)
    sent_application(applicant, organisation, signed=True)
    assert list(told(applicant)) == [names.EXPERT_CONCLUSION.code]


def test_nobody_else_is_told(applicant, secretary):
    application_in(State.CONFIRMED, applicant, secretary=secretary)
    assert told(secretary) == {}
    assert list(certificates_now(secretary, TODAY)) == []


@pytest.mark.parametrize(("basis", "certificates"), [(Basis.IMPLEMENTED, 1), (Basis.CANDIDATE, 0)])
def test_certificate_is_given_to_members_and_not_to_candidates(
    applicant, secretary, basis, certificates
):
    """R39."""
    assert names.CERTIFICATE_TO_MEMBERS.clause == ISSUE.clause
    application = application_in(State.CONFIRMED, applicant, secretary=secretary, basis=basis)
    assert certificates_of(application).count() == certificates
    rules = [state.rule for state in certificates_now(applicant, TODAY)]
    assert rules == [ISSUE, VALIDITY] * certificates


def test_joining_asks_for_no_money(client, applicant):
    """R8: no step of an application is a payment, and no sum of money is kept anywhere in the room."""
    organisation_of(applicant)
    assert {step.value for step in Step}.isdisjoint({"payment", "fee", "invoice"})
    models = apps.get_app_config("membership").get_models()
    assert [f for model in models for f in model._meta.fields if isinstance(f, DecimalField)] == []
    log_in(client, applicant)
    page = client.get(reverse("membership:start_application"))
    assert page.context["names"].FREE_OF_CHARGE == names.FREE_OF_CHARGE


def test_candidate_status_rests_on_its_rule():
    """R24–R26."""
    assert procedure.basis_rule(Basis.CANDIDATE) == names.BASIS_CANDIDATE
