"""The front page of an organisation: what it is, what it must do next and by which clause, and what it is owed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse

from association.organisations.choices import CertificationOutcome, Standing
from association.organisations.models import (
    CertificationRequest,
    Organisation,
    QmsCertificate,
    Representative,
    StandingChange,
)
from association.organisations.registry import owed_by, owed_to
from association.organisations.rules import CERTIFIED_BY_RECORD
from documents.certificates.models import Certificate
from documents.certificates.rules import ISSUE
from home.desk.registry import Task
from home.notices.models import Letter
from home.notices.queries import letters_to
from home.workdays.queries import working_calendar

from . import departures, queries
from .choices import DepartureState, Outcome, State
from .holders import certificates_of_organisation
from .models import Departure, MembershipApplication, MembershipSettings
from .rules import leaving, names, procedure

SHOWN = 5


@dataclass(frozen=True)
class Overview:
    """`to_do` waits for the organisation, `owed` for the Association; the lists hold the latest few."""

    organisation: Organisation
    since: date | None
    ground: str
    is_certified: bool
    to_do: list[Task]
    owed: list[Task]
    certificates: list[Certificate]
    letters: list[Letter]
    applications: list[MembershipApplication]
    departures: list[Departure]
    people: int


def overview_of(organisation: Organisation, user, today: date) -> Overview:
    """In the same number of queries for an organisation with one paper and with hundreds."""
    applications = queries.latest_of(organisation, SHOWN)
    facts = _facts(organisation, today)
    around = departures.departures_around(organisation)
    leavings = list(around[:SHOWN]) if facts["has_departures"] else []
    certificates = list(certificates_of_organisation(organisation)[:SHOWN])
    open_application = next((each for each in applications if each.is_open), None)
    to_do, owed = _of_application(open_application, organisation)
    mine, theirs = _of_departures(leavings, organisation)
    return Overview(
        organisation,
        facts["since"],
        facts["ground"] or "",
        facts["is_certified"],
        [*to_do, *mine, *owed_by(organisation, today)],
        [
            *owed,
            *theirs,
            *_papers_awaited(certificates),
            *_unchecked(organisation, facts["qms_entered_at"]),
            *_certification(organisation, facts["asked_at"]),
            *owed_to(organisation, today),
        ],
        certificates,
        list(letters_to(user.person)[:SHOWN]) if user.person_id else [],
        applications,
        leavings,
        facts["people"],
    )


def _of_application(
    application: MembershipApplication | None, organisation: Organisation
) -> tuple[list[Task], list[Task]]:
    """What the open application waits for: of the organisation, or of the Association."""
    if application is None:
        return _first_step(organisation), []
    following = _next_of(application, organisation)
    if following is None:
        return [], []
    due = None
    if application.state == State.SUBMITTED and application.signed_at:
        days = MembershipSettings.load().review_days
        due = queries.review_deadline(application.signed_at, days, working_calendar())
    task = Task(
        following.text,
        application.get_absolute_url(),
        following.rule,
        due,
        about=application.title
        if following.is_applicants
        else f"{application.title}: {following.who}",
    )
    return ([task], []) if following.is_applicants else ([], [task])


def _next_of(
    application: MembershipApplication, organisation: Organisation
) -> procedure.NextStep | None:
    """As on the page of the application, from what `latest_of` has read of it."""
    outcome = Outcome(application.last_outcome) if application.last_outcome else None
    becomes_member = queries.is_candidate(organisation) and application.asks_recommendation
    return procedure.what_next(
        application.state,
        application.basis or None,
        has_signed_paper=bool(application.signed_at),
        needs_conclusion=becomes_member and outcome != Outcome.POSITIVE,
        outcome=outcome,
    )


def _first_step(organisation: Organisation) -> list[Task]:
    if organisation.standing == Standing.MEMBER:
        return []
    is_candidate = organisation.standing == Standing.CANDIDATE
    return [
        Task(
            "Подайте заявление о\xa0приёме в\xa0члены"
            if is_candidate
            else "Подайте заявление о\xa0приёме",
            reverse("membership:start_application"),
            names.EXPERT_CONCLUSION if is_candidate else names.HEAD_APPLIES,
            about="Кандидату понадобится положительное заключение Экспертной группы."
            if is_candidate
            else "Членство бесплатное, заявление заполняют здесь.",
        )
    ]


def _of_departures(
    found: list[Departure], organisation: Organisation
) -> tuple[list[Task], list[Task]]:
    mine, theirs = [], []
    for departure in found:
        url = departure.get_absolute_url()
        following = leaving.what_next(departure.kind, departure.state)
        if departure.state == DepartureState.DRAFT:
            mine.append(Task(following.text, url, following.rule, about=departure.title))
        elif departure.state == DepartureState.FILED:
            if departure.organisation_id == organisation.pk:
                mine.append(
                    Task(
                        "Прочтите предложение вывести вашу организацию из\xa0состава",
                        url,
                        names.REMOVAL,
                        about=f"Предложила: {departure.initiator.short_name}",
                    )
                )
            else:
                theirs.append(
                    Task(
                        following.text,
                        url,
                        following.rule,
                        about=f"{departure.title}: {following.who}",
                    )
                )
    return mine, theirs


def _papers_awaited(certificates: list[Certificate]) -> list[Task]:
    """The PDF of a certificate that has just been issued is still in the queue."""
    return [
        Task(
            f"Готовится файл сертификата №\xa0{each.number}",
            reverse("certificates:show_certificate", args=[each.pk]),
            ISSUE,
        )
        for each in certificates
        if each.is_valid and not each.is_ready and not each.taken_over_at
    ]


def _facts(organisation: Organisation, today: date) -> dict:
    """Since when and why it is what it is, whether its QMS is certified, since when it asks for that: one query."""
    own = {"organisation": OuterRef("pk")}
    last = StandingChange.objects.filter(**own).order_by("-on", "-pk")
    waiting = CertificationRequest.objects.filter(**own, outcome=CertificationOutcome.WAITING)
    unchecked = QmsCertificate.objects.waiting().filter(**own).order_by("at")
    return (
        Organisation.objects.annotate(
            since=Subquery(last.values("on")[:1]),
            ground=Subquery(last.values("ground")[:1]),
            has_departures=Exists(
                Departure.objects.filter(
                    Q(organisation=OuterRef("pk")) | Q(initiator=OuterRef("pk"))
                )
            ),
            people=Count(
                "representatives",
                filter=Q(representatives__in=Representative.objects.in_force(today)),
            ),
            is_certified=Exists(QmsCertificate.objects.in_force(today).filter(**own)),
            qms_entered_at=Subquery(unchecked.values("at")[:1]),
            asked_at=Subquery(waiting.values("asked_at")[:1]),
        )
        .values(
            "since",
            "ground",
            "is_certified",
            "qms_entered_at",
            "asked_at",
            "has_departures",
            "people",
        )
        .get(pk=organisation.pk)
    )


def _unchecked(organisation: Organisation, entered_at: datetime | None) -> list[Task]:
    if entered_at is None:
        return []
    return [
        Task(
            "Секретарь сверяет сертификат СМК со\xa0сканом",
            organisation.get_absolute_url(),
            CERTIFIED_BY_RECORD,
            about=f"Внесён {entered_at:%d.%m.%Y}",
        )
    ]


def _certification(organisation: Organisation, asked_at: datetime | None) -> list[Task]:
    if asked_at is None:
        return []
    return [
        Task(
            "Региональный центр рассматривает заявку на\xa0сертификацию СМК",
            organisation.get_absolute_url(),
            names.BASIS_CERTIFIED,
            about=f"Подана {asked_at:%d.%m.%Y}",
        )
    ]
