"""The working groups of the demo: one of the Association, one of an organisation that shows it to nobody else."""

import datetime

from association.organisations.models import Organisation
from documents.regulations.models import RegulationPage
from home.accounts.models import User

from .choices import BodyKind, Filling, OfficeKind
from .models import CollegialBody
from .operations import fill_office, found_body

ANALYSIS = "Рабочая группа по анализу СМК"
OWN = "Рабочая группа по внутренним аудитам"


def load(
    organisations: list[Organisation],
    own: Organisation,
    *,
    member: User,
    secretary: User,
    at: datetime.datetime,
) -> tuple[CollegialBody, CollegialBody]:
    """`organisations` give the leader, the deputy and members of the first; the head of `own` leads the second."""
    analysis = CollegialBody.objects.filter(title=ANALYSIS).first() or _analysis(
        organisations, own, member=member, secretary=secretary, at=at
    )
    group = CollegialBody.objects.filter(owner=own, title=OWN).first() or _own(own, member, at)
    return analysis, group


def _analysis(organisations, own, *, member, secretary, at) -> CollegialBody:
    body = found_body(
        BodyKind.WORKING_GROUP,
        {
            "title": ANALYSIS,
            "title_genitive": "Рабочей группы по анализу СМК",
            "rules_code": "working-group",
            "regulation": RegulationPage.objects.filter(key="working-group").first(),
            "founded_on": at.date(),
            "ground": "Решение Президиума, протокол №\xa02",
        },
        by=secretary,
        at=at,
    )
    leader, deputy, *members = organisations
    _seat(body, OfficeKind.LEADER, leader, Filling.EX_OFFICIO, secretary, at)
    _seat(body, OfficeKind.DEPUTY_CHAIR, deputy, Filling.ELECTED, secretary, at)
    for organisation in [*members, own]:
        _seat(body, OfficeKind.MEMBER, organisation, Filling.APPOINTED, secretary, at)
    fill_office(
        body,
        OfficeKind.SECRETARY,
        secretary.person,
        since=at.date(),
        filling=Filling.ELECTED,
        position="методист Ассоциации",
        ground="Выборы на первом заседании группы",
        by=secretary,
        at=at,
    )
    return body


def _seat(body, kind, organisation: Organisation, filling, by, at) -> None:
    fill_office(
        body,
        kind,
        organisation.head,
        since=at.date(),
        filling=filling,
        organisation=organisation,
        position=organisation.head_position,
        ground="Решение Президиума, протокол №\xa02",
        by=by,
        at=at,
    )


def _own(own: Organisation, member: User, at) -> CollegialBody:
    body = found_body(
        BodyKind.WORKING_GROUP,
        {
            "title": OWN,
            "title_genitive": "Рабочей группы по внутренним аудитам",
            "rules_code": "working-group-school",
            "founded_on": at.date(),
            "ground": "Приказ директора №\xa041",
        },
        owner=own,
        by=member,
        at=at,
    )
    fill_office(
        body,
        OfficeKind.LEADER,
        member.person,
        since=at.date(),
        organisation=own,
        position=own.head_position,
        ground="Приказ директора №\xa041",
        by=member,
        at=at,
    )
    return body
