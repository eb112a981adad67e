"""Certificates on a member's page of the open register (R76)."""

import pytest

from association.membership.public_facts import standing_certificates
from association.organisations.choices import Standing
from documents.certificates.operations import revoke_certificate
from tests.factories.certificates import issued_certificate
from tests.factories.organisations import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_page_leads_to_the_check_of_what_stands(client, now):
    organisation = OrganisationFactory(standing=Standing.MEMBER)
    certificate = issued_certificate(source=organisation)
    page = client.get(f"/members/{organisation.pk}/").content.decode()
    assert certificate.number in page
    assert certificate.get_absolute_url() in page
    revoke_certificate(certificate, ground="по решению", on=certificate.issued_on, by=None, at=now)
    assert list(standing_certificates(organisation)) == []
