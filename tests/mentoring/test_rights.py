"""Everybody before every address of a pair's room: it is closed to every other member (T1–T5, decision 037)."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from association.bodies.choices import OfficeKind
from association.mentoring.choices import Contact, EndGround, Side
from association.mentoring.operations.planning import StageDraft, add_stage
from association.mentoring.operations.working import EntryDraft, add_entry
from association.mentoring.operations.working_files import share_file
from association.mentoring.operations.working_help import call_for_help
from association.mentoring.operations.working_talk import ask_question
from association.mentoring.urls.work import ROOM, urlpatterns
from association.organisations.choices import Standing
from association.organisations.models import StandIn
from association.organisations.operations import begin_stand_in
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.mentoring import (
    NOW,
    TODAY,
    decision_of_presidium,
    mentor,
    pair,
    presidium_body,
    room,
    speaks_for,
)
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.uploads import checked

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SIDES = {"mentor's person", "candidate's person"}
CHAIRS = {"chair", "deputy"}
ONLOOKERS = CHAIRS | {"secretary", "stand-in", "administrator"}
EVERYBODY_INSIDE = SIDES | ONLOOKERS

# Which roles each address opens to by GET; what is not named is a button and answers no GET.
READ = {
    "pair": EVERYBODY_INSIDE,
    "journal": EVERYBODY_INSIDE,
    "help_calls": EVERYBODY_INSIDE,
    "questions": SIDES,
    "question": SIDES,
    "documents": SIDES,
    "open_file": SIDES,
}
FORMS = {
    "add_stage": SIDES,
    "change_stage": SIDES,
    "remove_stage": SIDES,
    "add_entry": SIDES,
    "strike_entry": SIDES,
    "ask_question": SIDES,
    "share_file": SIDES,
    "call_for_help": SIDES,
    "answer_help_call": CHAIRS,
}
BUTTONS = ("confirm_stage", "take_back_stage", "settle_question", "withdraw_file")
OPENS = {**READ, **FORMS}


def in_presidium(kind: OfficeKind):
    user = UserFactory()
    OfficeFactory(body=presidium_body(), kind=kind, person=user.person)
    return user


def former_representative(of):
    user = UserFactory()
    RepresentativeFactory(organisation=of, person=user.person, until=TODAY)
    return user


def standing_in_for(organisation):
    user = UserFactory(role=Role.SECRETARY)
    begin_stand_in(organisation, "Руководитель в отпуске.", by=user, at=NOW)
    StandIn.objects.update(expires_at=NOW + datetime.timedelta(days=36500))
    return user


ROLES = {
    "mentor's person": lambda made: made.users["mentor"],
    "candidate's person": lambda made: made.users["candidate"],
    "chair": lambda made: made.chair,
    "deputy": lambda made: in_presidium(OfficeKind.DEPUTY_CHAIR),
    "secretary": lambda made: UserFactory(role=Role.SECRETARY),
    "stand-in": lambda made: standing_in_for(made.pair.mentor),
    "member of the Presidium": lambda made: in_presidium(OfficeKind.MEMBER),
    "another mentor of the candidate": lambda made: speaks_for(
        pair(mentor_=mentor(), candidate_=made.pair.candidate).mentor
    ),
    "another candidate of the mentor": lambda made: speaks_for(
        pair(mentor_=made.pair.mentor).candidate
    ),
    "another member": lambda made: speaks_for(OrganisationFactory(standing=Standing.MEMBER)),
    "former representative": lambda made: former_representative(made.pair.mentor),
    "administrator": lambda made: UserFactory(role=Role.ADMINISTRATOR),
    "authority's support": lambda made: UserFactory(role=Role.AUTHORITY_SUPPORT),
    "editor": lambda made: UserFactory(role=Role.EDITOR),
    "somebody without an organisation": lambda made: UserFactory(),
}


@pytest.fixture
def full():
    """A room with everything in it; what the mentor has written, the candidate may do the least with."""
    made, chair = room(), in_presidium(OfficeKind.CHAIR)
    by = made.mentor
    stage = add_stage(made.pair, StageDraft("Карта процессов", "", TODAY), **by)
    entry = add_entry(made.pair, EntryDraft(Contact.VISIT, TODAY, 60, "Были у них."), **by)
    question = ask_question(made.pair, "С чего начать?", **by)
    shared = share_file(made.pair, checked(), "План", **by)
    call = call_for_help(made.pair, "Кандидат не пускает.", **by)
    made.objects = {
        "stage_pk": stage.pk,
        "entry_pk": entry.pk,
        "question_pk": question.pk,
        "file_pk": shared.pk,
        "call_pk": call.pk,
    }
    made.chair = chair
    return made


def addresses(made) -> dict[str, str]:
    """Every address of the room, by the list of the room itself."""
    of_room = [one for one in urlpatterns if str(one.pattern).startswith(ROOM)]
    names = {one.name: one.pattern.converters for one in of_room}
    arguments = {"pk": made.pair.pk, **made.objects}
    return {
        name: reverse(f"mentoring:{name}", kwargs={each: arguments[each] for each in converters})
        for name, converters in names.items()
    }


def test_matrix_knows_every_address_of_the_room(full):
    assert set(addresses(full)) == {*OPENS, *BUTTONS}


@pytest.mark.parametrize("role", ROLES)
def test_room_opens_to_its_own_alone(client, full, role):
    """By GET a page or 404; a button of a room that is somebody else's is not there either."""
    urls = addresses(full)
    log_in(client, ROLES[role](full))
    opened = {name: client.get(urls[name]).status_code for name in OPENS}
    assert opened == {name: 200 if role in roles else 404 for name, roles in OPENS.items()}


