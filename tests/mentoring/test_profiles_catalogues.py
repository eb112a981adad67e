"""Processes and contents of help, as the administrator keeps them (R45, R49)."""

import pytest
from django.urls import reverse

from association.mentoring.modeladmin import StageTemplateAdmin
from association.mentoring.models import MentoringSettings, StageTemplate
from association.processes.modeladmin import ProcessAdmin
from association.processes.models import Process
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.mentoring import candidate, mentor

pytestmark = pytest.mark.django_db
PROCESSES, STAGES = ProcessAdmin().url_helper, StageTemplateAdmin().url_helper


@pytest.fixture
def administrator(client):
    user = UserFactory(role=Role.ADMINISTRATOR)
    log_in(client, user)
    return user


def test_new_process_gets_a_code_of_its_name(client, administrator):
    address = PROCESSES.create_url
    told = {"name": "Закупки и склад", "about": "", "order": "5", "code": ""}
    assert client.post(address, told).status_code == 302
    process = Process.objects.get(name="Закупки и склад")
    assert (process.code, process.is_retired) == ("zakupki-i-sklad", False)


def test_process_that_somebody_named_is_not_deleted(client, administrator):
    mentor(processes=["audit"], short_name="Лицей")
    candidate(needs=["audit"], short_name="Гимназия")
    process = Process.objects.get(code="audit")
    address = PROCESSES.get_action_url("delete", process.pk)
    page = client.post(address).content.decode()
    assert ["Лицей: наставник" in page, "Гимназия: кандидат" in page] == [True, True]
    assert "больше не\xa0используется" in page or "больше не используется" in page
    assert Process.objects.filter(code="audit").exists()


def test_process_that_nobody_named_goes(client, administrator):
    process = Process.objects.get(code="audit")
    client.post(PROCESSES.get_action_url("delete", process.pk))
    assert not Process.objects.filter(code="audit").exists()


def test_retired_ones_stand_in_no_new_plan_or_profile():
    StageTemplate.objects.exclude(order=10).update(is_retired=True)
    Process.objects.exclude(code="audit").update(is_retired=True)
    assert StageTemplate.objects.in_use().count() == 1
    assert [each.code for each in Process.objects.in_use()] == ["audit"]


@pytest.mark.parametrize(
    ("role", "sees", "keeps"),
    [
        (Role.ADMINISTRATOR, 200, 200),
        (Role.SECRETARY, 200, 302),
        (Role.EDITOR, 302, 302),
    ],
)
def test_who_keeps_the_catalogues(client, role, sees, keeps):
    log_in(client, UserFactory(role=role))
    settings = reverse(
        "wagtailsettings:edit", args=["mentoring", "mentoringsettings", MentoringSettings.load().pk]
    )
    for register in (PROCESSES, STAGES):
        listed, added = client.get(register.index_url), client.get(register.create_url)
        assert (listed.status_code, added.status_code) == (sees, keeps)
    assert client.get(settings).status_code == keeps
