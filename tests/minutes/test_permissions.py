"""Who sees a protocol and what of it: role × state, with «чужая организация» (T1, T3, R73, C35)."""

import pytest
from django.urls import reverse

from association.minutes import queries
from association.minutes.choices import ProtocolState, SignatureCapacity
from association.minutes.permissions import (
    capacities_of,
    level_for,
    may_agree,
    may_attach,
    may_run_protocol,
    may_see_protocol,
)
from association.minutes.rules import names
from documents.records.choices import Level
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory

from .conftest import Held

pytestmark = pytest.mark.django_db
S, L = ProtocolState, Level

SEES = {
    # role: the states in which the protocol is seen at all, and the level of sight
    "chair": (set(S), L.CONFIDENTIAL),
    "secretary": (set(S), L.CONFIDENTIAL),
    "member": (set(S) - {S.DRAFT}, L.CONFIDENTIAL),
    "guest": ({S.SIGNED, S.WRITTEN_OFF}, L.PUBLIC),
    "office": (set(S), L.CONFIDENTIAL),
    "support": (set(S) - {S.DRAFT}, L.MEMBERS),
    "administrator": (set(S), L.CONFIDENTIAL),
    "stranger": (set(), None),
    "other organisation": (set(), None),
}


@pytest.fixture
def roles(presidium):
    guest = presidium.meeting_row.guest(position="методист", sent_at=presidium.meeting.starts_at)
    return {
        "chair": presidium.chair,
        "secretary": presidium.secretary,
        "member": presidium.members[0],
        "guest": UserFactory(person=guest.person),
        "office": UserFactory(role=Role.SECRETARY),
        "support": UserFactory(role=Role.AUTHORITY_SUPPORT),
        "administrator": UserFactory(role=Role.ADMINISTRATOR),
        "stranger": UserFactory(),
        "other organisation": UserFactory(
            person=RepresentativeFactory(organisation=OrganisationFactory()).person
        ),
    }


@pytest.mark.parametrize("role", SEES)
def test_protocol_is_seen_by_role_and_state(presidium, roles, role):
    states, level = SEES[role]
    protocol = presidium.fresh()
    for state in S:
        protocol.state = state
        assert may_see_protocol(roles[role], protocol) == (state in states), state
    if level:
        assert level_for(roles[role], protocol) == level


@pytest.mark.parametrize("role", SEES)
@pytest.mark.parametrize("state", [S.DRAFT, S.SIGNING, S.SIGNED])
def test_list_shows_exactly_what_may_be_seen(presidium, roles, role, state):
    if state == S.SIGNING:
        presidium.submit()
    elif state == S.SIGNED:
        presidium.signed()
    user = type(roles[role]).objects.get(pk=roles[role].pk)
    listed = presidium.protocol in queries.protocols_for(user)
    assert listed == (state in SEES[role][0])


def test_body_of_an_organisation_is_nobodys_business_outside_it(db, at):
    """The Association's secretary sees nothing of it unless it is shared (T1)."""
    held = Held(at, kind="working_group", owner=OrganisationFactory(), title="Группа школы")
    protocol = held.signed()
    office = UserFactory(role=Role.SECRETARY)
    support = UserFactory(role=Role.AUTHORITY_SUPPORT)
    assert [may_see_protocol(user, protocol) for user in (office, support, held.members[0])] == [
        False,
        False,
        True,
    ]
    assert list(queries.protocols_for(office)) == []
    assert not may_run_protocol(office, protocol)


def test_only_those_who_held_the_meeting_sign(presidium, roles):
    """4.10, C8."""
    protocol = presidium.protocol
    held = {role: capacities_of(user, protocol) for role, user in roles.items()}
    assert held.pop("chair") == {SignatureCapacity.PRESIDING}
    assert held.pop("secretary") == {SignatureCapacity.SECRETARY}
    assert set(held.values()) == {frozenset()}
    assert [role for role, user in roles.items() if may_attach(user, protocol)] == [
        "chair",
        "secretary",
        "office",
        "administrator",
    ]


def test_only_those_who_were_asked_agree(group):
    group.submit()
    assert [may_agree(user, group.protocol) for user in (*group.users, UserFactory())] == [
        *[True] * 5,
        False,
    ]


ACTS = [
    ("edit_text", ()),
    ("state_facts", ()),
    ("submit", ()),
    ("reopen", ()),
    ("answer", ()),
    ("end_agreement", ()),
    ("sign", ("presiding",)),
    ("sign", ("secretary",)),
    ("record_paper", ()),
    ("attach", ()),
    ("file_again", ()),
    ("recount", ()),
]
OPEN = {
    # role: acts whose door is open to it; to every other act it is a 404
    "chair": {("sign", ("presiding",)), ("attach", ()), ("recount", ())},
    "secretary": {
        (name, args)
        for name, args in ACTS
        if (name, args) not in {("answer", ()), ("sign", ("presiding",))}
    },
    "office": {(name, args) for name, args in ACTS if name not in {"answer", "sign"}},
    "administrator": {(name, args) for name, args in ACTS if name not in {"answer", "sign"}},
    "member": {("recount", ())},
    "support": {("recount", ())},
}


@pytest.mark.parametrize("role", SEES)
def test_act_of_another_is_404(presidium, roles, role, client):
    """T1: every act × every role; nobody learns that it exists."""
    presidium.submit()
    log_in(client, roles[role])
    for name, args in ACTS:
        url = reverse(f"minutes:{name}", args=[presidium.protocol.pk, *args])
        answer = client.post(url) if name != "recount" else client.get(url)
        is_open = (name, args) in OPEN.get(role, set())
        assert (answer.status_code != 404) == is_open, (name, args, answer.status_code)


def test_guest_reads_the_open_part_only(presidium, roles, client):
    """5.3: a confidential item leaves neither title nor decision to a guest (R73)."""
    closed = presidium.meeting_row.item("О тайном деле", level="confidential", heard="Тайна.")
    presidium.meeting_row.vote(closed, question="Решить тайно.")
    presidium.signed()
    log_in(client, roles["guest"])
    page = client.get(presidium.protocol.get_absolute_url()).content.decode()
    assert "О плане работы" in page
    assert "Закрытый вопрос" in page
    assert names.CONFIDENTIALITY.clause in page
    for hidden in ("тайном", "Тайна", "тайно", "Доклад о плане", presidium.chair.person.surname):
        assert hidden not in page


def test_stranger_gets_404_before_and_after_signing(presidium, client):
    """T3."""
    log_in(client, UserFactory())
    url = presidium.protocol.get_absolute_url()
    before = client.get(url).status_code
    presidium.signed()
    assert (before, client.get(url).status_code) == (404, 404)
