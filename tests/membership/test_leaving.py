"""Ends of membership: what each does, in one transaction, and what it leaves alone (R36, R40–R42, C12–C14)."""

import datetime

import pytest
from django.db import transaction
from wagtail.log_actions import registry as log_registry

from association.bodies.choices import OfficeKind
from association.bodies.models import Office
from association.membership import departures, operations
from association.membership.choices import Basis, DepartureKind, DepartureState, State
from association.membership.models import Departure
from association.membership.operations import PaperOriginal
from association.membership.rules import names
from association.organisations import registry
from association.organisations.choices import ReorganisationKind, Side, Standing
from association.organisations.models import Reorganisation, StandingChange
from association.organisations.registry import life_of, tell_reorganised
from documents.certificates.choices import Status
from documents.certificates.models import Certificate
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.leaving import (
    exit_draft,
    filed_exit,
    member_of,
    seat_of,
)
from tests.factories.membership import (
    NOW,
    TODAY,
    application_in,
    filled_application,
    organisation_of,
)
from tests.factories.uploads import checked

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = NOW + datetime.timedelta(hours=1)


def actions_of(departure) -> list[str]:
    logs = log_registry.get_logs_for_instance(departure).order_by("timestamp", "pk")
    return list(logs.values_list("action", flat=True))


def letters(kind: str) -> set:
    return set(Letter.objects.filter(kind=f"membership.{kind}").values_list("person", flat=True))


def test_signed_exit_ends_the_membership_at_once(applicant, secretary):
    """R42, C13: nobody votes; the certificate is revoked, everybody concerned is told, the history keeps it all."""
    organisation = application_in(State.CONFIRMED, applicant, secretary=secretary).organisation
    organisation.refresh_from_db()
    departure = filed_exit(applicant, organisation)
    organisation.refresh_from_db()
    certificate = Certificate.objects.get()
    change = StandingChange.objects.first()
    assert (departure.state, departure.ends_on, departure.number) == ("done", TODAY, 1)
    assert (organisation.standing, change.source, change.on) == ("former", departure, TODAY)
    assert change.ground == "выход из Ассоциации: заявление руководителя №\xa01/2026"
    assert (certificate.status, certificate.ground) == (Status.REVOKED, change.ground)
    assert certificate.revoked_on == TODAY
    assert actions_of(departure) == [
        "membership.start_departure",
        "membership.file_departure",
        "membership.leave",
    ]
    assert letters("left") == {applicant.person_id}
    assert letters("somebody_left") == {secretary.person_id}
    letter = Letter.objects.get(kind="membership.left")
    assert letter.clause == "п.\xa03.15 «б» Положения; п.\xa05.6 Положения"


def test_exit_pressed_twice_is_one_exit(applicant):
    """T34."""
    draft = exit_draft(applicant)
    for _ in range(2):
        operations.file_exit(draft, checked("скан.pdf"), seen=draft.version, by=applicant, at=NOW)
    assert StandingChange.objects.filter(standing_to=Standing.FORMER).count() == 1
    assert Letter.objects.filter(kind="membership.left").count() == 1


def test_exit_begun_twice_is_begun_once(applicant):
    organisation = member_of(applicant)
    first, second = (exit_draft(applicant, organisation) for _ in range(2))
    assert first == second


def test_exit_of_an_older_version_is_refused(applicant):
    """T35: the reason was changed in another window."""
    draft = exit_draft(applicant)
    operations.change_ground(draft, "Иначе.", seen=draft.version, by=applicant, at=NOW)
    with pytest.raises(DomainError) as refusal:
        operations.file_exit(draft, checked(), seen=draft.version, by=applicant, at=NOW)
    assert refusal.value.rule is names.LEAVING_SEEN
    assert not StandingChange.objects.filter(standing_to=Standing.FORMER).exists()


