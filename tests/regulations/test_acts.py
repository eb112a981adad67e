"""R2, R94, C33: the register of governing acts."""

import pytest

from documents.regulations.choices import Validity
from documents.regulations.models import GoverningAct
from documents.regulations.operations import regulation_index
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.regulations import RegulationPageFactory

pytestmark = pytest.mark.django_db


def test_every_act_says_whether_it_holds(client):
    regulation_index()
    for validity in Validity:
        GoverningAct.objects.create(kind="Закон", title=f"О {validity}", validity=validity)
    html = client.get("/regulations/acts/").content.decode()
    for validity, tone in zip(Validity, ("positive", "ended", "waiting"), strict=True):
        assert html.count(f'status--{tone}">{validity.label}<') == 1


def test_list_of_regulations_leads_to_the_register(client):
    RegulationPageFactory()
    assert 'href="/regulations/acts/"' in client.get("/regulations/").content.decode()


def test_register_leads_back_and_names_an_act_as_people_do(client):
    regulation_index()
    dated = {"dated": "2012-12-29", "number": "273-ФЗ", "validity": Validity.IN_FORCE}
    GoverningAct.objects.create(kind="Федеральный закон", title="Об образовании", **dated)
    GoverningAct.objects.create(kind="Закон", issuer="Край", title="О школах", **dated)
    html = client.get("/regulations/acts/").content.decode()
    trail = html.split('class="breadcrumbs"')[1].split("</nav>")[0]
    assert 'href="/regulations/"' in trail
    assert "Федеральный закон от&nbsp;29" in html
    assert "Закон, Край, от&nbsp;29" in html


def test_empty_register_says_what_it_is_for(client):
    regulation_index()
    assert "Документов пока нет" in client.get("/regulations/acts/").content.decode()


@pytest.mark.parametrize(
    ("role", "adds"), [(Role.EDITOR, 200), (Role.SECRETARY, 302), (Role.AUTHORITY_SUPPORT, 302)]
)
def test_editors_keep_the_register(client, role, adds):
    log_in(client, UserFactory(role=role))
    assert client.get("/admin/regulations/acts/").status_code == 200
    assert client.get("/admin/regulations/acts/create/").status_code == adds


def test_act_without_expiry_cannot_have_its_date(client):
    log_in(client, UserFactory(role=Role.EDITOR))
    answer = {
        "kind": "Закон",
        "title": "О кружках",
        "validity": "in_force",
        "expired_on": "2020-01-01",
        "order": "0",
    }
    response = client.post("/admin/regulations/acts/create/", answer)
    assert "Дату утраты силы имеет только утративший силу документ." in response.content.decode()
    assert not GoverningAct.objects.exists()
