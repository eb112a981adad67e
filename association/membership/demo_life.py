"""What goes on in the demo after admission: experts at work, a member that left, a proposal to remove another."""

import datetime

from association.bodies.choices import BodyKind, Filling, OfficeKind
from association.bodies.models import CollegialBody
from association.bodies.operations import fill_office, found_body
from association.organisations.models import Organisation
from home.accounts.models import User
from home.workdays.queries import today

from .choices import Basis, Outcome, State
from .demo import Story, application_of_candidate, demo_paper
from .models import Departure, Expertise
from .operations import expertise, leaving

GROUP = "Экспертная группа"
LEFT, TO_REMOVE, PROPOSES = 27, 29, 3
CONCLUDED, UNDER_REVIEW = 31, 30
EXPERTS = [4, 12, 16]


def load(organisations: list[Organisation], *, secretary: User, now: datetime.datetime) -> None:
    """Each story once; what has been told before stays."""
    group = _expert_group(organisations, secretary, now - datetime.timedelta(120))
    for place, said in ((CONCLUDED, Outcome.POSITIVE), (UNDER_REVIEW, None)):
        _review(organisations[place], place, group, said, secretary, now)
    _leave(organisations[LEFT], now - datetime.timedelta(45))
    _propose(organisations[TO_REMOVE], organisations[PROPOSES], now - datetime.timedelta(6))


def _expert_group(organisations, secretary: User, at: datetime.datetime) -> CollegialBody:
    group = CollegialBody.objects.filter(kind=BodyKind.EXPERT_GROUP, title=GROUP).first()
    if group:
        return group
    group = found_body(
        BodyKind.EXPERT_GROUP,
        {
            "title": GROUP,
            "title_genitive": "Экспертной группы",
            "rules_code": "working-group",
            "founded_on": today(at),
            "ground": "Решение Президиума, протокол №\xa04",
        },
        by=secretary,
        at=at,
    )
    for place, organisation in enumerate(organisations[number] for number in EXPERTS):
        fill_office(
            group,
            OfficeKind.LEADER if place == 0 else OfficeKind.MEMBER,
            organisation.head,
            since=today(at),
            filling=Filling.EX_OFFICIO if place == 0 else Filling.APPOINTED,
            organisation=organisation,
            position=organisation.head_position,
            ground="Решение Президиума, протокол №\xa04",
            by=secretary,
            at=at,
        )
    return group


def _review(organisation, place, group, said: Outcome | None, secretary: User, now) -> None:
    """A candidate asks to become a member: its papers lie with the experts, or they have concluded."""
    if Expertise.objects.filter(application__organisation=organisation).exists():
        return
    story = Story(place, Basis.IMPLEMENTED, State.SUBMITTED, now - datetime.timedelta(16))
    application = application_of_candidate(story, organisation)
    people = [office.person for office in group.offices.order_by("pk")]
    at = story.after(3)
    work = expertise.assign_experts(
        application,
        body=group,
        lead=people[0],
        experts=people,
        due_on=today(now) + datetime.timedelta(5),
        task="Посмотрите, подтверждают ли документы, что процессы действительно работают.",
        seen=application.version,
        by=secretary,
        at=at,
    )
    if said is None:
        expertise.say_opinion(work, Outcome.POSITIVE, by=people[1].user, at=story.after(5))
        return
    for person in people:
        expertise.say_opinion(work, said, by=person.user, at=story.after(6))
    text = "Документы полны, процессы описаны и работают. Аудит проведён, замечания устранены."
    expertise.conclude_expertise(work, said, text, by=people[0].user, at=story.after(8))


def _leave(organisation: Organisation, at: datetime.datetime) -> None:
    if Departure.objects.filter(organisation=organisation).exists():
        return
    head = organisation.head.user
    ground = "Организация сосредоточится на капитальном ремонте."
    departure = leaving.start_exit(organisation, ground, by=head, at=at)
    departure.refresh_from_db()
    leaving.file_exit(departure, demo_paper(), seen=departure.version, by=head, at=at)


def _propose(organisation: Organisation, initiator: Organisation, at: datetime.datetime) -> None:
    if Departure.objects.filter(organisation=organisation).exists():
        return
    head = initiator.head.user
    ground = "Год не участвует в мероприятиях и не отвечает на запросы Президиума."
    departure = leaving.propose_removal(organisation, initiator, ground, by=head, at=at)
    departure.refresh_from_db()
    leaving.file_removal(departure, demo_paper(), seen=departure.version, by=head, at=at)
