"""Profiles in the cabinet, the counts and the lists behind them: what readers see, who may (T1, T7, T29, T72)."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from association.bodies.choices import OfficeKind
from association.mentoring.choices import Roll
from association.mentoring.models import CandidateProfile, MentorProfile
from association.organisations.choices import Standing
from association.processes.models import Process
from home.accounts.choices import Role
from home.registers.models import Export
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import officer
from tests.factories.mentoring import (
    candidate,
    certify,
    mentor,
    pair,
    presidium_body,
    speaks_for,
)
from tests.factories.organisations import (
    OrganisationFactory,
    RepresentativeFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db
COUNTS = reverse("mentoring:counts")
HOME = reverse("mentoring:home")


def profile_of(organisation) -> str:
    return reverse("mentoring:profile", args=[organisation.pk])


def roll(code) -> str:
    return reverse("mentoring:roll", args=[code])


def posted(**changes) -> dict:
    told = {
        "is_willing": "on",
        "capacity": "2",
        "works_remotely": "on",
        "languages": ["ru"],
        "about": "",
    }
    return {name: value for name, value in (told | changes).items() if value is not None}


def test_member_fills_in_its_profile(client):
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    certify(organisation)
    log_in(client, speaks_for(organisation))
    audit = Process.objects.get(code="audit")
    page = client.get(profile_of(organisation)).content.decode()
    assert "Сертификат СМК действует по" in page
    answer = client.post(profile_of(organisation), posted(processes=[audit.pk], reach_km="50"))
    assert answer["Location"] == HOME
    profile = MentorProfile.objects.get(organisation=organisation)
    assert (profile.capacity, profile.meets_in_person, profile.reach_km) == (2, False, None)
    assert list(profile.processes.all()) == [audit]
    again = client.get(profile_of(organisation)).context["form"]
    assert (again["capacity"].value(), again["meets_in_person"].value()) == (2, False)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"capacity": "0"}, "capacity", "Хотя\xa0бы одному."),
        ({"capacity": "21"}, "capacity", "Не\xa0больше 20."),
        ({"capacity": "много"}, "capacity", "Напишите число."),
        ({"capacity": None}, "capacity", "Напишите, скольким кандидатам сможете помогать."),
        ({"reach_km": "-1"}, "reach_km", "Расстояние не\xa0бывает меньше нуля."),
        ({"languages": []}, "languages", "Отметьте хотя\xa0бы один язык."),
        ({"languages": ["tlh"]}, "languages", "Такого языка в\xa0списке нет."),
        (
            {"processes": ["77777"]},
            "processes",
            "Этого больше нет в\xa0списке. Обновите страницу и\xa0отметьте снова.",
        ),
        (
            {"branches": ["x"]},
            "branches",
            "Отметки не\xa0прочитались. Обновите страницу и\xa0отметьте снова.",
        ),
    ],
)
def test_wrong_answers_stand_beside_their_fields(client, changes, field, words):
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    log_in(client, speaks_for(organisation))
    form = client.post(profile_of(organisation), posted(**changes)).context["form"]
    assert form.errors == {field: [words]}


def test_nothing_is_said_of_how_to_work(client):
    """The rule of both sides comes to its field with its clause or «не из положения»."""
    organisation = OrganisationFactory(standing=Standing.CANDIDATE)
    log_in(client, speaks_for(organisation))
    form = client.post(profile_of(organisation), {"languages": ["ru"]}).context["form"]
    assert list(form.errors) == ["meets_in_person"]


def test_member_without_a_certificate_reads_why_and_cannot(client):
    """R43, also for whoever posts past the page."""
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    log_in(client, speaks_for(organisation))
    page = client.get(profile_of(organisation)).content.decode()
    assert ("нет сертификата СМК" in page, "Сохранить анкету" in page) == (True, False)
    refused = client.post(profile_of(organisation), posted())
    assert (refused.status_code, MentorProfile.objects.count()) == (409, 0)
    assert "нет сертификата СМК" in str(refused.context["form"].non_field_errors())


def test_retired_process_is_offered_to_nobody(client):
    Process.objects.exclude(code="audit").update(is_retired=True)
    organisation = candidate(needs=["audit", "risks"])
    log_in(client, speaks_for(organisation))
    form = client.get(profile_of(organisation)).context["form"]
    assert [name for _, name in form.fields["needs"].choices] == ["Внутренний аудит"]


def test_stop_button_keeps_the_rest(client):
    organisation = mentor(certified=False, capacity=5)
    log_in(client, speaks_for(organisation))
    assert "Больше не" in client.get(profile_of(organisation)).content.decode()
    client.post(reverse("mentoring:stop_offering", args=[organisation.pk]))
    profile = MentorProfile.objects.get()
    assert (profile.is_willing, profile.capacity) == (False, 5)


def former_speaker(organisation):
    user = UserFactory()
    RepresentativeFactory(organisation=organisation, person=user.person, until=timezone.localdate())
    return user


STRANGERS = {
    "other member": lambda one: speaks_for(mentor()),
    "former speaker": former_speaker,
    "secretary": lambda one: UserFactory(role=Role.SECRETARY),
    "administrator": lambda one: UserFactory(role=Role.ADMINISTRATOR),
    "chair": lambda one: officer(presidium_body(), OfficeKind.CHAIR),
    "nobody": lambda one: UserFactory(),
}


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("make", [mentor, candidate])
def test_profile_is_its_own_organisation_s(client, make, who):
    """T1: the chair and the office read it in their list, and write nothing."""
    organisation = make()
    log_in(client, STRANGERS[who](organisation))
    stop = reverse("mentoring:stop_offering", args=[organisation.pk])
    answers = [
        client.get(profile_of(organisation)),
        client.post(profile_of(organisation), posted()),
        client.post(stop),
    ]
    assert [each.status_code for each in answers] == [404, 404, 404]


@pytest.mark.parametrize("standing", [Standing.NONE, Standing.APPLICANT, Standing.FORMER])
def test_outside_the_association_there_is_no_profile(client, standing):
    organisation = OrganisationFactory(standing=standing)
    log_in(client, speaks_for(organisation))
    assert client.get(profile_of(organisation)).status_code == 404
    assert client.get(COUNTS).status_code == 404


PEOPLE = {
    "member": (lambda: speaks_for(mentor()), 200, 404),
    "candidate": (lambda: speaks_for(candidate()), 200, 404),
    "chair": (lambda: officer(presidium_body(), OfficeKind.CHAIR), 200, 200),
    "presidium": (lambda: officer(presidium_body()), 200, 200),
    "secretary": (lambda: UserFactory(role=Role.SECRETARY), 200, 200),
    "administrator": (lambda: UserFactory(role=Role.ADMINISTRATOR), 200, 200),
    "editor": (lambda: UserFactory(role=Role.EDITOR), 404, 404),
    "stranger": (UserFactory, 404, 404),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_counts_are_for_all_who_belong_and_lists_for_who_forms_and_agrees(client, who):
    make, counts, lists = PEOPLE[who]
    log_in(client, make())
    found = [client.get(COUNTS).status_code]
    found += [client.get(roll(code)).status_code for code in Roll.values]
    found.append(client.get(reverse("mentoring:roll_xlsx", args=["mentors"])).status_code)
    assert found == [counts, *[lists] * 4]


def test_counts_say_the_numbers_the_day_and_what_they_allow(client):
    mentor(), candidate(), candidate()
    OrganisationFactory(standing=Standing.CANDIDATE)
    certify(OrganisationFactory(standing=Standing.MEMBER))
    log_in(client, UserFactory(role=Role.SECRETARY))
    answer = client.get(COUNTS)
    ratio = answer.context["ratio"]
    assert (ratio.mentors, ratio.candidates, answer.context["silent"]) == (1, 3, 1)
    assert ratio.on == timezone.localdate()
    assert "у\xa0наставника может быть несколько кандидатов" in answer.content.decode()


def listed(client, code, **asked) -> list[str]:
    return [each.short_name for each in client.get(roll(code), asked).context["page"]]


def test_lists_show_whom_the_counts_count(client):
    here = TerritoryFactory()
    mentor(short_name="Готовая", territory=here)
    mentor(short_name="Не готовая", profile={"is_willing": False})
    candidate(short_name="С анкетой", territory=here)
    OrganisationFactory(short_name="Без анкеты", standing=Standing.CANDIDATE)
    log_in(client, officer(presidium_body()))
    assert {code: listed(client, code) for code in Roll.values} == {
        "mentors": ["Готовая"],
        "candidates": ["Без анкеты", "С анкетой"],
        "able": ["Не готовая"],
    }
    assert listed(client, "candidates", territory=here.pk) == ["С анкетой"]
    assert listed(client, "candidates", words="без") == ["Без анкеты"]
    assert listed(client, "candidates", territory="0 or 1", page="x") == ["Без анкеты", "С анкетой"]
    assert client.get(roll("everybody")).status_code == 404


def test_list_says_how_they_work_and_how_many_pairs_they_have(client):
    busy = mentor(processes=["audit"], capacity=2, profile={"reach_km": 60})
    pair(mentor_=busy, candidate_=candidate(profile={"languages": ["ru", "tt"]}))
    log_in(client, UserFactory(role=Role.SECRETARY))
    page = client.get(roll("mentors")).content.decode()
    assert "удалённо, с\xa0выездами до\xa060\xa0км; русский" in page
    assert ("Внутренний аудит" in page, "1 из&nbsp;2" in page) == (True, True)
    assert "русский, татарский" in client.get(roll("candidates")).content.decode()


def test_list_leaves_as_a_workbook_without_formulas(client):
    """T29; as narrow as the list on the page."""
    mentor(short_name="=1+1", profile={"about": "@SUM(1)"})
    mentor(short_name="Другая")
    log_in(client, UserFactory(role=Role.SECRETARY))
    answer = client.get(reverse("mentoring:roll_xlsx", args=["mentors"]), {"words": "1+1"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    heads, *rows = book.active.iter_rows(values_only=True)
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(row["Организация"], row["О себе"]) for row in told] == [("'=1+1", "'@SUM(1)")]
    left = Export.objects.get()
    assert (left.label, left.rows, left.asked) == (Roll.MENTORS.label, 1, "Название или ИНН: 1+1")


@pytest.mark.parametrize("code", Roll.values)
def test_lists_ask_as_often_for_many(client, code):
    """The same number of queries with 1 and 10 rows."""
    makers = {
        "mentors": lambda: pair(mentor_=mentor(processes=["audit"])).mentor,
        "candidates": lambda: candidate(needs=["audit"]),
        "able": lambda: mentor(profile={"is_willing": False}),
    }
    log_in(client, UserFactory(role=Role.SECRETARY))
    makers[code]()
    client.get(roll(code))
    counts = []
    for more in (0, 9):
        for _ in range(more):
            makers[code]()
        with CaptureQueriesContext(connection) as captured:
            client.get(roll(code))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


def test_front_page_leads_to_the_profile(client):
    organisation = candidate()
    CandidateProfile.objects.all().delete()
    log_in(client, speaks_for(organisation))
    page = client.get(HOME).content.decode()
    assert [profile_of(organisation) in page, COUNTS in page] == [True, True]
    desk = client.get(reverse("desk:desk")).content.decode()
    assert profile_of(organisation) in desk
    own = client.get(organisation.get_absolute_url()).content.decode()
    assert "Анкета кандидата" in own
