"""What mentors offer and candidates need (3.16, R43, R44): acts, refusals, letters, tasks."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from association.mentoring.desk.profiles import (
    counts_card,
    profile_cards,
    profile_tasks,
    profiles_now,
)
from association.mentoring.models import CandidateProfile, MentorProfile
from association.mentoring.operations import profiles as operations
from association.mentoring.operations.reminding import remind_of_profiles
from association.mentoring.queries.parties import mentors, why_not_mentor
from association.mentoring.rules import names
from association.mentoring.rules.profiles import Paper, mentor_flaw
from association.organisations.choices import QmsState, Standing
from association.organisations.operations import (
    begin_stand_in,
    change_standing,
    reject_qms_certificate,
)
from association.processes.models import Process
from home.accounts.choices import Role
from home.accounts.models import User
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory
from tests.factories.mentoring import NOW, TODAY, candidate, certify, mentor, speaks_for
from tests.factories.organisations import BranchFactory, OrganisationFactory

DAY = datetime.timedelta(days=1)


def logged(subject) -> list[tuple]:
    entries = ModelLogEntry.objects.filter(
        object_id=str(subject.pk), action__startswith="mentoring."
    )
    return [(entry.action, entry.data) for entry in entries.order_by("pk")]


def offered(**changes) -> dict:
    told = {
        "is_willing": True,
        "capacity": 3,
        "reach_km": 60,
        "works_remotely": True,
        "meets_in_person": True,
        "languages": ["ru", "tt"],
        "about": "Провели двенадцать аудитов.",
        "branches": [],
        "processes": [],
    }
    return told | changes


def asked(**changes) -> dict:
    told = {
        "works_remotely": True,
        "meets_in_person": False,
        "languages": ["ru"],
        "about": "",
        "needs": [],
    }
    return told | changes


def paper(state: QmsState, *, number="7", until=TODAY) -> Paper:
    return Paper(number, state, until, TODAY, "отозван")


@pytest.mark.parametrize(
    ("is_member", "papers", "words"),
    [
        (True, [paper(QmsState.IN_FORCE)], ""),
        (True, [paper(QmsState.EXPIRED), paper(QmsState.IN_FORCE)], ""),
        (False, [paper(QmsState.IN_FORCE)], "наставником бывает только член"),
        (True, [], "нет сертификата СМК"),
        (True, [paper(QmsState.WAITING)], "секретарь ещё не\xa0сверил его со\xa0сканом"),
        (True, [paper(QmsState.EXPIRED)], "действовал по\xa018.11.2026"),
        (True, [paper(QmsState.ENDED)], "прекращён с\xa018.11.2026: отозван"),
        (True, [paper(QmsState.REJECTED)], "не\xa0подтверждён: отозван"),
        (True, [paper(QmsState.NOT_YET)], "ещё не\xa0действует"),
        (True, [paper(QmsState.EXPIRED), paper(QmsState.WAITING)], "не\xa0сверил"),
        (
            True,
            [
                paper(QmsState.EXPIRED, number="3", until=TODAY - DAY),
                paper(QmsState.EXPIRED, number="8"),
            ],
            "№\xa08",
        ),
    ],
)
def test_why_somebody_is_no_mentor(is_member, papers, words):
    """R43: the ground of membership is not asked; what is wrong with the certificate is said."""
    flaw = mentor_flaw("Лицей", is_member, papers)
    assert flaw == words if not words else words in flaw


@pytest.mark.django_db
def test_certified_member_offers_itself():
    organisation = mentor()
    MentorProfile.objects.all().delete()
    speaker, branch = speaks_for(organisation), BranchFactory()
    processes = Process.objects.filter(code__in=["audit", "risks"])

    profile = operations.offer_as_mentor(
        organisation, offered(branches=[branch], processes=processes), by=speaker, at=NOW
    )

    assert list(mentors(TODAY)) == [organisation]
    assert (profile.capacity, profile.reach_km, profile.languages) == (3, 60, ["ru", "tt"])
    assert [list(profile.branches.all()), set(profile.processes.all())] == [
        [branch],
        set(processes),
    ]
    assert (profile.updated_by, profile.updated_at) == (speaker, NOW)
    assert logged(organisation) == [
        ("mentoring.offer_as_mentor", {"is_willing": True, "capacity": 3})
    ]


@pytest.mark.django_db
def test_whoever_does_not_travel_has_no_reach():
    organisation = mentor()
    told = offered(meets_in_person=False, reach_km=40)
    profile = operations.offer_as_mentor(organisation, told, by=speaks_for(organisation), at=NOW)
    assert profile.reach_km is None


def rejected(organisation):
    certificate = certify(organisation)
    type(certificate).objects.update(confirmed_at=None, confirmed_by=None)
    certificate.refresh_from_db()
    reject_qms_certificate(certificate, reason="скан не читается", by=None, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("standing", "make", "words"),
    [
        (Standing.MEMBER, lambda one: None, "нет сертификата СМК"),
        (Standing.MEMBER, lambda one: certify(one, on=TODAY.replace(2020)), "действовал по"),
        (Standing.MEMBER, rejected, "скан не читается"),
        (Standing.CANDIDATE, certify, "не\xa0член"),
        (Standing.FORMER, certify, "не\xa0член"),
    ],
)
def test_without_a_certificate_in_force_nobody_is_a_mentor(standing, make, words):
    """R43: a member of the grounds «б» and «в» of 3.1 cannot be a mentor; nothing is left of the attempt."""
    organisation = OrganisationFactory(standing=standing)
    make(organisation)
    with pytest.raises(DomainError) as refusal:
        operations.offer_as_mentor(organisation, offered(), by=UserFactory(), at=NOW)
    assert (refusal.value.rule, words in refusal.value.message) == (
        names.MENTOR_IS_CERTIFIED,
        True,
    )
    assert (MentorProfile.objects.count(), logged(organisation)) == (0, [])


@pytest.mark.django_db
def test_switched_off_and_on_without_losing_the_rest():
    organisation = mentor(capacity=4, processes=["audit"])
    speaker = speaks_for(organisation)
    operations.stop_offering(organisation, by=speaker, at=NOW)
    kept = MentorProfile.objects.get()
    assert (kept.is_willing, kept.capacity, kept.processes.count()) == (False, 4, 1)
    assert not mentors(TODAY).exists()
    with pytest.raises(DomainError):
        operations.stop_offering(organisation, by=speaker, at=NOW)
    assert [action for action, _ in logged(organisation)] == ["mentoring.stop_offering"]


@pytest.mark.django_db
def test_lapsed_mentor_may_still_say_no():
    organisation = mentor(certified=False)
    operations.stop_offering(organisation, by=speaks_for(organisation), at=NOW)
    assert not MentorProfile.objects.get().is_willing


@pytest.mark.django_db
def test_candidate_tells_what_it_needs():
    """R44."""
    organisation = OrganisationFactory(standing=Standing.CANDIDATE)
    speaker = speaks_for(organisation)
    needs = list(Process.objects.filter(code__in=["audit", "risks"]))
    profile = operations.ask_for_mentor(organisation, asked(needs=needs), by=speaker, at=NOW)
    assert (set(profile.needs.all()), profile.meets_in_person) == (set(needs), False)
    operations.ask_for_mentor(organisation, asked(needs=needs[:1]), by=speaker, at=NOW)
    assert list(CandidateProfile.objects.get().needs.all()) == needs[:1]
    assert [data for _, data in logged(organisation)] == [
        {"needs": [each.code for each in needs]},
        {"needs": [needs[0].code]},
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "standing", [standing for standing in Standing if standing != Standing.CANDIDATE]
)
def test_nobody_but_a_candidate_asks_for_a_mentor(standing):
    """R44."""
    organisation = OrganisationFactory(standing=standing)
    with pytest.raises(DomainError) as refusal:
        operations.ask_for_mentor(organisation, asked(), by=UserFactory(), at=NOW)
    assert (refusal.value.rule, CandidateProfile.objects.count()) == (
        names.CANDIDATE_HAS_STATUS,
        0,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"works_remotely": False, "meets_in_person": False}, "meets_in_person"),
        ({"languages": []}, "languages"),
    ],
)
def test_both_sides_say_how_they_can_work(changes, field):
    acts = [
        (operations.offer_as_mentor, mentor(), offered(**changes)),
        (operations.ask_for_mentor, candidate(), asked(**changes)),
    ]
    for act, organisation, told in acts:
        with pytest.raises(DomainError) as refusal:
            act(organisation, told, by=UserFactory(), at=NOW)
        assert (refusal.value.field, logged(organisation)) == (field, [])


@pytest.mark.django_db
def test_office_in_the_place_of_a_busy_member_says_so_in_the_log():
    organisation, secretary = mentor(short_name="Лицей"), UserFactory(role=Role.SECRETARY)
    begin_stand_in(organisation, "просили по телефону", by=secretary, at=NOW)
    operations.stop_offering(organisation, by=secretary, at=NOW)
    assert logged(organisation) == [("mentoring.stop_offering", {"acted_for": "Лицей"})]


@pytest.mark.django_db
def test_each_hears_of_its_profile_once(django_assert_num_queries):
    """A candidate without a profile and a certified member without one; nobody else, and never again."""
    silent = OrganisationFactory(standing=Standing.CANDIDATE, short_name="Кандидат")
    able = OrganisationFactory(standing=Standing.MEMBER, short_name="Член")
    certify(able)
    people = [speaks_for(each).person for each in (silent, able)]
    for other in (candidate(), mentor(), OrganisationFactory(standing=Standing.MEMBER)):
        speaks_for(other)

    assert remind_of_profiles(NOW) == 2

    letters = Letter.objects.order_by("pk")
    assert [(each.kind, each.person) for each in letters] == [
        ("mentoring.tell_your_needs", people[0]),
        ("mentoring.become_a_mentor", people[1]),
    ]
    assert [("Кандидат" in letters[0].subject), ("Член" in letters[1].subject)] == [True, True]
    assert f"/cabinet/mentoring/profiles/{silent.pk}/" in letters[0].text
    with django_assert_num_queries(2):
        assert remind_of_profiles(NOW + 30 * DAY) == 0


def fresh(user):
    """As another request sees the user: nothing is remembered."""
    return User.objects.select_related("person").get(pk=user.pk)


@pytest.mark.django_db
def test_candidate_has_a_task_until_it_has_told(django_assert_num_queries):
    organisation = OrganisationFactory(standing=Standing.CANDIDATE, short_name="Школа")
    speaker = speaks_for(organisation)
    assert [(task.about, task.rule) for task in profile_tasks(speaker, TODAY)] == [
        ("Школа", names.CANDIDATE_HAS_STATUS)
    ]
    operations.ask_for_mentor(organisation, asked(), by=speaker, at=NOW)
    assert list(profile_tasks(fresh(speaker), TODAY)) == []
    member = speaks_for(mentor())
    list(profile_tasks(member, TODAY))
    with django_assert_num_queries(0):
        assert list(profile_tasks(member, TODAY)) == []


def waiting_mentor():
    organisation = mentor()
    organisation.qms_certificates.update(confirmed_at=None)
    return organisation


def unwilling():
    return mentor(profile={"is_willing": False})


def silent_member():
    organisation = mentor()
    MentorProfile.objects.all().delete()
    return organisation


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "title", "label"),
    [
        (mentor, "Анкета наставника", "Готова"),
        (unwilling, "Анкета наставника", "Не\xa0готова"),
        (silent_member, "Анкета наставника", "Не\xa0заполнена"),
        (waiting_mentor, "Анкета наставника", "Ждёт подтверждения"),
        (lambda: mentor(certified=False), "Анкета наставника", ""),
        (candidate, "Анкета кандидата", "Заполнена"),
        (
            lambda: OrganisationFactory(standing=Standing.CANDIDATE),
            "Анкета кандидата",
            "Не\xa0заполнена",
        ),
    ],
)
def test_front_page_tells_the_state_of_the_profile(make, title, label, django_assert_num_queries):
    organisation = make()
    speaker = speaks_for(organisation)
    cards = [(card.title, card.label) for card in profile_cards(speaker, TODAY)]
    assert cards == [(title, label)]
    with django_assert_num_queries(1):
        (state,) = profiles_now(speaker, TODAY)
    assert state.text.startswith(organisation.short_name)


@pytest.mark.django_db
def test_who_has_left_or_never_came_finds_no_card(django_assert_num_queries):
    organisation = mentor()
    speaker, stranger = speaks_for(organisation), UserFactory()
    change_standing(organisation, Standing.FORMER, on=TODAY, ground="выход", by=None, at=NOW)
    for user in (speaker, stranger):
        assert [*profile_cards(user, TODAY), *counts_card(user, TODAY)] == []
        with django_assert_num_queries(0):
            list(profile_cards(user, TODAY))


@pytest.mark.django_db
def test_certificate_in_force_is_all_that_is_asked():
    assert why_not_mentor(mentor(), TODAY) == ""
