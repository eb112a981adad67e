"""What the secretary does with a sent application, up to the order."""

from datetime import date, datetime

from django.db import transaction

from association.bodies.models import CollegialBody
from association.organisations.choices import Standing
from association.organisations.operations import change_standing, record_qms_certificate
from documents.certificates.operations import Holder, issue_certificate
from documents.uploads.operations import store_upload
from home.rulebook import DomainError, Rule
from home.workdays.queries import today

from .. import emails, queries
from ..choices import Act, Basis, DecisionForm, Outcome, SignedForm
from ..models import (
    AdmissionDecision,
    ExpertConclusion,
    MembershipApplication,
    Order,
    SignedPaper,
)
from ..rules import checklist, expertise, names, procedure
from .beats import begin, finish
from .composition import freeze_composition
from .expertise import end_expertise
from .sending import stop_being_applicant

CERTIFICATE_KIND = "membership"


@transaction.atomic
def return_application(
    application: MembershipApplication, remarks: str, *, seen: int, by, at: datetime
) -> MembershipApplication:
    """Send it back to be mended; it keeps its number."""
    application = begin(application, Act.RETURN, seen=seen)
    application.remarks = _said(remarks, "Напишите, что исправить.", "remarks")
    finish(application, "return", by=by, at=at, remarks=application.remarks)
    end_expertise(application, "Заявление возвращено с замечаниями.", by=by, at=at)
    _tell(emails.RETURNED, application, at, remarks=application.remarks)
    return application


@transaction.atomic
def refuse_application(
    application: MembershipApplication, reason: str, rule: Rule, *, seen: int, by, at: datetime
) -> MembershipApplication:
    """Refuse for good, on the ground of a rule; the organisation may apply anew."""
    application = begin(application, Act.REFUSE, seen=seen)
    return refuse(
        application, _said(reason, "Напишите причину отказа.", "reason"), rule, by=by, at=at
    )


def refuse(
    application: MembershipApplication, reason: str, rule: Rule, *, by, at: datetime
) -> MembershipApplication:
    """Of an application that the caller has locked and moved to its refusal, whoever refused."""
    application.refusal_reason = reason
    application.refusal_rule = rule.code
    application.closed_at = at
    finish(application, "refuse", by=by, at=at, reason=reason, rule=rule.code)
    end_expertise(application, "Заявление отклонено.", by=by, at=at)
    stop_being_applicant(application, by=by, at=at)
    _tell(emails.REFUSED, application, at, reason=reason, rule=rule)
    return application


@transaction.atomic
def record_paper_original(
    application: MembershipApplication,
    journal_number: str,
    received_on: date,
    *,
    seen: int,
    by,
    at: datetime,
) -> SignedPaper:
    """Note that the signed paper is here and stands in the journal of incoming papers."""
    application = begin(application, Act.RECORD_PAPER, seen=seen)
    submission = queries.current_submission(application)
    procedure.check_date(
        received_on,
        field="received_on",
        not_before=today(submission.submitted_at),
        before_what="заявление подано",
        today=today(at),
        rule=names.HEAD_APPLIES,
    )
    paper = SignedPaper.objects.create(
        submission=submission,
        form=SignedForm.PAPER,
        journal_number=_said(journal_number, "Впишите номер по журналу.", "journal_number"),
        received_on=received_on,
        recorded_by=by,
        recorded_at=at,
    )
    finish(application, "record_paper", by=by, at=at, journal_number=journal_number)
    return paper


@transaction.atomic
def record_conclusion(
    application: MembershipApplication,
    *,
    outcome: Outcome,
    date: date,
    author: str,
    text: str = "",
    upload=None,
    seen: int,
    by,
    at: datetime,
) -> ExpertConclusion:
    """Enter what the Expert Group says of a candidate's papers (R22, R23)."""
    application = begin(application, Act.RECORD_CONCLUSION, seen=seen)
    is_candidate = queries.is_candidate(application.organisation)
    expertise.check_needed(application.basis, is_candidate=is_candidate)
    if date > today(at):
        raise DomainError("Эта дата ещё не наступила.", names.EXPERT_CONCLUSION, field="date")
    conclusion = ExpertConclusion.objects.create(
        application=application,
        outcome=outcome,
        date=date,
        author=author,
        text=text,
        file=store_upload(upload, by=by, at=at) if upload else None,
        recorded_by=by,
        recorded_at=at,
    )
    finish(application, "record_conclusion", by=by, at=at, outcome=outcome)
    end_expertise(application, "Внесено заключение, данное на бумаге.", by=by, at=at)
    return conclusion


