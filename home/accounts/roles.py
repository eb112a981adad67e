"""Who holds which role, and what each role may do.

A role is a Django group named by the role's label, so that the administrator of the site reads «Секретарь», not a code.
Rooms say at start-up what a role may (`grant`); the groups are written after every `migrate`, and what the code
says is what they hold: a permission ticked by hand on a role's group goes at the next deployment.
"""

from collections import defaultdict

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from home.accounts.choices import Role

# Whoever runs the site can do its daily work; the authority's support is a restriction and implied by nothing (R9).
_IMPLIED = {Role.ADMINISTRATOR: {Role.SECRETARY, Role.EDITOR}}

_granted: dict[Role, set[str]] = defaultdict(set)
_page_rights: dict[Role, set[str]] = defaultdict(set)
_collection_rights: dict[Role, set[str]] = defaultdict(set)


def roles_of(user) -> frozenset[Role]:
    """Roles of a user; one query for the life of the user object, so at most one a request."""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = _read_roles(user)
    return user._roles


def _read_roles(user) -> frozenset[Role]:
    held = {Role.ADMINISTRATOR} if user.is_superuser else set()
    names = set(user.groups.values_list("name", flat=True))
    held |= {role for role in Role if role.label in names}
    return frozenset(held.union(*(_IMPLIED.get(role, set()) for role in held)))


def has_role(user, role: Role) -> bool:
    """An administrator (and a superuser) counts as secretary and editor too."""
    return role in roles_of(user)


def grant(role: Role, *permission_labels: str) -> None:
    """Let a role hold permissions, "app_label.codename" each; call it from `registrations.py`.

    ValueError when the authority's support is offered more than to look (R9).
    """
    for label in permission_labels:
        codename = label.partition(".")[2]
        if role == Role.AUTHORITY_SUPPORT and not codename.startswith(("view_", "access_")):
            raise ValueError(f"{role.label} only looks, but was offered {label}")
    _granted[role].update(permission_labels)


def grant_pages(role: Role, *codenames: str) -> None:
    """Let a role hold permissions on the whole page tree: "change_page"."""
    _page_rights[role].update(codenames)


def grant_collections(role: Role, *permission_labels: str) -> None:
    """Let a role hold permissions on all images or documents: "wagtailimages.add_image"."""
    _collection_rights[role].update(permission_labels)


def granted(role: Role) -> frozenset[str]:
    return frozenset(_granted[role])


def find_permissions(labels) -> list[Permission]:
    """Permissions of these labels that exist by now: a migration may stop halfway."""
    wanted = Q(pk__in=[])
    for label in labels:
        app_label, _, codename = label.partition(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return list(Permission.objects.filter(wanted))


def write_groups(**kwargs) -> None:
    """Receiver of `post_migrate`: bring every role's group to what the rooms have granted."""
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.label)
        everything = role == Role.ADMINISTRATOR
        group.permissions.set(
            Permission.objects.all() if everything else find_permissions(_granted[role])
        )
        _write_page_rights(group, _page_rights[role])
        _write_collection_rights(group, _collection_rights[role])


def _write_page_rights(group: Group, codenames: set[str]) -> None:
    from wagtail.models import GroupPagePermission, Page

    root = Page.get_first_root_node()
    if root is None:
        return
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _write_collection_rights(group: Group, labels: set[str]) -> None:
    from wagtail.models import Collection, GroupCollectionPermission

    root = Collection.get_first_root_node()
    if root is None:
        return
    for permission in find_permissions(labels):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
