"""Pages of bodies: what a reader sees and what a keeper does (R28–R32, R105, R142, T1, T11, T34)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association.bodies import operations
from association.bodies.choices import OfficeKind, ReleaseGround
from association.bodies.models import CollegialBody, Office
from association.bodies.obligations import tasks_of_bodies
from association.organisations.choices import Standing
from association.organisations.operations import change_standing
from home.accounts.choices import Role
from home.accounts.models import Person, User
from home.accounts.operations import give_consent, withdraw_consent
from home.accounts.queries import PUBLICATION, current_text
from home.notices.models import Letter
from home.workdays.queries import today
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.bodies import (
    NOW,
    TODAY,
    CollegialBodyFactory,
    OfficeFactory,
    body_of_organisation,
    officer,
    presidium,
)
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def secretary(client):
    return log_in(client, UserFactory(role=Role.SECRETARY))


def filled(**given):
    return {"kind": "member", "since": str(TODAY), "ground": "приказ № 1", **given}


def test_representative_founds_a_body_and_brings_in_a_colleague(client):
    """R142, R132: from nothing to a leader who may log in, in two forms."""
    organisation, user = OrganisationFactory(), UserFactory()
    RepresentativeFactory(organisation=organisation, person=user.person)
    log_in(client, user)
    client.post(
        "/cabinet/bodies/new/",
        {
            "kind": "working_group",
            "title": "Рабочая группа",
            "title_genitive": "Рабочей группы",
            "rules_code": "working-group-school",
        },
    )
    body = CollegialBody.objects.get()
    assert body.owner == organisation
    client.post(
        f"/cabinet/bodies/{body.pk}/fill/",
        filled(
            kind="chair",
            surname="Лугова",
            name="Вера",
            email="lugova@example.org",
            position="заместитель директора",
        ),
    )
    office = Office.objects.get()
    assert (office.person.full_name, office.person.user.email) == (
        "Лугова Вера",
        "lugova@example.org",
    )


def test_address_of_somebody_else_tells_nothing_and_joins_nobody(client):
    """T11, T82: an account is taken only when the name is the same."""
    body, user = body_of_organisation()
    known = UserFactory(email="known@example.org")
    log_in(client, user)
    address = f"/cabinet/bodies/{body.pk}/fill/"
    stranger = client.post(
        address, filled(surname="Другова", name="Анна", email=known.email), follow=True
    )
    assert known.person.surname not in stranger.text
    client.post(
        address,
        filled(
            surname=known.person.surname,
            name=known.person.name,
            patronymic=known.person.patronymic,
            email=known.email,
        ),
    )
    people = set(body.offices.values_list("person__surname", flat=True))
    assert people == {"Другова", known.person.surname}
    assert body.offices.filter(person=known.person).count() == 1
    assert User.objects.filter(email=known.email).count() == 1


def test_refused_entry_leaves_no_person_behind(client):
    body, user = body_of_organisation()
    log_in(client, user)
    before = Person.objects.count()
    answer = client.post(
        f"/cabinet/bodies/{body.pk}/fill/",
        filled(kind="leader", surname="Лугова", name="Вера", email="new@example.org"),
    )
    assert list(answer.context["form"].errors) == ["position"]
    assert (Person.objects.count(), User.objects.filter(email="new@example.org").exists()) == (
        before,
        False,
    )


def test_keeper_finds_by_name_only_the_circle_of_the_body(client):
    """T7."""
    body, user = body_of_organisation()
    OfficeFactory(person=PersonFactory(surname="Чужакова"))
    log_in(client, user)
    page = client.get(f"/cabinet/bodies/{body.pk}/fill/").text
    assert (user.person.full_name in page, "Чужакова" in page) == (True, False)


def test_heads_are_entered_by_their_organisation(client, secretary):
    """R28."""
    body = presidium(1)
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    client.post(f"/cabinet/bodies/{body.pk}/fill/", filled(organisation=organisation.pk))
    assert body.offices.filter(person=organisation.head, organisation=organisation).exists()


def test_chair_is_released_on_the_page_of_release_alone(client, secretary):
    """R31."""
    body = presidium(1)
    seat = body.offices.get()
    office = OfficeFactory(
        body=body,
        kind=OfficeKind.CHAIR,
        person=seat.person,
        organisation=seat.organisation,
        term_ends=today() + 400 * DAY,
    )
    page = client.get(f"/cabinet/bodies/{body.pk}/").text
    assert f"/cabinet/bodies/offices/{office.pk}/release/" in page
    assert f"/cabinet/bodies/offices/{office.pk}/end/" not in page
    form = client.get(f"/cabinet/bodies/offices/{office.pk}/release/").text
    assert [label in form for label in ReleaseGround.labels] == [True] * 3
    client.post(
        f"/cabinet/bodies/offices/{office.pk}/release/",
        {"ground": "breach", "on": str(today()), "note": "протокол № 4"},
    )
    office.refresh_from_db()
    assert office.release_ground == "breach"
    other = OfficeFactory(kind=OfficeKind.LEADER)
    assert client.get(f"/cabinet/bodies/offices/{other.pk}/release/").status_code == 404


def test_page_says_the_rules_in_words_with_clauses(client, secretary):
    """R223."""
    page = client.get(f"/cabinet/bodies/{presidium(2).pk}/").text
    for words in (
        "Кворум — не менее половины списочного состава.",
        "Нет председателя.",
        "Заседает не реже раза в квартал.",
        "Протокол хранят 3\xa0года.",
    ):
        assert words in page, words
    assert page.count("п.\xa03.6 Положения") >= 2


def test_vacancies_and_terms_wait_on_the_desks_of_those_concerned(secretary):
    """R30: 90 and 30 days before, and after."""
    body = presidium(2)
    seat = body.offices.first()
    OfficeFactory(
        body=body,
        kind=OfficeKind.CHAIR,
        person=seat.person,
        organisation=seat.organisation,
        term_ends=TODAY + 90 * DAY,
    )
    titles = [task.title for task in tasks_of_bodies(secretary, TODAY)]
    assert titles == [
        "Нет секретаря: Президиум",
        "Нет заместителя: Президиум",
        "Срок истекает: председатель, Президиум",
    ]
    assert [task.title for task in tasks_of_bodies(secretary, TODAY + 90 * DAY)][-1] == (
        "Срок истёк: председатель, Президиум"
    )
    assert len(list(tasks_of_bodies(secretary, TODAY - DAY))) == 2


def test_ordinary_member_costs_the_desk_one_query(django_assert_num_queries):
    user = officer(CollegialBodyFactory())
    with django_assert_num_queries(2):
        # The roles, and every tie to bodies; nothing for the tasks themselves.
        assert list(tasks_of_bodies(user, TODAY)) == []


def test_reminders_come_once_for_each_threshold(secretary):
    """R30, T57."""
    body = presidium(2)
    for kind in (OfficeKind.SECRETARY, OfficeKind.DEPUTY_CHAIR):
        seat = body.offices.first()
        OfficeFactory(body=body, kind=kind, person=seat.person, organisation=seat.organisation)
    end = TODAY + 120 * DAY
    OfficeFactory(
        body=body,
        kind=OfficeKind.CHAIR,
        person=body.offices.first().person,
        organisation=body.offices.first().organisation,
        term_ends=end,
    )
    sent = []
    for days in (91, 90, 89, 30, 29, 0, -1):
        operations.remind_of_bodies(NOW + (end - TODAY - days * DAY))
        sent.append(Letter.objects.filter(person=secretary.person).count())
    assert sent == [0, 1, 1, 2, 2, 3, 3]
    letter = Letter.objects.filter(person=secretary.person).order_by("pk").first()
    assert (letter.kind, letter.clause) == ("bodies.term_ends", "п.\xa03.6 Положения")


def test_vacancy_is_told_once_and_the_next_one_again(secretary):
    body = CollegialBodyFactory()
    OfficeFactory.create_batch(2, body=body)
    OfficeFactory(body=body, kind=OfficeKind.DEPUTY_CHAIR)
    OfficeFactory(body=body, kind=OfficeKind.LEADER)
    told = Letter.objects.filter(kind="bodies.vacancy", person=secretary.person)
    for _ in range(2):
        operations.remind_of_bodies(NOW)
        assert told.count() == 1
    office = OfficeFactory(body=body, kind=OfficeKind.SECRETARY)
    operations.end_office(office, on=TODAY, by=None, at=NOW)
    operations.remind_of_bodies(NOW)
    assert told.count() == 2


def test_seat_of_a_former_member_is_flagged_and_stays(client, secretary):
    """R28: nobody is removed silently."""
    body = presidium(2)
    seat = body.offices.select_related("organisation").first()
    change_standing(
        seat.organisation, Standing.FORMER, on=TODAY, ground="выход", by=secretary, at=NOW
    )
    letter = Letter.objects.get(kind="bodies.seat_flawed")
    assert (letter.person, letter.clause) == (secretary.person, "п.\xa03.4 Положения")
    assert body.offices.in_force(TODAY).count() == 2
    page = client.get(f"/cabinet/bodies/{body.pk}/").text
    assert "организация — не член Ассоциации" in page
    operations.remind_of_bodies(NOW)
    assert Letter.objects.filter(kind="bodies.seat_flawed").count() == 1


def test_list_takes_as_many_queries_with_1_and_200_bodies(client, secretary):
    OfficeFactory(body=CollegialBodyFactory())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/cabinet/bodies/").status_code == 200
        return len(captured)

    queries()
    one = queries()
    for body in CollegialBodyFactory.create_batch(199):
        OfficeFactory(body=body)
    assert queries() == one <= 15


def test_page_of_a_body_takes_as_many_queries_with_1_and_30_members(client, secretary):
    body = presidium(1)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/cabinet/bodies/{body.pk}/").status_code == 200
        return len(captured)

    queries()
    one = queries()
    for _ in range(29):
        organisation = OrganisationFactory(standing=Standing.MEMBER)
        OfficeFactory(body=body, person=organisation.head, organisation=organisation)
    assert queries() == one <= 21


def test_public_page_names_only_who_agreed(client):
    """152-FZ, art. 10.1: an office and an organisation otherwise; withdrawn at once."""
    body = presidium(2)
    shown, hidden = (each.person for each in body.offices.all())
    foreign, _ = body_of_organisation(title="Тайный совет", is_shared=True)
    OfficeFactory(body=foreign)
    consent = give_consent(shown, current_text(PUBLICATION), at=NOW)
    page = client.get("/bodies/").text
    assert [
        words in page for words in (shown.full_name, hidden.full_name, "Тайный совет", "Президиум")
    ] == [True, False, False, True]
    # A director of a named school is somebody: without a consent the post is not told either.
    assert page.count("директор") == 1
    withdraw_consent(consent, by=None, at=NOW)
    assert shown.full_name not in client.get("/bodies/").text


@pytest.mark.parametrize("days", [0, 1])
def test_dissolved_body_is_kept_to_read(client, days):
    body, user = body_of_organisation()
    log_in(client, user)
    client.post(
        f"/cabinet/bodies/{body.pk}/dissolve/",
        {"on": str(today() - days * DAY), "ground": "приказ № 9"},
    )
    page = client.get(f"/cabinet/bodies/{body.pk}/").text
    assert ("упразднён" in page, "Внести в&nbsp;состав" in page) == (True, False)
