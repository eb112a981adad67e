"""Acts on bodies and offices: what they leave, and what they refuse (R28–R32, R58, R105, R132, T34, T37)."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from association.bodies import operations, queries
from association.bodies.choices import BodyKind, Filling, OfficeKind, ReleaseGround
from association.bodies.models import CollegialBody, Office
from association.bodies.rules import offices as rules
from association.organisations.choices import Standing
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.bodies import (
    NOW,
    TODAY,
    CollegialBodyFactory,
    OfficeFactory,
    body_of_organisation,
    member_organisation,
    presidium,
)
from tests.factories.organisations import SINCE, OrganisationFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
ELECTED = datetime.date(2026, 11, 16)


def actions() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def fill(body, kind, person, **given):
    given = {"since": ELECTED, "ground": "протокол № 2", "by": None, "at": NOW, **given}
    return operations.fill_office(body, kind, person, **given)


def members_of(body) -> list[Office]:
    return list(body.offices.filter(kind=OfficeKind.MEMBER).order_by("pk"))


def elect_chair(body, **given):
    seat = members_of(body)[0]
    return fill(body, OfficeKind.CHAIR, seat.person, organisation=seat.organisation, **given)


def refused(act, *args, **kwargs) -> DomainError:
    """The refusal, after which nothing has changed."""
    before = (Office.objects.count(), ModelLogEntry.objects.count(), Letter.objects.count())
    with pytest.raises(DomainError) as refusal:
        act(*args, **kwargs)
    after = (Office.objects.count(), ModelLogEntry.objects.count(), Letter.objects.count())
    assert after == before
    return refusal.value


def test_chair_is_elected_for_three_years_from_the_members():
    """R30, 3.6."""
    office = elect_chair(presidium())
    assert (office.filling, office.term_ends, office.until) == (
        Filling.ELECTED,
        datetime.date(2029, 11, 16),
        None,
    )
    assert actions() == ["bodies.fill_office"]
    letter = Letter.objects.get()
    assert (letter.kind, letter.person, letter.clause) == (
        "bodies.office_filled",
        office.person,
        "п.\xa03.6 Положения",
    )
    assert "Срок кончается 16\xa0ноября 2029\xa0г." in letter.text


def test_chair_from_outside_the_presidium_is_refused():
    body = presidium()
    organisation = member_organisation()
    refusal = refused(fill, body, OfficeKind.CHAIR, organisation.head, organisation=organisation)
    assert (refusal.rule, refusal.field) == (rules.CHAIR_ELECTED, "person")


def test_chair_who_is_not_elected_is_refused():
    refusal = refused(elect_chair, presidium(), filling=Filling.APPOINTED)
    assert (refusal.rule, refusal.field) == (rules.CHAIR_ELECTED, "filling")


def test_typed_end_of_a_term_may_not_differ_from_the_rules():
    refusal = refused(elect_chair, presidium(), until=datetime.date(2030, 1, 1))
    assert (refusal.rule, refusal.field) == (rules.CHAIR_TERM, "until")


@pytest.mark.parametrize("stranger", ["another head", "candidate", "no organisation"])
def test_presidium_is_of_heads_of_present_members(stranger):
    """R28."""
    organisation = OrganisationFactory(
        standing=Standing.CANDIDATE if stranger == "candidate" else Standing.MEMBER
    )
    person = PersonFactory() if stranger == "another head" else organisation.head
    refusal = refused(
        fill,
        presidium(1),
        OfficeKind.MEMBER,
        person,
        organisation=None if stranger == "no organisation" else organisation,
    )
    assert (refusal.rule, refusal.field) == (rules.MEMBERS_ARE_HEADS, "organisation")


def test_deputy_is_proposed_by_the_chair():
    """R32, C40: refused without a chair; elected later than at the first meeting too, for three years."""
    body = presidium()
    seat = members_of(body)[1]
    refusal = refused(
        fill, body, OfficeKind.DEPUTY_CHAIR, seat.person, organisation=seat.organisation
    )
    assert (refusal.rule, refusal.field) == (rules.DEPUTY_ELECTED, "since")
    elect_chair(body)
    office = fill(body, OfficeKind.DEPUTY_CHAIR, seat.person, organisation=seat.organisation)
    assert office.term_ends == datetime.date(2029, 11, 16)


def test_secretary_is_appointed_from_the_members_of_the_association():
    """R58, C9."""
    body = presidium()
    outsider = OrganisationFactory(standing=Standing.CANDIDATE)
    refusal = refused(fill, body, OfficeKind.SECRETARY, PersonFactory(), organisation=outsider)
    assert refusal.rule == rules.SECRETARY_APPOINTED
    refusal = refused(
        fill,
        body,
        OfficeKind.SECRETARY,
        PersonFactory(),
        organisation=member_organisation(),
        filling=Filling.ELECTED,
    )
    assert refusal.rule == rules.SECRETARY_APPOINTED
    office = fill(body, OfficeKind.SECRETARY, PersonFactory(), organisation=member_organisation())
    assert (office.filling, office.term_ends) == (Filling.APPOINTED, None)


def test_leader_of_a_group_sits_there_by_a_position():
    """R105, R132."""
    body = CollegialBodyFactory()
    refusal = refused(fill, body, OfficeKind.LEADER, PersonFactory())
    assert (refusal.rule, refusal.field) == (rules.GROUP_LEADER, "position")
    office = fill(body, OfficeKind.LEADER, PersonFactory(), position="заместитель директора")
    assert office.filling == Filling.EX_OFFICIO
    refusal = refused(fill, body, OfficeKind.CHAIR, PersonFactory(), position="директор")
    assert refusal.rule == rules.ONE_HOLDER


def test_person_without_an_account_is_entered_with_the_office():
    """T82: people are not accounts."""
    newcomer = PersonFactory.build()
    office = fill(CollegialBodyFactory(), OfficeKind.MEMBER, newcomer)
    assert office.person.pk is not None


def test_member_comes_in_once():
    body = CollegialBodyFactory()
    person = PersonFactory()
    fill(body, OfficeKind.MEMBER, person)
    refusal = refused(fill, body, OfficeKind.MEMBER, person, since=TODAY)
    assert refusal.message == f"{person} уже занимает эту должность."


def test_general_meeting_makes_up_itself():
    """C36."""
    body = CollegialBodyFactory(kind=BodyKind.GENERAL_MEETING)
    organisation = member_organisation()
    refusal = refused(fill, body, OfficeKind.MEMBER, organisation.head, organisation=organisation)
    assert refusal.field == "kind"


@pytest.mark.parametrize(
    "given",
    [
        {"since": TODAY + 400 * DAY},
        {"since": datetime.date(2020, 1, 1)},
        {"ground": " "},
        {"until": ELECTED},
    ],
)
def test_impossible_days_and_an_empty_ground_are_refused(given):
    """T53."""
    body = CollegialBodyFactory(founded_on=datetime.date(2021, 1, 1))
    refused(fill, body, OfficeKind.MEMBER, PersonFactory(), **given)


def test_chair_whose_term_is_out_acts_on_until_the_next_comes():
    """R30: flagged, not blocked."""
    body = presidium()
    first = elect_chair(body, since=datetime.date(2023, 11, 16))
    assert first.term_ends == ELECTED
    state = queries.state_of(body, TODAY)
    (held,) = state.ending
    assert (held.office, held.is_over) == (first, True)
    seat = members_of(body)[1]
    second = fill(body, OfficeKind.CHAIR, seat.person, organisation=seat.organisation)
    first.refresh_from_db()
    assert (first.until, first.release_note) == (ELECTED, "срок истёк, должность занял преемник")
    assert queries.holder(BodyKind.PRESIDIUM, OfficeKind.CHAIR, ELECTED) == second


def test_chair_is_released_early_on_one_of_three_grounds_alone():
    """R31, 3.7."""
    body = presidium()
    office = elect_chair(body)
    day = {"on": TODAY, "by": None, "at": NOW}
    assert refused(operations.end_office, office, note="устал", **day).rule == rules.CHAIR_RELEASE
    second = members_of(body)[1]
    refusal = refused(
        fill, body, OfficeKind.CHAIR, second.person, organisation=second.organisation, since=TODAY
    )
    assert refusal.rule == rules.CHAIR_RELEASE
    release = operations.release_chair
    assert refused(release, office, "boredom", note="протокол № 3", **day).field == "ground"
    assert refused(release, office, ReleaseGround.BREACH, note=" ", **day).field == "note"
    released = release(office, ReleaseGround.OWN_APPLICATION, note="протокол № 3", **day)
    assert (released.until, released.release_ground) == (TODAY, "own_application")
    letter = Letter.objects.get(kind="bodies.office_ended")
    assert (letter.clause, "собственное заявление" in letter.text) == ("п.\xa03.7 Положения", True)
    assert actions() == ["bodies.fill_office", "bodies.release_chair"]


def test_only_the_chair_of_the_presidium_is_released():
    office = OfficeFactory(kind=OfficeKind.LEADER)
    refused(
        operations.release_chair,
        office,
        ReleaseGround.BREACH,
        on=TODAY,
        note="протокол",
        by=None,
        at=NOW,
    )


def test_office_is_ended_once():
    office = OfficeFactory()
    operations.end_office(office, on=TODAY, by=None, at=NOW)
    office.refresh_from_db()
    assert office.until == TODAY
    refusal = refused(operations.end_office, office, on=TODAY, by=None, at=NOW)
    assert refusal.message == "Эти полномочия уже закончились."


def test_mistaken_entry_goes_with_a_trace_in_the_log():
    office = OfficeFactory()
    assert refused(operations.annul_office, office, " ", by=None, at=NOW).field == "reason"
    operations.annul_office(office, "другой человек", by=None, at=NOW)
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.data["person"], entry.data["reason"]) == (
        "bodies.annul_office",
        office.person.full_name,
        "другой человек",
    )
    assert not Office.objects.exists()


def test_entry_that_a_decision_stands_behind_is_not_taken_out():
    body = CollegialBodyFactory()
    office = fill(body, OfficeKind.MEMBER, PersonFactory(), source=body)
    refused(operations.annul_office, office, "ошибка", by=None, at=NOW)


def test_body_of_an_organisation_is_founded_with_its_rules():
    """R142."""
    organisation, user = OrganisationFactory(), UserFactory()
    data = {
        "title": "Совет по качеству",
        "title_genitive": "Совета по качеству",
        "rules_code": "working-group-school",
    }
    body = operations.found_body(BodyKind.WORKING_GROUP, data, owner=organisation, by=user, at=NOW)
    assert (body.owner, body.is_shared, body.rule_set.code) == (
        organisation,
        False,
        "working-group-school",
    )
    assert actions() == ["bodies.found"]
    again = refused(
        operations.found_body, BodyKind.COMMISSION, data, owner=organisation, by=user, at=NOW
    )
    assert again.field == "title"
    for change, field in (
        ({"title": "Другой", "rules_code": "own"}, "rules_code"),
        ({"title": "Президиум"}, "kind"),
    ):
        kind = BodyKind.PRESIDIUM if field == "kind" else BodyKind.COMMISSION
        refusal = refused(
            operations.found_body, kind, data | change, owner=organisation, by=user, at=NOW
        )
        assert refusal.field == field


def test_presidium_is_founded_once():
    presidium()
    data = {"title": "Ещё один", "title_genitive": "Ещё одного", "rules_code": "presidium"}
    refusal = refused(operations.found_body, BodyKind.PRESIDIUM, data, by=None, at=NOW)
    assert refusal.message == "Такой орган в Ассоциации один, и он уже внесён."


def test_change_of_a_body_keeps_both_wordings_in_the_log():
    body = CollegialBodyFactory(title="Группа")
    operations.change_body(body, {"title": "Группа качества"}, by=None, at=NOW)
    operations.change_body(body, {"title": "Группа качества"}, by=None, at=NOW)
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.data) == (
        "bodies.change",
        {"title": ["Группа", "Группа качества"]},
    )


def test_dissolved_body_has_no_offices_and_takes_none():
    office = OfficeFactory()
    future = OfficeFactory(body=office.body, since=TODAY + DAY)
    body = operations.dissolve_body(office.body, on=TODAY, ground="приказ № 5", by=None, at=NOW)
    office.refresh_from_db()
    assert (body.is_in_being(TODAY), office.until) == (False, TODAY)
    assert not Office.objects.filter(pk=future.pk).exists()
    refused(fill, body, OfficeKind.MEMBER, PersonFactory(), since=TODAY)
    refused(operations.dissolve_body, body, on=TODAY, ground="приказ", by=None, at=NOW)


def test_presidium_is_not_dissolved():
    refused(operations.dissolve_body, presidium(0), on=TODAY, ground="приказ", by=None, at=NOW)


def test_only_an_organisation_shows_its_body():
    body, user = body_of_organisation()
    shared = operations.share_body(body, True, by=user, at=NOW)
    assert (shared.is_shared, actions()) == (True, ["bodies.share"])
    refused(operations.share_body, CollegialBodyFactory(), True, by=user, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_chairs_at_once_one_comes_in():
    """T35."""
    body = presidium(2)
    seats = members_of(body)

    def election(seat):
        return lambda: fill(body, OfficeKind.CHAIR, seat.person, organisation=seat.organisation)

    answers = at_once(*(election(seat) for seat in seats))
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Office"]
    assert body.offices.filter(kind=OfficeKind.CHAIR).count() == 1
    assert CollegialBody.objects.get().pk == body.pk


def test_past_term_is_entered_as_it_was():
    """What was before the program: nobody asks who is a head today."""
    body = presidium(1)
    organisation = member_organisation()
    office = fill(
        body,
        OfficeKind.CHAIR,
        organisation.head,
        organisation=organisation,
        since=datetime.date(2022, 9, 15),
        until=datetime.date(2025, 9, 15),
    )
    assert (office.until, office.is_in_force(SINCE)) == (datetime.date(2025, 9, 15), False)
    assert not Letter.objects.exists()
