"""How an application is sent, printed, signed and taken back."""

from datetime import datetime

from django.db import transaction
from django_tasks import task

from association.organisations.choices import Standing
from association.organisations.operations import change_standing, refuse_stand_in
from documents.readers.choices import Manner
from documents.readers.operations import acquaint
from documents.uploads.operations import store_upload
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import emails, papers, queries
from ..choices import Act, Basis, SignedForm, State, SubmitterRole
from ..models import (
    ApplicationCounter,
    MembershipApplication,
    MembershipSettings,
    SignedPaper,
    Statement,
    Submission,
)
from ..rules import names
from .beats import begin, finish, lock
from .expertise import end_expertise
from .keeping import keep_paper


@transaction.atomic
def submit_application(
    application: MembershipApplication, *, seen: int, by, at: datetime
) -> MembershipApplication:
    """Send it: checklist complete, a number, everything frozen, a letter, a PDF. Pressed twice is sent once (T34)."""
    present = lock(application)
    if present.state == State.SUBMITTED:
        return present
    application = begin(application, Act.SUBMIT, seen=seen)
    if gaps := queries.gaps_of(application, user=by, on=today(at)):
        raise DomainError(gaps[0].text, gaps[0].rule)
    if not application.number:
        application.year, application.number = _next_number(today(at).year)
    application.submitted_at = at
    application.remarks = ""
    refuse_stand_in(by, application.organisation, at)
    submission = _freeze(application, by=by, at=at)
    # Who sends it declares it: «с Положением ознакомлен» stands above the signature (R87).
    acquaint(by.person, submission.edition, manner=Manner.FULL, by=by, at=at)
    _become_applicant(application, by=by, at=at)
    finish(
        application,
        "submit",
        by=by,
        at=at,
        number=application.registration_number,
        revision=submission.revision,
    )
    emails.tell_applicant(
        emails.SUBMITTED,
        application,
        revision=submission.revision,
        at=at,
        signature_rule=names.HEAD_APPLIES,
    )
    transaction.on_commit(lambda: print_submission.enqueue(submission.pk))
    return application


def _next_number(year: int) -> tuple[int, int]:
    """Gapless: the counter row stays locked until the transaction ends."""
    ApplicationCounter.objects.get_or_create(year=year)
    counter = ApplicationCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save()
    return year, counter.last


def _freeze(application: MembershipApplication, *, by, at: datetime) -> Submission:
    """Keep everything the paper says as it stands now (R87, FORMS.md).

    The data of a QMS certificate belong to 3.1 «а» alone: after a change of mind they stay in the draft.
    """
    organisation = application.organisation
    settings = MembershipSettings.load()
    stated = {
        field.attname: getattr(application, field.attname)
        for field in Statement._meta.fields
        if application.basis == Basis.CERTIFIED or not field.name.startswith("qms_")
    }
    known = ("full_name", "short_name", "inn", "kpp", "ogrn", "legal_address", "head_position")
    by_head = queries.is_head(by, organisation)
    submission = Submission.objects.create(
        **stated,
        **{name: getattr(organisation, name) for name in known},
        head_name=organisation.head.full_name,
        application=application,
        revision=application.submissions.count() + 1,
        submitted_at=at,
        submitted_by=by,
        role=SubmitterRole.HEAD if by_head else SubmitterRole.AUTHORITY,
        period=settings.period,
        addressee=settings.addressee_for(application.basis),
        association_accusative=settings.association_accusative,
    )
    asked = [item.code for item in queries.requirements_of(application, user=by)]
    submission.files.set(application.files.filter(removed_at=None, requirement__in=asked))
    return submission


def _become_applicant(application: MembershipApplication, *, by, at: datetime) -> None:
    """An organisation that is nothing yet, or no more, becomes an applicant; a candidate stays one."""
    organisation = application.organisation
    if organisation.standing not in (Standing.NONE, Standing.FORMER):
        return
    application.standing_before = organisation.standing
    change_standing(
        organisation,
        Standing.APPLICANT,
        on=today(at),
        ground=f"заявление №\xa0{application.registration_number}",
        by=by,
        at=at,
        source=application,
    )


def stop_being_applicant(application: MembershipApplication, *, by, at: datetime) -> None:
    """Back to what the organisation was before it applied: the application came to nothing."""
    organisation = application.organisation
    if organisation.standing != Standing.APPLICANT or not application.standing_before:
        return
    change_standing(
        organisation,
        Standing(application.standing_before),
        on=today(at),
        ground=f"заявление №\xa0{application.registration_number} {application.status.label}",
        by=by,
        at=at,
        source=application,
    )


@transaction.atomic
def attach_signed_scan(
    application: MembershipApplication, upload, *, by, at: datetime
) -> SignedPaper:
    """Keep the scan of the paper that the head has signed: a signature under the last sending."""
    application = begin(application, Act.ATTACH_SCAN)
    refuse_stand_in(by, application.organisation, at)
    paper = SignedPaper.objects.create(
        submission=queries.current_submission(application),
        form=SignedForm.SCAN,
        scan=store_upload(upload, by=by, at=at),
        recorded_by=by,
        recorded_at=at,
    )
    finish(application, "attach_scan", by=by, at=at, name=str(paper.scan))
    return paper


@transaction.atomic
def withdraw_application(
    application: MembershipApplication, *, seen: int, by, at: datetime
) -> MembershipApplication:
    """Take it back, at any moment before the order."""
    application = begin(application, Act.WITHDRAW, seen=seen)
    application.closed_at = at
    finish(application, "withdraw", by=by, at=at)
    end_expertise(application, "Заявление отозвано.", by=by, at=at)
    stop_being_applicant(application, by=by, at=at)
    return application


def print_again(application: MembershipApplication) -> None:
    """Ask the queue once more for a paper that has not come."""
    submission = queries.current_submission(application)
    if submission and not submission.paper_id and not application.papers_removed_at:
        transaction.on_commit(lambda: print_submission.enqueue(submission.pk))


@task()
def print_submission(pk: int) -> None:
    """Make the PDF of one sending, if it has none yet. Safe to repeat (T57)."""
    submission = Submission.objects.select_related(
        "application", "edition", "submitted_by__person"
    ).get(pk=pk)
    if submission.paper_id or submission.application.papers_removed_at:
        return
    keep_paper(submission, papers.file_name(submission), papers.printed(submission))
