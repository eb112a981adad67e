"""Documents of a closed collection: by their address, by the media folder, and after they were closed (T4, T5)."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.uploads import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def document(monkeypatch, tmp_path):
    """On a disk: Wagtail serves what it finds there by itself.

    Not by the setting: Django would make every storage anew, and fields would keep the ones that others forget.
    """
    field = Document._meta.get_field("file")
    monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path))
    collection = Collection.get_first_root_node().add_child(name="Протоколы")
    file = ContentFile(pdf(), name="protokol.pdf")
    return Document.objects.create(title="Протокол", file=file, collection=collection)


def close(document) -> None:
    """Leave the collection to editors alone."""
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=Role.EDITOR.label))


def test_open_document_leaves_as_an_attachment(client, document):
    response = client.get(document.url)
    assert (response.status_code, response["Content-Disposition"]) == (
        200,
        'attachment; filename="protokol.pdf"',
    )
    assert response["X-Content-Type-Options"] == "nosniff"


def test_old_link_to_a_closed_document_asks_to_log_in(client, document):
    address = document.url
    assert client.get(address).status_code == 200
    close(document)
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.EDITOR, 200)])
def test_closed_document_opens_by_right_and_stays_in_no_cache(client, document, role, status):
    close(document)
    log_in(client, UserFactory(role=role))
    response = client.get(document.url)
    assert (response.status_code, response["Cache-Control"]) == (status, "private, no-store")


def test_document_has_no_address_in_the_media_folder(client, document):
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_name_of_another_document_opens_nothing(client, document):
    assert client.get(f"/files/{document.pk}/other.pdf").status_code == 404
