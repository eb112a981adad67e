import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from home.accounts import permissions, roles
from home.accounts.choices import Role
from home.accounts.models import User
from tests.factories.accounts import UserFactory, log_in

pytestmark = pytest.mark.django_db

S, E, A, B = Role.SECRETARY, Role.EDITOR, Role.AUTHORITY_SUPPORT, Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("given", "held"),
    [(None, set()), (S, {S}), (E, {E}), (A, {A}), (B, {B, S, E})],
)
def test_role_is_held_by_the_group(given, held):
    """An administrator does the daily work too; the authority's support is implied by nothing (R9)."""
    user = UserFactory(role=given)
    assert {role for role in Role if roles.has_role(user, role)} == held


def test_superuser_counts_as_administrator():
    assert roles.roles_of(UserFactory(is_superuser=True)) == {B, S, E}


def test_nobody_and_the_deactivated_hold_no_role():
    assert roles.roles_of(AnonymousUser()) == set()
    assert roles.roles_of(UserFactory(role=B, is_active=False)) == set()


def test_roles_cost_one_query_a_request(django_assert_num_queries):
    user = User.objects.get(pk=UserFactory(role=S).pk)
    with django_assert_num_queries(1):
        for role in Role:
            roles.has_role(user, role)
        permissions.is_staff_member(user)


@pytest.mark.parametrize(
    ("role", "who"), [(None, False), (S, True), (E, True), (A, True), (B, True)]
)
def test_every_holder_of_a_role_is_staff(role, who):
    assert permissions.is_staff_member(UserFactory(role=role)) is who


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_whoever_may_enter_an_admin_is_staff(flag):
    assert permissions.is_staff_member(UserFactory(**{flag: True})) is True


@pytest.mark.parametrize(
    ("role", "may"), [(None, False), (S, False), (E, False), (A, False), (B, True)]
)
def test_only_the_administrator_ends_processing(role, may):
    """T67."""
    assert permissions.may_end_processing(UserFactory(role=role)) is may


@pytest.mark.parametrize(
    ("role", "label", "holds"),
    [
        (S, "accounts.change_person", True),
        (S, "accounts.delete_person", False),
        (S, "accounts.change_user", False),
        (S, "accounts.add_consenttext", False),
        (E, "accounts.view_person", False),
        (A, "accounts.view_person", True),
        (A, "accounts.change_person", False),
        (B, "accounts.change_user", True),
        (B, "accounts.add_consenttext", True),
        (S, "wagtailadmin.access_admin", True),
        (A, "wagtailadmin.access_admin", True),
    ],
)
def test_role_holds_what_its_room_grants(role, label, holds):
    assert UserFactory(role=role).has_perm(label) is holds


def test_authority_support_only_looks():
    """R9: the supervising authority helps and has no vote."""
    held = Group.objects.get(name=A.label).permissions.values_list("codename", flat=True)
    assert [code for code in held if not code.startswith(("view_", "access_"))] == []
    with pytest.raises(ValueError, match="only looks"):
        roles.grant(A, "meetings.add_ballot")


def test_every_granted_permission_exists():
    for role in Role:
        labels = roles.granted(role)
        assert len(roles.find_permissions(labels)) == len(labels), role


def test_administrator_holds_every_permission():
    assert Group.objects.get(name=B.label).permissions.count() == Permission.objects.count()


def test_editor_publishes_any_page_and_keeps_images_and_documents():
    group = Group.objects.get(name=E.label)
    pages = GroupPagePermission.objects.filter(group=group)
    assert {(right.page.depth, right.permission.codename) for right in pages} == {
        (1, "add_page"),
        (1, "change_page"),
        (1, "publish_page"),
    }
    collections = GroupCollectionPermission.objects.filter(group=group)
    assert {right.permission.codename for right in collections} == {
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    }


def test_writing_groups_twice_changes_nothing():
    def state():
        return sorted(
            Group.objects.values_list("name", "permissions__codename", "page_permissions__pk")
        )

    before = state()
    roles.write_groups()
    assert state() == before


def test_permission_added_by_hand_goes_at_the_next_migration():
    group = Group.objects.get(name=E.label)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    call_command("migrate", verbosity=0)
    assert not group.permissions.filter(codename="change_user").exists()


def test_groups_of_wagtails_sample_are_gone():
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.labels)


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        (B, "/admin/users/", 200),
        (S, "/admin/users/", 302),
        (E, "/admin/users/", 302),
        (A, "/admin/users/", 302),
        (B, "/admin/accounts/person/", 200),
        (S, "/admin/accounts/person/", 200),
        (A, "/admin/accounts/person/", 200),
        (E, "/admin/accounts/person/", 302),
        (S, "/admin/accounts/person/create/", 200),
        (A, "/admin/accounts/person/create/", 302),
        (B, "/admin/accounts/consent/create/", 302),
        (B, "/admin/accounts/consenttext/create/", 200),
        (B, "/admin/accounts/consenttext/edit/1/", 302),
        (B, "/admin/accounts/consenttext/delete/1/", 302),
        (E, "/admin/pages/", 200),
        (E, "/admin/images/", 200),
        (S, "/admin/groups/", 302),
    ],
)
def test_admin_page_opens_to_its_role(client, text, role, page, status):
    """T7."""
    log_in(client, UserFactory(role=role))
    assert client.get(page.replace("/1/", f"/{text.pk}/")).status_code == status