def test_exit_frees_the_seat_but_not_the_chair(applicant, secretary):
    """R42; the chair is released by the Presidium alone (3.7), so that seat is flagged to its keepers."""
    organisation = member_of(applicant)
    seat, chair = seat_of(organisation), seat_of(organisation, OfficeKind.CHAIR)
    filed_exit(applicant, organisation)
    assert list(Office.objects.in_force(TODAY)) == [chair]
    seat.refresh_from_db()
    assert (seat.until, seat.release_note[:5]) == (TODAY, "выход")
    flawed = Letter.objects.filter(kind="bodies.seat_flawed", person=secretary.person)
    assert flawed.count() == 1


def test_candidate_leaves_too_and_was_never_a_member(applicant):
    """C12: nothing but the status ends; its open application closes."""
    organisation = organisation_of(applicant, standing=Standing.CANDIDATE)
    application = filled_application(applicant, organisation, Basis.IMPLEMENTED)
    filed_exit(applicant, organisation)
    organisation.refresh_from_db()
    application.refresh_from_db()
    assert (organisation.standing, application.state) == (Standing.NONE, State.WITHDRAWN)
    assert Letter.objects.get(kind="membership.left").subject.endswith("статус кандидата прекращён")


@pytest.mark.parametrize("standing", [Standing.NONE, Standing.APPLICANT, Standing.FORMER])
def test_who_is_not_in_has_nothing_to_leave(applicant, standing):
    organisation = organisation_of(applicant, standing=standing)
    with pytest.raises(DomainError) as refusal:
        operations.start_exit(organisation, by=applicant, at=NOW)
    assert refusal.value.rule is names.LEAVE_AT_WILL
    assert not Departure.objects.exists()


def test_paper_exit_counts_from_the_day_it_came(applicant, secretary):
    """The office enters it; a draft of the organisation is taken up."""
    organisation = member_of(applicant)
    draft = exit_draft(applicant, organisation)
    at = NOW + datetime.timedelta(days=2)
    received = PaperOriginal("17-вх", TODAY + datetime.timedelta(days=1))
    departure = operations.record_exit_on_paper(organisation, received, by=secretary, at=at)
    assert (departure.pk, departure.ends_on) == (draft.pk, received.received_on)
    assert (departure.journal_number, departure.state) == ("17-вх", DepartureState.DONE)


@pytest.mark.parametrize("days", [-1, 1])
def test_paper_of_an_impossible_day_is_refused(applicant, secretary, days):
    organisation = member_of(applicant)
    paper = PaperOriginal("17-вх", TODAY + datetime.timedelta(days=days))
    with pytest.raises(DomainError) as refusal:
        operations.record_exit_on_paper(organisation, paper, by=secretary, at=NOW)
    assert refusal.value.field == "received_on"
    assert not Departure.objects.exists()


def reorganisation_of(before, after, **details) -> Reorganisation:
    made = Reorganisation.objects.create(
        kind=ReorganisationKind.ACCESSION,
        on=TODAY,
        act="Приказ учредителя",
        act_number="5",
        act_date=TODAY,
        by=UserFactory(),
        at=NOW,
    )
    for side, organisations in ((Side.BEFORE, before), (Side.AFTER, after)):
        for organisation in organisations:
            made.parties.create(organisation=organisation, side=side)
    return made


def test_reorganisation_ends_the_membership_of_those_that_are_no_more(applicant, secretary):
    """R41, T82: whoever goes on under its own record stays a member; the act and its day are kept."""
    gone, going_on, foreign = member_of(applicant), member_of(applicant), organisation_of(applicant)
    act = reorganisation_of([gone, going_on, foreign], [going_on])
    tell_reorganised(act, by=secretary, at=NOW)
    standings = []
    for organisation in (gone, going_on, foreign):
        organisation.refresh_from_db()
        standings.append(organisation.standing)
    departure = Departure.objects.get()
    assert standings == [Standing.FORMER, Standing.MEMBER, Standing.NONE]
    assert (departure.kind, departure.reorganisation) == (DepartureKind.REORGANISATION, act)
    assert departure.rule is names.ENDS_BY_REORGANISATION
    assert "Приказ учредителя №\xa05" in StandingChange.objects.first().ground


