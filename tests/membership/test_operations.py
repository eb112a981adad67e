"""What each act leaves behind: the state, the exact log, the exact letters; and that a refusal leaves no trace."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from association.membership import operations, queries
from association.membership.choices import (
    Basis,
    Outcome,
    Period,
    SignedForm,
    State,
    SubmitterRole,
)
from association.membership.models import (
    AdmissionDecision,
    ApplicationFile,
    MembershipApplication,
    MembershipSettings,
    Order,
    SignedPaper,
    Submission,
)
from association.membership.rules import names
from association.organisations.choices import Standing
from association.organisations.operations import change_standing, end_representation
from documents.certificates.models import Certificate
from documents.uploads.models import StoredFile
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.certificates import two_signatories
from tests.factories.membership import (
    NOW,
    TODAY,
    application_in,
    decision,
    filled_application,
    next_edition,
    order,
    organisation_of,
    presidium,
    regulation_in_force,
    sent_application,
)
from tests.factories.uploads import checked

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.timedelta(days=1)


def actions(application) -> list[str]:
    """Actions of the log, the first one first, without the name of the room."""
    return [entry.action.removeprefix("membership.") for entry in queries.history(application)]


def letters(application) -> list[tuple[str, str]]:
    found = Letter.objects.filter(kind__startswith="membership.").order_by("pk")
    return [(letter.kind, letter.address) for letter in found]


def trace() -> tuple:
    """Everything that a refused act must leave as it was."""
    return (
        list(MembershipApplication.objects.order_by("pk").values()),
        list(Submission.objects.order_by("pk").values()),
        *(
            model.objects.count()
            for model in (
                ModelLogEntry,
                Letter,
                StoredFile,
                ApplicationFile,
                SignedPaper,
                AdmissionDecision,
                Order,
                Certificate,
            )
        ),
    )


@pytest.fixture
def refuses():
    """`refuses(act)` calls an act that must be refused without a trace, and gives the refusal."""

    def call(act) -> DomainError:
        before = trace()
        with pytest.raises(DomainError) as refusal:
            act()
        assert trace() == before
        return refusal.value

    return call


def test_start_is_begun_once(applicant):
    """T34."""
    organisation = organisation_of(applicant)
    first = operations.start_application(organisation, by=applicant, at=NOW)
    second = operations.start_application(organisation, by=applicant, at=NOW)
    assert (first, MembershipApplication.objects.count()) == (second, 1)
    assert actions(first) == ["start"]


def test_member_has_nothing_to_apply_for(applicant, refuses):
    member = organisation_of(applicant, standing=Standing.MEMBER)
    refusal = refuses(lambda: operations.start_application(member, by=applicant, at=NOW))
    assert refusal.rule == names.ALREADY_IN


def test_filling_in_is_logged_step_by_step(applicant):
    application = filled_application(applicant, basis=Basis.CERTIFIED)
    assert (application.state, application.version) == (State.DRAFT, 7)
    assert actions(application) == [
        "start",
        "choose_basis",
        "describe_certificate",
        "attach_file",
        "recommend",
        "acknowledge",
    ]


def test_candidate_ground_drops_the_recommendation(applicant):
    """R88."""
    application = filled_application(applicant)
    application = operations.choose_basis(application, Basis.CANDIDATE, by=applicant, at=NOW)
    assert (application.recommended_name, application.recommended_position) == ("", "")


def test_candidate_recommends_nobody(applicant, refuses):
    application = filled_application(applicant, basis=Basis.CANDIDATE)
    refusal = refuses(
        lambda: operations.recommend_to_presidium(
            application, "Анна", "директор", by=applicant, at=NOW
        )
    )
    assert refusal.rule == names.RECOMMENDATION


def test_file_for_what_is_not_asked_is_refused(applicant, refuses):
    application = filled_application(applicant)
    refusal = refuses(
        lambda: operations.attach_file(
            application, "council_order", checked(), by=applicant, at=NOW
        )
    )
    assert refusal.rule == names.BASIS_IMPLEMENTED


def test_one_order_may_create_the_council_and_name_the_responsible(applicant):
    """R24: the paper is handed in once and counts for both; each is taken out by itself."""
    application = operations.start_application(organisation_of(applicant), by=applicant, at=NOW)
    operations.choose_basis(application, Basis.CANDIDATE, by=applicant, at=NOW)
    operations.attach_file(
        application, "council_order", checked(), does_both=True, by=applicant, at=NOW
    )
    attached = queries.attached_files(application)
    assert {code: len(files) for code, files in attached.items()} == {
        "council_order": 1,
        "responsible_persons": 1,
    }
    operations.remove_file(attached["council_order"][0], by=applicant, at=NOW)
    application.refresh_from_db()
    gaps = queries.gaps_of(application, user=applicant, on=TODAY)
    assert ("council_order", names.COUNCIL_ORDER) in [(gap.code, gap.rule) for gap in gaps]
    assert names.RESPONSIBLE_PERSONS not in [gap.rule for gap in gaps]


def test_removed_file_of_a_draft_is_gone(applicant):
    application = filled_application(applicant)
    stored = StoredFile.objects.count()
    operations.remove_file(application.files.get(), by=applicant, at=NOW)
    assert (application.files.count(), StoredFile.objects.count()) == (0, stored - 1)
    assert actions(application)[-1] == "remove_file"


def test_removed_file_that_was_sent_stays_as_evidence(applicant, secretary):
    application = application_in(State.RETURNED, applicant, secretary=secretary)
    file = application.files.get()
    operations.remove_file(file, by=applicant, at=NOW)
    file.refresh_from_db()
    assert file.removed_at == NOW
    assert queries.attached_files(application) == {}
    assert list(queries.current_submission(application).files.all()) == [file]


def test_acquaintance_keeps_the_edition_that_was_shown(applicant):
    """R87."""
    edition = regulation_in_force()
    application = filled_application(applicant)
    assert (application.edition, application.acquainted_at) == (edition, NOW)


def test_acquaintance_with_an_edition_out_of_force_is_refused(applicant, refuses):
    application = filled_application(applicant)
    old = regulation_in_force()
    next_edition(old.page, number=2, effective_from=TODAY)
    refusal = refuses(
        lambda: operations.acknowledge_regulation(application, old.pk, by=applicant, at=NOW)
    )
    assert refusal.rule == names.ACQUAINTANCE


def test_new_edition_before_sending_asks_to_read_again(applicant, refuses):
    application = filled_application(applicant)
    next_edition(regulation_in_force().page, number=2, effective_from=TODAY)
    refusal = refuses(
        lambda: operations.submit_application(
            application, seen=application.version, by=applicant, at=NOW
        )
    )
    assert refusal.rule == names.ACQUAINTANCE


def test_submission_numbers_freezes_and_writes(applicant):
    """R86, R87; the letter, the standing, the log."""
    organisation = organisation_of(applicant)
    application = sent_application(applicant, organisation)
    submission = queries.current_submission(application)
    organisation.refresh_from_db()
    assert (application.state, application.registration_number) == (State.SUBMITTED, "1/2026")
    assert (submission.revision, submission.role) == (1, SubmitterRole.HEAD)
    assert submission.full_name == organisation.full_name
    assert submission.head_name == applicant.person.full_name
    assert submission.addressee == "Председателю Президиума Ассоциации"
    assert list(submission.files.all()) == list(application.files.all())
    assert organisation.standing == Standing.APPLICANT
    assert actions(application)[-1] == "submit"
    assert letters(application) == [("membership.submitted", applicant.email)]


def test_submission_does_not_follow_later_changes(applicant):
    """The evidence is frozen: a new name of the organisation does not reach the paper."""
    organisation = organisation_of(applicant)
    application = sent_application(applicant, organisation)
    name = organisation.full_name
    organisation.full_name = "Другое название"
    organisation.save()
    assert queries.current_submission(application).full_name == name


@pytest.mark.parametrize(
    ("period", "basis", "addressee"),
    [
        (Period.ORGANISATIONAL, Basis.IMPLEMENTED, "Начальнику\nПолянину П. П."),
        (Period.WORKING, Basis.IMPLEMENTED, "Председателю\nОзерову О. О."),
        (Period.ORGANISATIONAL, Basis.CANDIDATE, "Председателю\nОзерову О. О."),
    ],
)
def test_addressee_follows_the_period(applicant, period, basis, addressee):
    """R37, R38, R26."""
    settings = MembershipSettings.load()
    settings.period = period
    settings.organisational_addressee = "Начальнику\nПолянину П. П."
    settings.working_addressee = "Председателю\nОзерову О. О."
    settings.save()
    application = sent_application(applicant, basis=basis)
    submission = queries.current_submission(application)
    assert (submission.period, submission.addressee) == (period, addressee)


def test_submission_pressed_twice_is_sent_once(applicant):
    """T34."""
    application = filled_application(applicant)
    seen = application.version
    for _ in range(2):
        application = operations.submit_application(application, seen=seen, by=applicant, at=NOW)
    assert application.submissions.count() == 1
    assert actions(application).count("submit") == 1
    assert len(letters(application)) == 1


def test_draft_changed_in_another_tab_is_read_again_before_it_is_sent(applicant, refuses):
    """T35."""
    application = filled_application(applicant)
    seen = application.version
    operations.choose_basis(application, Basis.CERTIFIED, by=applicant, at=NOW)
    refusal = refuses(
        lambda: operations.submit_application(application, seen=seen, by=applicant, at=NOW)
    )
    assert refusal.rule == names.SEEN_LATEST


def test_data_of_a_certificate_are_sent_with_its_own_ground_alone(applicant):
    """After a change of mind they stay in the draft, and no paper prints them."""
    application = filled_application(applicant, basis=Basis.CERTIFIED)
    operations.choose_basis(application, Basis.IMPLEMENTED, by=applicant, at=NOW)
    operations.attach_file(application, "implementation_papers", checked(), by=applicant, at=NOW)
    application.refresh_from_db()
    operations.submit_application(application, seen=application.version, by=applicant, at=NOW)
    submission = queries.current_submission(application)
    assert (application.qms_number, submission.qms_number) == ("СМК-77", "")
    assert [file.requirement for file in submission.files.all()] == ["implementation_papers"]


def test_incomplete_application_is_not_sent(applicant, refuses):
    application = filled_application(applicant)
    operations.remove_file(application.files.get(), by=applicant, at=NOW)
    application.refresh_from_db()
    refusal = refuses(
        lambda: operations.submit_application(
            application, seen=application.version, by=applicant, at=NOW
        )
    )
    assert refusal.rule == names.BASIS_IMPLEMENTED


def test_numbers_have_no_gaps_and_start_anew_each_year(applicant):
    for _ in range(2):
        sent_application(applicant)
    draft = filled_application(applicant)
    next_year = datetime.datetime(2027, 1, 11, 12, tzinfo=NOW.tzinfo)
    operations.submit_application(draft, seen=draft.version, by=applicant, at=next_year)
    found = MembershipApplication.objects.order_by("pk")
    assert [each.registration_number for each in found] == ["1/2026", "2/2026", "1/2027"]


def test_submitter_who_is_not_the_head_is_kept_as_such(applicant):
    organisation = organisation_of(applicant, is_head=False)
    application = sent_application(applicant, organisation)
    submission = queries.current_submission(application)
    assert submission.role == SubmitterRole.AUTHORITY
    assert {file.requirement for file in submission.files.all()} == {
        "implementation_papers",
        "authority",
    }


def test_scan_is_a_signature_under_the_last_sending(applicant):
    application = sent_application(applicant, signed=True)
    paper = queries.signed_papers(application).get()
    assert (paper.form, paper.scan.original_name) == (SignedForm.SCAN, "скан.pdf")
    assert actions(application)[-1] == "attach_scan"


def test_paper_original_is_recorded_with_its_place_in_the_journal(applicant, secretary):
    application = sent_application(applicant)
    operations.record_paper_original(
        application, "вх-12", TODAY, seen=application.version, by=secretary, at=NOW
    )
    paper = queries.signed_papers(application).get()
    assert (paper.form, paper.journal_number, paper.received_on) == (
        SignedForm.PAPER,
        "вх-12",
        TODAY,
    )


@pytest.mark.parametrize("received_on", [TODAY - DAY, TODAY + DAY])
def test_paper_original_comes_between_sending_and_today(applicant, secretary, refuses, received_on):
    application = sent_application(applicant)
    refusal = refuses(
        lambda: operations.record_paper_original(
            application, "вх-12", received_on, seen=application.version, by=secretary, at=NOW
        )
    )
    assert refusal.field == "received_on"


def test_returned_application_is_sent_again_under_its_number(applicant, secretary):
    application = application_in(State.RETURNED, applicant, secretary=secretary)
    assert (application.remarks, letters(application)[-1][0]) == (
        "Приложите план целиком.",
        "membership.returned",
    )
    application = operations.submit_application(
        application, seen=application.version, by=applicant, at=NOW + DAY
    )
    assert (application.registration_number, application.remarks) == ("1/2026", "")
    assert [each.revision for each in application.submissions.all()] == [2, 1]
    assert [kind for kind, _ in letters(application)] == [
        "membership.submitted",
        "membership.returned",
        "membership.submitted",
    ]


def test_signature_under_an_earlier_sending_counts_no_more(applicant, secretary, refuses):
    application = application_in(State.RETURNED, applicant, secretary=secretary)
    application = operations.submit_application(
        application, seen=application.version, by=applicant, at=NOW
    )
    assert not queries.is_signed(application)
    body = decision()
    refusal = refuses(
        lambda: operations.record_decision(
            application, **body, seen=application.version, by=secretary, at=NOW
        )
    )
    assert refusal.rule == names.HEAD_APPLIES


def test_refusal_names_its_clause_and_frees_the_organisation(applicant, secretary):
    organisation = organisation_of(applicant)
    application = application_in(
        State.REFUSED, applicant, secretary=secretary, organisation=organisation
    )
    organisation.refresh_from_db()
    assert (application.refusal_rule, application.closed_at) == (
        "membership.basis_implemented",
        NOW,
    )
    assert organisation.standing == Standing.NONE
    assert letters(application)[-1] == ("membership.refused", applicant.email)
    assert "Основание: п.\xa03.1 «б» Положения" in Letter.objects.latest("pk").text
    assert operations.start_application(organisation, by=applicant, at=NOW) != application


def test_withdrawal_closes_and_frees(applicant, secretary):
    organisation = organisation_of(applicant)
    application = application_in(
        State.WITHDRAWN, applicant, secretary=secretary, organisation=organisation
    )
    organisation.refresh_from_db()
    assert (application.closed_at, organisation.standing) == (NOW, Standing.NONE)
    assert actions(application)[-1] == "withdraw"


def test_decision_is_recorded_with_its_form(applicant, secretary):
    """R7, R27."""
    application = application_in(State.ADMITTED, applicant, secretary=secretary)
    assert str(application.decision) == "Президиум Ассоциации, протокол №\xa07 от 18.11.2026"
    assert actions(application)[-1] == "record_decision"
    assert letters(application)[-1] == ("membership.admitted", applicant.email)


def test_order_makes_a_member_and_issues_the_certificate(applicant, secretary):
    """R27, R39, R90."""
    organisation = organisation_of(applicant)
    application = application_in(
        State.CONFIRMED, applicant, secretary=secretary, organisation=organisation
    )
    organisation.refresh_from_db()
    certificate = Certificate.objects.get()
    assert organisation.standing == Standing.MEMBER
    assert str(application.order) == "приказ №\xa041-к от 18.11.2026"
    assert (certificate.source, certificate.holder_name, certificate.holder_address) == (
        application,
        organisation.full_name,
        organisation.legal_address,
    )
    assert actions(application)[-1] == "record_order"
    assert letters(application)[-1] == ("membership.confirmed", applicant.email)


def test_candidate_gets_standing_and_no_certificate(applicant, secretary):
    """R39, C12."""
    organisation = organisation_of(applicant)
    application_in(
        State.CONFIRMED,
        applicant,
        secretary=secretary,
        organisation=organisation,
        basis=Basis.CANDIDATE,
    )
    organisation.refresh_from_db()
    assert (organisation.standing, Certificate.objects.count()) == (Standing.CANDIDATE, 0)


def test_candidate_enters_only_with_a_positive_conclusion(applicant, secretary, refuses):
    """R22."""
    organisation = organisation_of(applicant, standing=Standing.CANDIDATE)
    application = sent_application(applicant, organisation, signed=True)
    body = decision()

    def decide():
        return operations.record_decision(
            application, **body, seen=application.version, by=secretary, at=NOW
        )

    assert refuses(decide).rule == names.EXPERT_CONCLUSION
    for outcome in (Outcome.POSITIVE, Outcome.NEGATIVE):
        conclude(application, outcome, secretary)
    assert refuses(decide).rule == names.EXPERT_CONCLUSION
    conclude(application, Outcome.POSITIVE, secretary)
    decide()
    application.refresh_from_db()
    assert application.state == State.ADMITTED


def conclude(application, outcome, secretary):
    operations.record_conclusion(
        application,
        outcome=outcome,
        date=TODAY,
        author="Экспертная группа",
        seen=application.version,
        by=secretary,
        at=NOW,
    )
    application.refresh_from_db()


def test_conclusion_is_for_candidates_alone(applicant, secretary, refuses):
    application = sent_application(applicant)
    refusal = refuses(
        lambda: operations.record_conclusion(
            application,
            outcome=Outcome.POSITIVE,
            date=TODAY,
            author="Экспертная группа",
            seen=application.version,
            by=secretary,
            at=NOW,
        )
    )
    assert refusal.rule == names.EXPERT_CONCLUSION


def test_one_order_confirms_several_organisations(applicant, secretary):
    for _ in range(2):
        application_in(State.CONFIRMED, applicant, secretary=secretary)
    assert Order.objects.get().applications.count() == 2


def test_order_known_by_another_signatory_is_refused(applicant, secretary, refuses):
    application_in(State.CONFIRMED, applicant, secretary=secretary)
    application = application_in(State.ADMITTED, applicant, secretary=secretary)
    refusal = refuses(
        lambda: operations.record_order(
            application,
            **order(signed_by="Другой А. А."),
            seen=application.version,
            by=secretary,
            at=NOW,
        )
    )
    assert refusal.field == "signed_by"


def test_order_without_signatories_of_the_certificate_changes_nothing(
    applicant, secretary, refuses
):
    """All in one transaction: no certificate, no member."""
    application = application_in(State.ADMITTED, applicant, secretary=secretary)
    refuses(
        lambda: operations.record_order(
            application, **order(), seen=application.version, by=secretary, at=NOW
        )
    )
    application.organisation.refresh_from_db()
    assert application.organisation.standing == Standing.APPLICANT


@pytest.mark.parametrize(
    "act",
    [
        lambda a, by, seen: operations.return_application(a, "х", seen=seen, by=by, at=NOW),
        lambda a, by, seen: operations.refuse_application(
            a, "х", names.HEAD_APPLIES, seen=seen, by=by, at=NOW
        ),
        lambda a, by, seen: operations.record_decision(a, **decision(), seen=seen, by=by, at=NOW),
        lambda a, by, seen: operations.record_paper_original(
            a, "1", TODAY, seen=seen, by=by, at=NOW
        ),
    ],
    ids=["return", "refuse", "decide", "record paper"],
)
def test_secretary_who_read_an_older_version_is_told(applicant, secretary, refuses, act):
    """T35: withdrawn while the secretary was reading."""
    presidium()
    application = sent_application(applicant, signed=True)
    seen = application.version
    operations.withdraw_application(application, seen=seen, by=applicant, at=NOW)
    refusal = refuses(lambda: act(application, secretary, seen))
    assert refusal.rule == names.SEEN_LATEST
    assert actions(application)[-1] == "withdraw"


def test_two_secretaries_and_one_decision(applicant, secretary, refuses):
    """T35: one wins, the other is told, the log has one."""
    application = sent_application(applicant, signed=True)
    other, body = UserFactory(), decision()
    operations.record_decision(application, **body, seen=application.version, by=secretary, at=NOW)
    refusal = refuses(
        lambda: operations.record_decision(
            application, **body, seen=application.version, by=other, at=NOW
        )
    )
    assert refusal.message.startswith("Пока вы читали, заявление изменилось")
    assert actions(application).count("record_decision") == 1


def test_decision_on_a_draft_is_refused(applicant, secretary, refuses):
    """T36."""
    application, body = filled_application(applicant), decision()
    refusal = refuses(
        lambda: operations.record_decision(
            application, **body, seen=application.version, by=secretary, at=NOW
        )
    )
    assert refusal.rule == names.PROCEDURE


def test_end_of_membership_revokes_the_certificate(applicant, secretary):
    """R92."""
    organisation = organisation_of(applicant)
    application_in(State.CONFIRMED, applicant, secretary=secretary, organisation=organisation)
    change_standing(
        organisation, Standing.FORMER, on=TODAY, ground="заявление о выходе", by=secretary, at=NOW
    )
    certificate = Certificate.objects.get()
    assert (certificate.status, certificate.ground) == ("revoked", "заявление о выходе")


def test_letters_go_to_present_representatives_alone(applicant, secretary):
    """T82: the right follows the present."""
    organisation = organisation_of(applicant)
    application = sent_application(applicant, organisation, signed=True)
    end_representation(organisation.representatives.get(), by=secretary, at=NOW)
    operations.return_application(
        application, "Исправьте.", seen=application.version, by=secretary, at=NOW
    )
    assert [kind for kind, _ in letters(application)] == ["membership.submitted"]


def test_paper_is_made_once(applicant, django_capture_on_commit_callbacks):
    two_signatories()
    with django_capture_on_commit_callbacks(execute=True):
        application = sent_application(applicant)
    submission = queries.current_submission(application)
    paper = submission.paper
    assert (paper.original_name, len(paper.sha256)) == ("Заявление 1-2026.pdf", 64)
    operations.print_submission.call(submission.pk)
    submission.refresh_from_db()
    assert submission.paper == paper
