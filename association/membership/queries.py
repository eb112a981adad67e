"""What the room knows of applications, asked in the words of the field."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Subquery
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.bodies.queries import is_officer
from association.meetings.choices import MeetingState
from association.meetings.models import AgendaItem
from association.organisations.choices import JoinState, Standing
from association.organisations.models import Organisation
from association.organisations.queries import (
    acting_for,
    join_requests_of,
    members,
    organisations_of,
    people_of,
)
from documents.regulations.models import Edition, RegulationPage
from documents.regulations.queries import edition_in_force
from home.accounts.models import Person
from home.accounts.roles import roles_of
from home.rulebook import ASSOCIATION
from home.workdays.choices import DayKind
from home.workdays.queries import today, working_calendar
from home.workdays.rules import CalendarMissing, WorkingCalendar, add_days

from .choices import Basis, ExpertiseState, Outcome, State
from .models import (
    AdmissionDecision,
    ApplicationFile,
    ExpertConclusion,
    Expertise,
    MembershipApplication,
    MembershipSettings,
    SignedPaper,
    Submission,
)
from .rules import checklist, procedure


def applications_of(user):
    """Applications of the organisations for which the user speaks today, newest first."""
    return MembershipApplication.objects.filter(
        organisation__in=organisations_of(user)
    ).select_related("organisation")


def organisations_that_may_apply(user):
    """Neither members nor with an application under way."""
    under_way = MembershipApplication.objects.open().filter(organisation=OuterRef("pk"))
    return organisations_of(user).exclude(standing=Standing.MEMBER).exclude(Exists(under_way))


def organisations_that_never_applied(user):
    """Nothing to the Association, and no application of theirs, not even a draft."""
    applications = MembershipApplication.objects.filter(organisation=OuterRef("pk"))
    return organisations_of(user).filter(~Exists(applications), standing=Standing.NONE)


def is_newcomer(user) -> bool:
    """Has a name, and neither a role nor an office, nor an organisation that has been asked for."""
    return bool(
        user.person_id
        and not roles_of(user)
        and not acting_for(user)
        and not join_requests_of(user).filter(state=JoinState.WAITING).exists()
        and not is_officer(user)
    )


def current_edition(on: date) -> Edition | None:
    """The edition of the association's regulation that an applicant has to read."""
    return edition_in_force(ASSOCIATION, on)


def people_bound_by(page: RegulationPage):
    """Whom the regulation binds: everyone who speaks for a member, if it is the association's own (R87)."""
    if page.key != ASSOCIATION:
        return Person.objects.none()
    return people_of(members(today()), today())


def regulations_binding(person: Person):
    """The same from the other end."""
    speaks_for = Organisation.objects.represented_by(person.pk, today()).members(today())
    own = RegulationPage.objects.filter(key=ASSOCIATION)
    return own.filter(Exists(speaks_for))


def attached_files(application: MembershipApplication) -> dict[str, list[ApplicationFile]]:
    """Papers handed in, by the code of the requirement."""
    by_code = defaultdict(list)
    for file in application.files.filter(removed_at__isnull=True).select_related("file"):
        by_code[file.requirement].append(file)
    return by_code


def is_head(user, organisation: Organisation) -> bool:
    return user.person_id is not None and user.person_id == organisation.head_id


def answers_of(application: MembershipApplication, *, user, on: date) -> checklist.Answers:
    """The application as plain values, as `user` would send it on the day `on`."""
    edition = current_edition(on)
    return checklist.Answers(
        basis=Basis(application.basis) if application.basis else None,
        by_head=is_head(user, application.organisation),
        attached={code: len(files) for code, files in attached_files(application).items()},
        certificate=application.qms_certificate,
        recommended_name=application.recommended_name,
        recommended_position=application.recommended_position,
        acquainted_with_edition_in_force=bool(
            edition and application.acquainted_at and application.edition_id == edition.pk
        ),
    )