def test_other_ground_needs_a_decision(applicant, secretary):
    """C14."""
    organisation = member_of(applicant)
    for ground, decision in (("Ликвидирована.", " "), (" ", "Президиум, протокол № 4")):
        with pytest.raises(DomainError), transaction.atomic():
            operations.end_on_other_ground(
                organisation, ground, decision, TODAY, by=secretary, at=NOW
            )
    assert not Departure.objects.exists()
    operations.end_on_other_ground(
        organisation, "Ликвидирована.", "Президиум, протокол № 4", TODAY, by=secretary, at=NOW
    )
    assert StandingChange.objects.first().ground == "Президиум, протокол № 4"
    assert Departure.objects.get().rule is names.OTHER_GROUND


def test_office_and_chair_learn_when_fewer_than_five_are_left(applicant, secretary):
    """R36."""
    chair = seat_of(member_of(UserFactory()), OfficeKind.CHAIR).person
    organisation = member_of(applicant)
    assert departures.floor_warning(organisation).startswith("После этого")
    filed_exit(applicant, organisation)
    told = Letter.objects.filter(kind="membership.somebody_left")
    assert {letter.person_id for letter in told} == {secretary.person_id, chair.pk}
    assert {letter.clause for letter in told} == {"п.\xa03.12 Положения"}
    assert "меньше пяти членов: сейчас их 1" in told.first().text


def test_candidate_leaves_no_gap_among_the_five(applicant):
    """C12: candidates do not count."""
    candidate = organisation_of(applicant, standing=Standing.CANDIDATE)
    assert departures.floor_warning(candidate) == ""


def test_rooms_above_hear_of_every_end_in_its_transaction(applicant, monkeypatch):
    """R42: pairs and assignments close by this registry; a room that refuses takes the whole exit back."""
    heard = []

    def close_pairs(change):
        heard.append((change.standing_from, change.standing_to))
        raise DomainError("Пару закрыть нельзя.", names.LEAVE_AT_WILL)

    draft = exit_draft(applicant)
    monkeypatch.setattr(registry, "_handlers", [*registry._handlers, close_pairs])
    with pytest.raises(DomainError), transaction.atomic():
        operations.file_exit(draft, checked(), seen=draft.version, by=applicant, at=NOW)
    draft.refresh_from_db()
    assert heard[-1] == (Standing.MEMBER, Standing.FORMER)
    assert (draft.state, draft.organisation.standing) == (DepartureState.DRAFT, Standing.MEMBER)
    assert not letters("left")


def test_participation_of_a_test_room_is_asked_by_days(applicant, monkeypatch):
    """R76: what a room tells of an organisation stands under its own title, the latest first."""
    organisation = member_of(applicant)

    def lessons(asked, since, until):
        for day in (since, until):
            yield registry.Participation(day, "урок", str(asked), "провела", names.LEAVE_AT_WILL)

    monkeypatch.setattr(registry, "_participation", {})
    registry.participation_sources("Открытые уроки", lessons)
    found = registry.participation_of(organisation, TODAY, LATER.date() + datetime.timedelta(1))
    assert [(title, len(rows), rows[0].on > rows[1].on) for title, rows in found.items()] == [
        ("Открытые уроки", 2, True)
    ]


def test_line_of_life_keeps_papers_for_its_own_and_shows_the_end_to_all(applicant, secretary):
    organisation = application_in(State.CONFIRMED, applicant, secretary=secretary).organisation
    filed_exit(applicant, organisation)
    events = life_of(organisation)
    public = {event.title for event in events if event.is_public}
    own = {event.title: event for event in events}
    certificate = Certificate.objects.get()
    assert {
        "Вышла из\xa0Ассоциации по\xa0заявлению руководителя",
        f"Выдан сертификат №\xa0{certificate.number}",
        f"Сертификат №\xa0{certificate.number} аннулирован",
    } <= public
    filed = own["Заявление о выходе №\xa01/2026"]
    assert (filed.is_public, filed.by) == (False, str(applicant))
    assert filed.papers == ((filed.title, Departure.objects.get().get_absolute_url()),)
