"""Who sees, runs, leads and keeps which body: role × state, with the row «чужая организация» (T1, T3, T5, T7)."""

import pytest
from django.contrib.auth.models import AnonymousUser

from association.bodies import operations, permissions, queries
from association.bodies.choices import BodyKind, OfficeKind
from association.bodies.models import CollegialBody, Office
from association.organisations.choices import Standing
from home.accounts.choices import Role
from home.accounts.models import User
from home.registers.registry import private_models
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import (
    NOW,
    TODAY,
    CollegialBodyFactory,
    OfficeFactory,
    body_of_organisation,
    member_organisation,
    officer,
    presidium,
)
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db

RIGHTS = ("see", "run", "lead", "keep")


def rights(user, body) -> str:
    """«see run»: the rights that the user has."""
    if user.pk:
        user = User.objects.get(pk=user.pk)
    names = (right for right in RIGHTS if getattr(permissions, f"may_{right}_body")(user, body))
    return " ".join(names)


def representative(organisation):
    user = UserFactory()
    RepresentativeFactory(organisation=organisation, person=user.person)
    return user


def inactive_leader(body):
    user = officer(body, OfficeKind.LEADER)
    user.is_active = False
    user.save()
    return user


WHO = {
    "аноним": lambda body: AnonymousUser(),
    "посторонний": lambda body: UserFactory(),
    "отключённый руководитель": inactive_leader,
    "руководитель": lambda body: officer(body, OfficeKind.LEADER),
    "секретарь органа": lambda body: officer(body, OfficeKind.SECRETARY),
    "член": lambda body: officer(body),
    "бывший член": lambda body: officer(body, until=TODAY),
    "представитель владельца": lambda body: representative(body.owner or OrganisationFactory()),
    "представитель чужой организации": lambda body: representative(OrganisationFactory()),
    "член чужого органа": lambda body: officer(CollegialBodyFactory()),
    "секретарь Ассоциации": lambda body: UserFactory(role=Role.SECRETARY),
    "поддержка учредителя": lambda body: UserFactory(role=Role.AUTHORITY_SUPPORT),
    "администратор": lambda body: UserFactory(role=Role.ADMINISTRATOR),
    "суперпользователь": lambda body: UserFactory(is_superuser=True),
    "редактор": lambda body: UserFactory(role=Role.EDITOR),
}
ASSOCIATION = {
    "руководитель": "see lead",
    "секретарь органа": "see run",
    "член": "see",
    "секретарь Ассоциации": "see run keep",
    "поддержка учредителя": "see",
    "администратор": "see run keep",
    "суперпользователь": "see run keep",
}
OWN_PEOPLE = {
    "руководитель": "see lead",
    "секретарь органа": "see run",
    "член": "see",
    "представитель владельца": "see keep",
}
FOREIGN = OWN_PEOPLE
"""«Чужая организация»: neither the secretary of the Association, nor its administrator."""
SHARED = OWN_PEOPLE | {
    "секретарь Ассоциации": "see",
    "поддержка учредителя": "see",
    "администратор": "see",
    "суперпользователь": "see",
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("state", "allowed"),
    [("ассоциации", ASSOCIATION), ("чужая организация", FOREIGN), ("показан", SHARED)],
)
def test_rights_by_role_and_owner(who, state, allowed, client):
    owner = None if state == "ассоциации" else OrganisationFactory()
    body = CollegialBodyFactory(owner=owner, is_shared=state == "показан")
    user = WHO[who](body)
    expected = allowed.get(who, "")
    assert rights(user, body) == expected
    if user.is_anonymous or not user.is_active:
        return
    log_in(client, user)
    codes = (200, 404)
    assert client.get(f"/cabinet/bodies/{body.pk}/").status_code == codes["see" not in expected]
    for act in ("change", "fill", "dissolve"):
        answer = client.get(f"/cabinet/bodies/{body.pk}/{act}/").status_code
        assert answer == codes["keep" not in expected], act
    listed = body in queries.bodies_for(User.objects.get(pk=user.pk))
    assert listed == ("see" in expected)


def test_offices_of_another_organisation_are_404(client):
    """T1."""
    body, _ = body_of_organisation()
    office = OfficeFactory(body=body)
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    for act in ("end", "release", "annul"):
        assert client.post(f"/cabinet/bodies/offices/{office.pk}/{act}/").status_code == 404
    office.refresh_from_db()
    assert office.until is None


