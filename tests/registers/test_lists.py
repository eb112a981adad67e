"""Lists of the registers do not slow down with their rows."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association.bodies.modeladmin import CollegialBodyAdmin, OfficeAdmin
from association.organisations.modeladmin import (
    BranchAdmin,
    JoinRequestAdmin,
    OrganisationAdmin,
    TerritoryAdmin,
)
from documents.certificates.modeladmin import (
    CertificateAdmin,
    CertificateKindAdmin,
    SignatoryAdmin,
)
from documents.regulations.modeladmin import EditionAdmin
from home.accounts.choices import Role
from home.accounts.modeladmin import ConsentAdmin, ConsentTextAdmin, PersonAdmin
from home.accounts.models import Consent, ConsentText
from home.notices.modeladmin import LetterAdmin
from home.workdays.modeladmin import ConfirmedYearAdmin, DayOverrideAdmin
from home.workdays.models import ConfirmedYear, DayOverride
from tests.factories.accounts import PersonFactory, UserFactory, log_in
from tests.factories.bodies import CollegialBodyFactory, OfficeFactory
from tests.factories.certificates import (
    CertificateKindFactory,
    SignatoryFactory,
    issued_certificate,
)
from tests.factories.notices import LetterFactory
from tests.factories.organisations import (
    BranchFactory,
    JoinRequestFactory,
    OrganisationFactory,
    TerritoryFactory,
)
from tests.factories.regulations import EditionFactory

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 11, 18, 9, 0, tzinfo=datetime.UTC)


def _text(number: int) -> ConsentText:
    return ConsentText.objects.create(
        purpose="proba", version=number + 100, title="Проба", body="Текст", published_at=NOON
    )


ROWS = {
    PersonAdmin: lambda n: PersonFactory(),
    ConsentAdmin: lambda n: Consent.objects.create(
        person=PersonFactory(), text=_text(n), text_sha256="0", given_at=NOON
    ),
    ConsentTextAdmin: _text,
    LetterAdmin: lambda n: LetterFactory(),
    DayOverrideAdmin: lambda n: DayOverride.objects.create(
        date=NOON.date() + datetime.timedelta(days=n), note="указ"
    ),
    ConfirmedYearAdmin: lambda n: ConfirmedYear.objects.create(
        year=2040 + n, ground="постановление", confirmed_at=NOON
    ),
    OrganisationAdmin: lambda n: OrganisationFactory(),
    JoinRequestAdmin: lambda n: JoinRequestFactory(),
    TerritoryAdmin: lambda n: TerritoryFactory(),
    BranchAdmin: lambda n: BranchFactory(),
    CollegialBodyAdmin: lambda n: CollegialBodyFactory(),
    OfficeAdmin: lambda n: OfficeFactory(),
    EditionAdmin: lambda n: EditionFactory(),
    CertificateAdmin: lambda n: issued_certificate(),
    CertificateKindAdmin: lambda n: CertificateKindFactory(code=f"kind-{n}"),
    SignatoryAdmin: lambda n: SignatoryFactory(),
}


@pytest.mark.parametrize("register", ROWS, ids=lambda register: register.model._meta.label)
def test_list_takes_as_many_queries_with_1_and_30_rows(client, register):
    address, make = register().url_helper.index_url, ROWS[register]
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    make(0)
    client.get(address)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    one = queries()
    for number in range(1, 30):
        make(number)
    assert queries() == one
