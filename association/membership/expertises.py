"""What is known of expertises: who may be asked, what lies before the experts, who has still to speak."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Count, Q

from association.bodies.choices import BodyKind
from association.bodies.models import CollegialBody
from association.bodies.queries import offices_of
from association.organisations.queries import representatives_in_force
from documents.uploads.models import StoredFile
from home.accounts.models import Person, User
from home.workdays.choices import DayKind
from home.workdays.queries import today, working_calendar
from home.workdays.rules import CalendarMissing, Deadline, add_days

from .choices import ExpertiseState
from .models import (
    Expert,
    ExpertConclusion,
    Expertise,
    MembershipApplication,
    MembershipSettings,
    Submission,
)
from .rules import checklist
from .rules.expertise import Candidate

ASKED = "membership.expertise"
"""The tie of a person to an expert group: was asked to judge a package."""


def expert_groups(on: date):
    """Groups of the Association itself that are in being."""
    return (
        CollegialBody.objects.of_the_association()
        .in_being(on)
        .filter(kind=BodyKind.EXPERT_GROUP)
        .order_by("title", "pk")
    )


def people_of_group(body: CollegialBody, on: date) -> dict[Person, str]:
    """Everybody who holds an office in the group, and in what capacity; each person once."""
    found: dict[Person, str] = {}
    for office in offices_of(body, on).order_by("person__surname", "person__name", "pk"):
        capacity = found.get(office.person)
        label = office.get_kind_display()
        found[office.person] = f"{capacity}, {label.lower()}" if capacity else label
    return found


def candidates(
    people: Collection[Person], body: CollegialBody, application: MembershipApplication, on: date
) -> list[Candidate]:
    """Those named as the rules judge them."""
    sitting = set(offices_of(body, on).values_list("person", flat=True))
    organisation = application.organisation
    speaking = {*representatives_in_force(organisation, on).values_list("person", flat=True)}
    speaking.add(organisation.head_id)
    with_account = set(
        User.objects.filter(person__in=people, is_active=True).values_list("person", flat=True)
    )
    return [
        Candidate(
            person.full_name,
            sits_in_group=person.pk in sitting,
            has_account=person.pk in with_account,
            speaks_for_applicant=person.pk in speaking,
        )
        for person in people
    ]


def usual_term(at: datetime) -> Deadline | None:
    """The working days of the settings from today, with the computation; None without a calendar of that year."""
    try:
        days = MembershipSettings.load().expertise_days
        return add_days(today(at), days, DayKind.WORKING, working_calendar())
    except CalendarMissing:
        return None


def under_way(application: MembershipApplication) -> Expertise | None:
    return (
        application.expertises.filter(state=ExpertiseState.UNDER_WAY)
        .select_related("lead", "body", "application__organisation")
        .first()
    )


def submission_of(expertise: Expertise) -> Submission:
    """What lay on the table when the experts were asked: a later sending is not theirs."""
    sent = expertise.application.submissions.filter(submitted_at__lte=expertise.assigned_at)
    return sent.order_by("-revision").first()


def package_of(expertise: Expertise):
    """Papers on the QMS that the candidate sent; on whose authority they were sent is not for experts."""
    return (
        submission_of(expertise)
        .files.exclude(requirement=checklist.AUTHORITY_PAPER.code)
        .select_related("file")
        .order_by("pk")
    )


def experts_of(expertise: Expertise):
    return expertise.experts.select_related("person").order_by(
        "person__surname", "person__name", "pk"
    )


def silent_but_lead(expertise: Expertise) -> list[Person]:
    """Those whose word the lead waits for."""
    waiting = experts_of(expertise).filter(opinion="").exclude(person=expertise.lead_id)
    return [expert.person for expert in waiting]


def asked(person: Person):
    """Every place of the person in an expertise, for the one query of the desk."""
    return Expert.objects.filter(person=person)


def places_of(user):
    """The user's own places in expertises, those under way first."""
    return (
        Expert.objects.filter(person=user.person_id)
        .select_related("expertise__application__organisation", "expertise__body")
        .annotate(
            silent=Count(
                "expertise__experts",
                filter=Q(expertise__experts__opinion="")
                & ~Q(expertise__experts__person=user.person_id),
            )
        )
        .order_by("expertise__closed_at", "-expertise__assigned_at", "-pk")
    )


def all_under_way():
    return (
        Expertise.objects.filter(state=ExpertiseState.UNDER_WAY)
        .select_related("application__organisation", "lead", "body")
        .order_by("due_on", "pk")
    )


def conclusion_of(expertise: Expertise) -> ExpertConclusion | None:
    return ExpertConclusion.objects.filter(expertise=expertise).select_related("paper").first()


def dossier_of(application: MembershipApplication) -> list[tuple[str, StoredFile]]:
    """(title, file) of what the Presidium reads before it decides (4.8).

    The printed application and the conclusion first; papers that name people and say nothing of the QMS — on
    whose authority it was sent, who was trained — stay in the office.
    """
    submission = application.submissions.select_related("paper").order_by("-revision").first()
    found = [(application.title, submission.paper)]
    last = application.conclusions.select_related("file", "paper").order_by("-pk").first()
    if last:
        found.append(
            (f"Экспертное заключение, {last.get_outcome_display()}", last.paper or last.file)
        )
    personal = (checklist.AUTHORITY_PAPER.code, checklist.SPECIALISTS_CODE)
    evidence = submission.files.exclude(requirement__in=personal).select_related("file")
    found += [
        (f"{each.requirement_title}: {each.file.original_name}", each.file)
        for each in evidence.order_by("pk")
    ]
    return [(title, file) for title, file in found if file is not None]
