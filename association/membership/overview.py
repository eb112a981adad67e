"""The front page of an organisation: what it is, what it must do next and by which clause, and what it is owed."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from association.organisations.choices import CertificationOutcome, Standing
from association.organisations.models import (
    CertificationRequest,
    Organisation,
    Representative,
    StandingChange,
)
from association.organisations.queries import is_certified, representatives_in_force
from association.organisations.registry import owed_by, owed_to
from documents.certificates.models import Certificate
from documents.certificates.rules import ISSUE
from home.desk.registry import Task
from home.notices.models import Letter
from home.notices.queries import letters_to

from . import departures, queries
from .choices import DepartureState, State
from .holders import certificates_of_organisation
from .models import Departure, MembershipApplication
from .rules import leaving, names

SHOWN = 5


@dataclass(frozen=True)
class Overview:
    """`to_do` waits for the organisation, `owed` for the Association; the lists hold the latest few."""

    organisation: Organisation
    change: StandingChange | None
    is_certified: bool
    to_do: list[Task]
    owed: list[Task]
    certificates: list[Certificate]
    letters: list[Letter]
    applications: list[MembershipApplication]
    departures: list[Departure]
    people: list[Representative]


def overview_of(organisation: Organisation, user, today: date) -> Overview:
    """In the same number of queries for an organisation with one paper and with hundreds."""
    applications = list(organisation.applications.select_related("order")[:SHOWN])
    leavings = list(departures.departures_around(organisation)[:SHOWN])
    certificates = list(certificates_of_organisation(organisation)[:SHOWN])
    open_application = next((each for each in applications if each.is_open), None)
    to_do, owed = _of_application(open_application, organisation)
    mine, theirs = _of_departures(leavings, organisation)
    return Overview(
        organisation,
        organisation.standing_changes.first(),
        is_certified(organisation, today),
        [*to_do, *mine, *owed_by(organisation, today)],
        [
            *owed,
            *theirs,
            *_papers_awaited(certificates),
            *_certification(organisation),
            *owed_to(organisation, today),
        ],
        certificates,
        list(letters_to(user.person)[:SHOWN]) if user.person_id else [],
        applications,
        leavings,
        list(representatives_in_force(organisation, today)),
    )


def _of_application(
    application: MembershipApplication | None, organisation: Organisation
) -> tuple[list[Task], list[Task]]:
    """What the open application waits for: of the organisation, or of the Association."""
    if application is None:
        return _first_step(organisation), []
    following = queries.what_next(application)
    if following is None:
        return [], []
    due = queries.review_until(application) if application.state == State.SUBMITTED else None
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


def _certification(organisation: Organisation) -> list[Task]:
    waiting = CertificationRequest.objects.filter(
        organisation=organisation, outcome=CertificationOutcome.WAITING
    )
    return [
        Task(
            "Региональный центр рассматривает заявку на\xa0сертификацию СМК",
            organisation.get_absolute_url(),
            names.BASIS_CERTIFIED,
            about=f"Подана {each.asked_at:%d.%m.%Y}",
        )
        for each in waiting
    ]