def gaps_of(application: MembershipApplication, *, user, on: date) -> tuple[checklist.Gap, ...]:
    minimum = MembershipSettings.load().specialists_minimum
    return checklist.gaps(
        answers_of(application, user=user, on=on), specialists_minimum=minimum, on=on
    )


def requirements_of(
    application: MembershipApplication, *, user
) -> tuple[checklist.Requirement, ...]:
    return checklist.required_evidence(
        application.basis or None,
        by_head=is_head(user, application.organisation),
        specialists_minimum=MembershipSettings.load().specialists_minimum,
    )


def find_requirement(
    application: MembershipApplication, code: str, *, user
) -> checklist.Requirement | None:
    asked = requirements_of(application, user=user)
    return next((requirement for requirement in asked if requirement.code == code), None)


def current_submission(application: MembershipApplication) -> Submission | None:
    """What lies on the secretary's table: the last sending."""
    return (
        application.submissions.select_related("edition", "submitted_by__person", "paper")
        .order_by("-revision")
        .first()
    )


def signed_papers(application: MembershipApplication):
    """Signatures under the last sending; one under an earlier sending counts no more."""
    last = application.submissions.order_by("-revision").values("pk")[:1]
    return SignedPaper.objects.filter(submission__in=last).select_related(
        "scan", "recorded_by__person"
    )


def is_signed(application: MembershipApplication) -> bool:
    return signed_papers(application).exists()


def last_conclusion(application: MembershipApplication) -> ExpertConclusion | None:
    return application.conclusions.select_related("file").order_by("-pk").first()


def conclusion_outcome(application: MembershipApplication) -> Outcome | None:
    last = last_conclusion(application)
    return Outcome(last.outcome) if last else None


def decision_of(application: MembershipApplication) -> AdmissionDecision | None:
    return (
        AdmissionDecision.objects.select_related(
            "decision__meeting__protocol", "decision__meeting__body__owner"
        )
        .filter(application=application)
        .first()
    )


def awaiting_decision(body: CollegialBody):
    """What the Presidium may put on its agenda: sent, and signed by the head (3.13); no other body admits."""
    if body.kind != BodyKind.PRESIDIUM:
        return MembershipApplication.objects.none()
    return awaiting_secretary().filter(state=State.SUBMITTED, signed_at__isnull=False)


def draft_of_admission(application: MembershipApplication) -> tuple[str, str]:
    """The title of the item and the draft of the decision."""
    organisation = application.organisation
    ground = f"{application.title}, основание: {Basis(application.basis).in_sentence}"
    if Basis(application.basis).admits_member:
        return (
            f"О приёме в члены Ассоциации: {organisation.short_name}",
            f"Принять в члены Ассоциации: {organisation.full_name} ({ground}).",
        )
    return (
        f"О статусе кандидата в члены Ассоциации: {organisation.short_name}",
        f"Присвоить статус кандидата в члены Ассоциации: {organisation.full_name} ({ground}).",
    )


def is_candidate(organisation: Organisation) -> bool:
    return organisation.standing == Standing.CANDIDATE


def needs_conclusion(application: MembershipApplication) -> bool:
    """A candidate wants to become a member, and the Expert Group has not said yes (R22)."""
    return (
        is_candidate(application.organisation)
        and application.asks_recommendation
        and conclusion_outcome(application) != Outcome.POSITIVE
    )


def what_next(application: MembershipApplication) -> procedure.NextStep | None:
    return procedure.what_next(
        application.state,
        application.basis or None,
        has_signed_paper=is_signed(application),
        needs_conclusion=needs_conclusion(application),
        outcome=conclusion_outcome(application),
    )


def review_until(application: MembershipApplication) -> date | None:
    """The last day to decide; None while the signature is not here, or when nobody can count it."""
    signature = signed_papers(application).order_by("recorded_at").first()
    if application.state != State.SUBMITTED or signature is None:
        return None
    return review_deadline(
        signature.recorded_at, MembershipSettings.load().review_days, working_calendar()
    )