@transaction.atomic
def record_decision(
    application: MembershipApplication,
    *,
    body: CollegialBody,
    date: date,
    protocol_number: str,
    form: DecisionForm,
    seen: int,
    by,
    at: datetime,
) -> AdmissionDecision:
    """Enter the decision to admit (R7, R27): only on a signed paper, and on a candidate with a good conclusion."""
    number = _said(protocol_number, "Впишите номер протокола.", "protocol_number")
    application = begin(application, Act.RECORD_DECISION, seen=seen)
    return admit_by(
        application,
        AdmissionDecision(body=body, date=date, protocol_number=number, form=form),
        by=by,
        at=at,
    )


def admit_by(
    application: MembershipApplication, decision: AdmissionDecision, *, by, at: datetime
) -> AdmissionDecision:
    """Whichever way the decision came: only on a signed paper, and on a candidate with a good conclusion."""
    procedure.check_signed(queries.is_signed(application))
    procedure.check_conclusion(
        application.basis,
        was_candidate=queries.is_candidate(application.organisation),
        outcome=queries.conclusion_outcome(application),
    )
    procedure.check_decision(
        decision.form, decision.date, submitted_on=today(application.submitted_at), today=today(at)
    )
    decision.application, decision.body_name = application, decision.body.title
    decision.recorded_by, decision.recorded_at = by, at
    decision.save(force_insert=True)
    told = {"decision": str(decision), "form": decision.form}
    finish(application, "record_decision", by=by, at=at, **told)
    end_expertise(application, "Решение о приёме принято.", by=by, at=at)
    _tell(emails.ADMITTED, application, at, decision=str(decision))
    return decision


@transaction.atomic
def record_order(
    application: MembershipApplication,
    *,
    number: str,
    date: date,
    signed_by: str,
    signed_position: str,
    seen: int,
    by,
    at: datetime,
) -> MembershipApplication:
    """Enter the order that confirms the admission (R27): standing, certificate and letters at one stroke."""
    application = begin(application, Act.RECORD_ORDER, seen=seen)
    procedure.check_date(
        date,
        field="date",
        not_before=application.decision.date,
        before_what="принято решение",
        today=today(at),
        rule=names.ADMISSION_ORDER,
    )
    order = _order(number, date, signed_by, signed_position, by=by, at=at)
    application.order = order
    application.closed_at = at
    finish(application, "record_order", by=by, at=at, order=str(order))
    _admit(application, by=by, at=at)
    freeze_composition(order)
    _tell(
        emails.CONFIRMED,
        application,
        at,
        order=str(order),
        is_member=Basis(application.basis).admits_member,
    )
    return application


def _order(number, date, signed_by, signed_position, *, by, at: datetime) -> Order:
    """One order may confirm several organisations: the second finds the row of the first."""
    number = _said(number, "Впишите номер приказа.", "number")
    order, is_new = Order.objects.get_or_create(
        number=number,
        date=date,
        defaults={
            "signed_by": signed_by,
            "signed_position": signed_position,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if not is_new and (order.signed_by, order.signed_position) != (signed_by, signed_position):
        raise DomainError(
            f"Этот приказ уже внесён, его подписал {order.signed_by} ({order.signed_position}).",
            names.ADMISSION_ORDER,
            field="signed_by",
        )
    return order


def _admit(application: MembershipApplication, *, by, at: datetime) -> None:
    """Member or candidate since the day of the order; a certificate for members only (R39)."""
    order, organisation = application.order, application.organisation
    admits_member = Basis(application.basis).admits_member
    change_standing(
        organisation,
        Standing.MEMBER if admits_member else Standing.CANDIDATE,
        on=order.date,
        ground=str(order),
        by=by,
        at=at,
        source=application,
    )
    _record_qms(application, by=by, at=at)
    if admits_member:
        issue_certificate(
            CERTIFICATE_KIND,
            holder=Holder(organisation.full_name, organisation.legal_address),
            source=application,
            issued_on=today(at),
            by=by,
            at=at,
        )


def _record_qms(application: MembershipApplication, *, by, at: datetime) -> None:
    """A certified ground leaves a record of its own: the certificate outlives the application (R4, R19, C11)."""
    if application.basis != Basis.CERTIFIED:
        return
    submission = queries.current_submission(application)
    scan = (
        submission.files.filter(requirement=checklist.QMS_CERTIFICATE.code).order_by("pk").first()
    )
    record_qms_certificate(
        application.organisation,
        number=submission.qms_number,
        issuer=submission.qms_issuer,
        issued_on=submission.qms_issued_on,
        valid_until=submission.qms_valid_until,
        file=scan.file if scan else None,
        by=by,
        at=at,
    )


def _said(text: str, otherwise: str, field: str) -> str:
    if not (said := text.strip()):
        raise DomainError(otherwise, names.PROCEDURE, field=field)
    return said


def _tell(kind, application: MembershipApplication, at: datetime, **context) -> None:
    revision = queries.current_submission(application).revision
    emails.tell_applicant(kind, application, revision=revision, at=at, **context)
