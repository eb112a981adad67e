"""A decision of the Presidium at a meeting admits, as one that the secretary enters from paper does (R7, R27)."""

import pytest
from django.db import transaction

from association.meetings.choices import DecisionForm, MeetingState, VoteState
from association.meetings.models import AgendaItem, Decision
from association.meetings.operations.deciding import adopt
from association.meetings.registry import matter_of
from association.membership import operations
from association.membership.choices import Basis, State
from association.membership.models import AdmissionDecision
from association.membership.rules import names
from association.minutes.models import Protocol
from association.organisations.choices import Standing
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import log_in
from tests.factories.certificates import two_signatories
from tests.factories.decisions import VoteFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.membership import (
    NOW,
    TODAY,
    application_in,
    order,
    organisation_of,
    presidium,
    sent_application,
)

pytestmark = pytest.mark.django_db


def vote_on(application, **fields):
    body = presidium()
    body.rules_code = "presidium"
    body.save()
    meeting = MeetingFactory(body=body, state=MeetingState.OPEN, starts_at=NOW)
    item = AgendaItemFactory(meeting=meeting, position=2, matter="admission", subject=application)
    return VoteFactory(item=item, form=DecisionForm.INTERNAL, **fields)


def test_adopted_decision_admits(applicant, secretary):
    application = sent_application(applicant, signed=True)
    decision = adopt(vote_on(application), by=secretary, at=NOW)
    application.refresh_from_db()
    admission = AdmissionDecision.objects.get(application=application)
    assert application.state == State.ADMITTED
    assert (admission.decision, admission.body, admission.date) == (decision, presidium(), TODAY)
    assert (admission.form, admission.recorded_by) == (DecisionForm.INTERNAL, secretary)
    assert decision.effect == (
        f"{application.title} ({application.organisation.short_name}): решение о приёме внесено, "
        "заявителю отправлено письмо. Теперь нужен приказ."
    )
    assert Letter.objects.filter(kind="membership.admitted", person=applicant.person).count() == 1


def test_order_completes_what_the_meeting_decided(applicant, secretary):
    two_signatories()
    application = sent_application(applicant, signed=True)
    adopt(vote_on(application), by=secretary, at=NOW)
    application.refresh_from_db()
    operations.record_order(application, **order(), seen=application.version, by=secretary, at=NOW)
    application.organisation.refresh_from_db()
    assert application.organisation.standing == Standing.MEMBER


def test_number_of_the_protocol_is_printed_when_there_is_one(applicant, secretary):
    application = sent_application(applicant, signed=True)
    decision = adopt(vote_on(application), by=secretary, at=NOW)
    admission = AdmissionDecision.objects.get()
    assert str(admission) == "Президиум Ассоциации, решение №\xa02.1 от 18.11.2026"
    protocol = Protocol.objects.create(meeting=decision.meeting, body=presidium(), year=2026)
    assert str(AdmissionDecision.objects.get()) == str(admission)
    protocol.number = 7
    protocol.save()
    assert str(AdmissionDecision.objects.get()) == (
        "Президиум Ассоциации, протокол №\xa07 от 18.11.2026"
    )


def test_vote_that_closes_by_its_term_admits_too(applicant):
    adopt(vote_on(sent_application(applicant, signed=True)), by=None, at=NOW)
    assert AdmissionDecision.objects.get().recorded_by is None


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.RETURNED, State.REFUSED, State.ADMITTED])
def test_application_that_waits_no_more_stops_the_adoption(applicant, secretary, state):
    """T35, T36: withdrawn meanwhile, or decided before; nothing of the closing stays."""
    application = application_in(state, applicant, secretary=secretary)
    decided = AdmissionDecision.objects.count()
    vote = vote_on(application, state=VoteState.OPEN, result="", closed_at=None)

    def close():
        with transaction.atomic():
            vote.state, vote.result, vote.closed_at = VoteState.CLOSED, "adopted", NOW
            vote.save()
            adopt(vote, by=secretary, at=NOW)

    with pytest.raises(DomainError, match="голосование осталось открытым") as refusal:
        close()
    assert refusal.value.rule is names.PROCEDURE
    vote.refresh_from_db()
    assert vote.state == VoteState.OPEN
    assert not Decision.objects.exists()
    assert AdmissionDecision.objects.count() == decided


def test_unsigned_application_is_not_admitted(applicant, secretary):
    with pytest.raises(DomainError) as refusal:
        adopt(vote_on(sent_application(applicant)), by=secretary, at=NOW)
    assert refusal.value.rule is names.HEAD_APPLIES


def test_presidium_alone_is_offered_what_waits_and_is_signed(applicant, secretary):
    signed = sent_application(applicant, signed=True)
    sent_application(applicant)
    matter = matter_of("admission")
    assert list(matter.subjects(presidium())) == [signed]
    assert list(matter.subjects(MeetingFactory().body)) == []


@pytest.mark.parametrize(
    ("basis", "title"),
    [
        (Basis.IMPLEMENTED, "О приёме в члены Ассоциации: "),
        (Basis.CANDIDATE, "О статусе кандидата в члены Ассоциации: "),
    ],
)
def test_draft_names_what_is_asked_for(applicant, basis, title):
    application = sent_application(applicant, organisation_of(applicant), basis)
    drafted, text = matter_of("admission").draft(application)
    assert drafted == f"{title}{application.organisation.short_name}"
    assert application.organisation.full_name in text
    assert len(drafted) <= AgendaItem._meta.get_field("title").max_length


def test_office_reads_the_decision_by_a_link_and_the_applicant_in_words(
    client, applicant, secretary
):
    application = sent_application(applicant, signed=True)
    decision = adopt(vote_on(application), by=secretary, at=NOW)
    log_in(client, applicant)
    page = client.get(application.get_absolute_url()).text
    assert "Президиум Ассоциации, решение №\xa02.1" in page
    assert decision.get_absolute_url() not in page
    log_in(client, secretary)
    page = client.get(f"/admin/membership/membershipapplication/{application.pk}/").text
    assert decision.get_absolute_url() in page