@pytest.mark.parametrize("role", [role for role in ROLES if role not in SIDES])
def test_nobody_else_acts_in_the_room(client, full, role):
    """POST of the chair and the office too, but for the answer to a call."""
    urls, before = addresses(full), ModelLogEntry.objects.filter(action__startswith="mentoring.")
    log_in(client, ROLES[role](full))
    seen = before.count()
    acts = [name for name in (*FORMS, *BUTTONS) if name != "answer_help_call"]
    data = {"seen": "1", "text": "Чужие слова", "reason": "Чужая причина", "title": "Чужое"}
    assert {client.post(urls[name], data).status_code for name in acts} == {404}
    answered = client.post(urls["answer_help_call"], {"answer": "Ответ."}).status_code
    assert answered == (302 if role in CHAIRS else 404)
    assert before.count() - seen == (1 if role in CHAIRS else 0)


def test_who_is_not_logged_in_is_asked_to(client, full):
    for name, url in addresses(full).items():
        answer = client.post(url) if name in BUTTONS else client.get(url)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_former_member_is_shut_out_of_its_own_room(client, full):
    """T5: with the standing goes the right, at once; the other side works on."""
    full.pair.mentor.standing = Standing.FORMER
    full.pair.mentor.save()
    urls = addresses(full)
    log_in(client, full.users["mentor"])
    assert {client.get(urls[name]).status_code for name in OPENS} == {404}
    log_in(client, full.users["candidate"])
    assert client.get(urls["pair"]).status_code == 200


def test_candidate_that_became_a_member_goes_on(client, full):
    full.pair.candidate.standing = Standing.MEMBER
    full.pair.candidate.save()
    log_in(client, full.users["candidate"])
    assert {client.get(addresses(full)[name]).status_code for name in READ} == {200}


def test_room_of_a_pair_that_is_over_is_read_and_takes_nothing(client, full):
    full.pair.ended_on, full.pair.ended_at = TODAY, NOW
    full.pair.end_ground, full.pair.end_decision = EndGround.DECISION, decision_of_presidium()
    full.pair.save()
    urls = addresses(full)
    log_in(client, full.users["candidate"])
    assert {client.get(urls[name]).status_code for name in READ} == {200}
    log_in(client, full.users["mentor"])
    acts = [name for name in (*FORMS, *BUTTONS) if name != "answer_help_call"]
    data = {"seen": "1", "text": "Ещё слово"}
    assert {name: client.post(urls[name], data).status_code for name in acts} == dict.fromkeys(
        acts, 409
    )
    assert client.post(urls["question"], data).status_code == 409
    log_in(client, full.chair)
    assert client.post(urls["answer_help_call"], {"answer": "Поздно."}).status_code == 404


def test_who_speaks_for_both_acts_for_the_one_they_have_chosen(client, full):
    person = full.users["mentor"].person
    RepresentativeFactory(organisation=full.pair.candidate, person=person)
    log_in(client, full.users["mentor"])
    choose = reverse("organisations:choose_organisation")
    for side in (Side.CANDIDATE, Side.MENTOR):
        client.post(choose, {"organisation": full.pair.organisation_on(side).pk})
        assert f"Вы&nbsp;— {side.label}." in client.get(full.pair.get_absolute_url()).text


def test_pairs_of_others_are_not_listed(client, full):
    stranger = speaks_for(OrganisationFactory(standing=Standing.MEMBER))
    found = SimpleNamespace(own=full.users["candidate"], other=stranger)
    for user, is_listed in ((found.own, True), (found.other, False)):
        log_in(client, user)
        for name in ("own_pairs", "home"):
            page = client.get(reverse(f"mentoring:{name}")).text
            assert (full.pair.mentor.short_name in page) is is_listed