def test_only_its_own_people_show_a_body(client):
    body, user = body_of_organisation()
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    assert client.post(f"/cabinet/bodies/{body.pk}/share/").status_code == 404
    log_in(client, user)
    client.post(f"/cabinet/bodies/{body.pk}/share/", {"shared": "yes"})
    body.refresh_from_db()
    assert body.is_shared
    client.post(f"/cabinet/bodies/{body.pk}/share/", {"shared": "no"})
    body.refresh_from_db()
    assert not body.is_shared


def test_shared_body_is_shut_again_at_once(client):
    """T5."""
    body, user = body_of_organisation(is_shared=True)
    log_in(client, UserFactory(role=Role.SECRETARY))
    assert client.get(f"/cabinet/bodies/{body.pk}/").status_code == 200
    operations.share_body(body, False, by=user, at=NOW)
    assert client.get(f"/cabinet/bodies/{body.pk}/").status_code == 404


def test_ended_office_shuts_the_door_at_once(client):
    """T5."""
    body, _ = body_of_organisation()
    user = officer(body)
    log_in(client, user)
    assert client.get(f"/cabinet/bodies/{body.pk}/").status_code == 200
    Office.objects.update(until=TODAY)
    assert client.get(f"/cabinet/bodies/{body.pk}/").status_code == 404


def test_officers_of_the_presidium_act_in_the_general_meeting():
    """3.6, C36: it has no officers of its own; its members are the heads of member organisations."""
    meeting = CollegialBodyFactory(kind=BodyKind.GENERAL_MEETING)
    body = presidium(0)
    chair, secretary = (officer(body, kind) for kind in (OfficeKind.CHAIR, OfficeKind.SECRETARY))
    head = UserFactory()
    member_organisation(head=head.person)
    candidate = UserFactory()
    OrganisationFactory(head=candidate.person, standing=Standing.CANDIDATE)
    found = {each: rights(each, meeting) for each in (chair, secretary, head, candidate)}
    assert list(found.values()) == ["see lead", "see run", "see", ""]
    acting = queries.offices_of(meeting, TODAY)
    assert {each.person for each in acting} == {chair.person, secretary.person}


@pytest.mark.parametrize("role", [None, *Role])
def test_register_and_choosers_show_no_body_of_an_organisation(client, role):
    """T7: lists, filters, search, CSV, records and their history, the history of the site."""
    body, owner = body_of_organisation(title="Тайный совет")
    office = OfficeFactory(body=body)
    operations.change_body(body, {"purpose": "тайны"}, by=owner, at=NOW)
    user = UserFactory(role=role) if role else UserFactory(is_superuser=True)
    log_in(client, user)
    for address in (
        "/admin/bodies/bodies/",
        "/admin/bodies/bodies/?export=csv",
        "/admin/bodies/offices/",
        f"/admin/bodies/offices/?body__id__exact={body.pk}",
        "/admin/bodies/offices/?export=csv",
        f"/admin/bodies/bodies/edit/{body.pk}/",
        f"/admin/bodies/bodies/history/{body.pk}/",
        f"/admin/bodies/bodies/inspect/{body.pk}/",
        f"/admin/bodies/offices/edit/{office.pk}/",
        f"/admin/bodies/offices/inspect/{office.pk}/",
        f"/admin/bodies/offices/history/{office.pk}/",
        "/admin/bodies/offices/create/",
        "/admin/reports/site-history/",
        "/admin/reports/site-history/results/",
        "/admin/reports/site-history/?export=csv",
    ):
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert "Тайный совет" not in content.decode(), address


def test_founder_sees_only_bodies_of_their_own_organisation(client):
    _, user = body_of_organisation(title="Совет по качеству")
    body_of_organisation(title="Чужой совет")
    CollegialBodyFactory(title="Группа Ассоциации")
    log_in(client, user)
    page = client.get("/cabinet/bodies/").text
    assert [
        title in page for title in ("Совет по качеству", "Чужой совет", "Группа Ассоциации")
    ] == [True, False, False]
    assert CollegialBody.objects.count() == 3


def test_history_of_the_site_tells_no_act_of_a_meeting_nor_of_its_papers():
    """T7: meetings, protocols and the archive of organisations' bodies are told in the cabinet alone."""
    kept = {f"{model._meta.label_lower}" for model in private_models()}
    logged = {"decision", "meeting", "officeproposal", "proposal", "vote"}
    assert {f"meetings.{name}" for name in logged} <= kept
    assert {"minutes.protocol", "records.record", "records.writeoffact"} <= kept