def review_deadline(since: datetime, days: int, calendar: WorkingCalendar) -> date | None:
    """`days` working days after `since`; None when the calendar of that year is not confirmed."""
    try:
        return add_days(today(since), days, DayKind.WORKING, calendar).date
    except CalendarMissing:
        return None


def history(application: MembershipApplication):
    """Entries of the log, the first act first."""
    return (
        log_registry.get_logs_for_instance(application)
        .select_related("user__person")
        .order_by("timestamp", "pk")
    )


def acts_of_office(applications: Iterable[int]):
    """What the office did with applications that left no row beside the log: sent back, put on an agenda."""
    return ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(MembershipApplication),
        object_id__in=[str(pk) for pk in applications],
        action__in=("membership.return", "membership.put_on_agenda"),
    ).select_related("user__person")


def papers_to_forget(at: datetime):
    """Applications that came to nothing longer ago than their papers are kept (T68)."""
    days = MembershipSettings.load().refused_papers_days
    return MembershipApplication.objects.filter(
        state__in=[State.REFUSED, State.WITHDRAWN],
        closed_at__lt=at - timedelta(days=days),
        papers_removed_at=None,
    ).order_by("pk")


def awaiting_secretary():
    """Sent applications that somebody in the office has to move; `signed_at` of the last sending or None."""
    return (
        MembershipApplication.objects.filter(state__in=[State.SUBMITTED, State.ADMITTED])
        .annotate(
            signed_at=_signing_of_outer_application(),
            last_outcome=_last(ExpertConclusion.objects, "outcome", order="-pk"),
            expertise_due=_last(
                Expertise.objects.filter(state=ExpertiseState.UNDER_WAY), "due_on", order="-pk"
            ),
            on_agenda=Exists(_agenda_of_outer_application()),
        )
        .select_related("organisation")
        .order_by("submitted_at", "pk")
    )


def latest_of(organisation: Organisation, number: int) -> list[MembershipApplication]:
    """Its last applications with `signed_at` and `last_outcome`, in one query."""
    found = organisation.applications.select_related("order").annotate(
        signed_at=_signing_of_outer_application(),
        last_outcome=_last(ExpertConclusion.objects, "outcome", order="-pk"),
    )
    return list(found[:number])


def _last(rows, value: str, *, order: str) -> Subquery:
    """Of what belongs to the application of the outer query."""
    return Subquery(rows.filter(application=OuterRef("pk")).order_by(order).values(value)[:1])


def _agenda_of_outer_application():
    """Its place among the questions of a meeting that is not over."""
    return AgendaItem.objects.filter(
        subject_type=ContentType.objects.get_for_model(MembershipApplication),
        subject_id=OuterRef("pk"),
    ).exclude(meeting__state__in=(MeetingState.CLOSED, MeetingState.CANCELLED))


def waits_on_agenda(application: MembershipApplication) -> bool:
    """It stands on the agenda of a meeting that is not over."""
    waiting = MembershipApplication.objects.filter(Exists(_agenda_of_outer_application()))
    return waiting.filter(pk=application.pk).exists()


def agenda_item_of(application: MembershipApplication) -> AgendaItem | None:
    """Where it waits for the meeting, or where it was decided last."""
    return (
        AgendaItem.objects.filter(
            subject_type=ContentType.objects.get_for_model(MembershipApplication),
            subject_id=application.pk,
        )
        .exclude(meeting__state=MeetingState.CANCELLED)
        .select_related("meeting__body")
        .order_by("-pk")
        .first()
    )


def awaiting_applicant(user):
    """Open applications of the user's organisations, with `signed_at` of the last sending or None."""
    return applications_of(user).open().annotate(signed_at=_signing_of_outer_application())


def _signing_of_outer_application() -> Subquery:
    last = Submission.objects.filter(application=OuterRef(OuterRef("pk"))).order_by("-revision")
    signatures = SignedPaper.objects.filter(submission=Subquery(last.values("pk")[:1]))
    return Subquery(signatures.order_by("recorded_at").values("recorded_at")[:1])
