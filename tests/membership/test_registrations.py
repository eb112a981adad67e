"""What the room gives the desk, the cabinet and the certificates."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from association.membership import registrations
from association.membership.choices import State
from association.membership.queries import people_bound_by, regulations_binding
from association.organisations.choices import Standing
from association.organisations.operations import change_standing, end_representation
from documents.certificates import registry
from documents.certificates.choices import Status
from documents.certificates.models import Certificate
from documents.certificates.operations import revoke_certificate
from documents.certificates.queries import certificates_of_user
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.certificates import issued_certificate
from tests.factories.membership import (
    NOW,
    TODAY,
    application_in,
    filled_application,
    organisation_of,
    regulation_in_force,
    sent_application,
)
from tests.factories.organisations import JoinRequestFactory
from tests.factories.regulations import RegulationPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (State.DRAFT, "Закончите и отправьте заявление"),
        (State.RETURNED, "Исправьте заявление по замечаниям"),
        (State.SUBMITTED, None),
        (State.ADMITTED, None),
        (State.CONFIRMED, None),
        (State.REFUSED, None),
        (State.WITHDRAWN, None),
    ],
)
def test_applicant_is_reminded_of_what_waits_for_them(applicant, secretary, state, title):
    application = application_in(state, applicant, secretary=secretary)
    tasks = [(task.title, task.url) for task in registrations.applicant_tasks(applicant, TODAY)]
    assert tasks == ([(title, application.get_absolute_url())] if title else [])


def test_applicant_is_reminded_of_the_signature(applicant):
    application = sent_application(applicant)
    (task,) = registrations.applicant_tasks(applicant, TODAY)
    assert task.url == reverse("membership:attach_signed_scan", args=[application.pk])
    assert task.rule.clause == "п.\xa03.13 Положения; прил.\xa0А Положения"


def test_secretary_has_a_task_for_each_stage(applicant, secretary):
    filled_application(applicant)
    sent_application(applicant)
    sent_application(applicant, signed=True)
    application_in(State.ADMITTED, applicant, secretary=secretary)
    due = datetime.date(2026, 12, 2)
    tasks = [(task.title, task.due) for task in registrations.secretary_tasks(secretary, TODAY)]
    assert tasks == [
        ("Проверьте новое заявление", due),
        ("Внесите заявление в повестку Президиума", due),
        ("Внесите приказ о приёме", None),
    ]


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_tasks_of_the_office_are_the_secretarys(applicant, role):
    sent_application(applicant)
    assert list(registrations.secretary_tasks(UserFactory(role=role), TODAY)) == []


def test_tasks_cost_the_same_for_one_and_for_thirty(
    applicant, secretary, django_assert_num_queries, django_assert_max_num_queries
):
    sent_application(applicant)
    list(registrations.secretary_tasks(secretary, TODAY))
    with django_assert_max_num_queries(20) as few:
        list(registrations.secretary_tasks(secretary, TODAY))
        list(registrations.applicant_tasks(applicant, TODAY))
    for _ in range(29):
        sent_application(applicant)
    with django_assert_num_queries(len(few)):
        assert len(list(registrations.secretary_tasks(secretary, TODAY))) == 30
        assert len(list(registrations.applicant_tasks(applicant, TODAY))) == 30


def test_member_opens_the_certificate_and_nobody_else(applicant, secretary):
    """R218."""
    application = application_in(State.CONFIRMED, applicant, secretary=secretary)
    certificate = Certificate.objects.get()
    assert registry.may_open(applicant, certificate)
    assert not registry.may_open(UserFactory(), certificate)
    assert application in registry.sources_of(applicant)


def test_certificate_closes_with_the_representation(applicant, secretary):
    """T5."""
    application = application_in(State.CONFIRMED, applicant, secretary=secretary)
    end_representation(application.organisation.representatives.get(), by=secretary, at=NOW)
    certificate = Certificate.objects.get()
    assert not registry.may_open(applicant, certificate)
    assert registry.sources_of(applicant) == []


def test_certificate_closes_with_the_membership(applicant, secretary):
    """T5: an expelled organisation loses it the same day."""
    application = application_in(State.CONFIRMED, applicant, secretary=secretary)
    change_standing(
        application.organisation,
        Standing.FORMER,
        on=TODAY,
        ground="заявление о выходе",
        by=secretary,
        at=NOW,
    )
    certificate = Certificate.objects.get()
    assert not registry.may_open(applicant, certificate)
    assert list(certificates_of_user(applicant)) == [certificate]


def test_certificate_of_another_source_is_none_of_ours(applicant, secretary):
    certificate = issued_certificate(source=applicant.person)
    assert not registry.may_open(applicant, certificate)


def first_steps(user) -> list[tuple[str, str]]:
    return [(task.title, task.rule.clause) for task in registrations.first_steps(user, TODAY)]


def test_newcomer_is_asked_to_register_an_organisation(applicant):
    """R2: members are organisations, so a person alone has nothing to apply for."""
    assert first_steps(applicant) == [("Зарегистрируйте организацию", "п.\xa01.2 абз. 8 Положения")]


def test_one_who_waits_for_access_is_asked_for_nothing(applicant):
    JoinRequestFactory(person=applicant.person)
    assert first_steps(applicant) == []


@pytest.mark.parametrize("role", list(Role))
def test_holder_of_a_role_is_no_newcomer(role):
    assert first_steps(UserFactory(role=role)) == []


def test_officer_is_no_newcomer(applicant):
    OfficeFactory(person=applicant.person)
    assert first_steps(applicant) == []


def test_organisation_that_never_applied_is_invited(applicant):
    organisation_of(applicant)
    assert first_steps(applicant) == [
        ("Подайте заявление о приёме", "п.\xa03.13 Положения; прил.\xa0А Положения")
    ]


@pytest.mark.parametrize("state", list(State))
def test_organisation_that_has_applied_is_not_invited_again(applicant, secretary, state):
    application_in(state, applicant, secretary=secretary)
    assert first_steps(applicant) == []


@pytest.mark.parametrize(
    ("standing", "step"),
    [
        (Standing.NONE, "Подать заявление о приёме"),
        (Standing.CANDIDATE, "Подать заявление о приёме"),
        (Standing.MEMBER, None),
    ],
)
def test_page_of_an_organisation_offers_to_apply(client, applicant, standing, step):
    organisation = organisation_of(applicant, standing=standing)
    client.force_login(applicant)
    steps = client.get(organisation.get_absolute_url()).context["next_steps"]
    offered = [(title, url) for title, url in steps if url.startswith("/cabinet/membership/")]
    assert offered == ([(step, reverse("membership:start_application"))] if step else [])


def test_page_of_an_organisation_leads_to_what_is_under_way(client, applicant):
    application = sent_application(applicant)
    client.force_login(applicant)
    page = client.get(application.organisation.get_absolute_url())
    assert [step for step in page.context["next_steps"] if "заявление" in step[0]] == [
        ("Открыть заявление о приёме", application.get_absolute_url())
    ]


def test_secretary_is_offered_no_application_of_anothers(client, applicant, secretary):
    organisation = organisation_of(applicant)
    log_in(client, secretary)
    assert client.get(organisation.get_absolute_url()).context["next_steps"] == []


def issue_instead(client, certificate, **changed):
    typed = {
        "name": certificate.holder_name,
        "address": certificate.holder_address,
        "ground": "Бумага испорчена",
    }
    address = reverse("certificates_admin:issue_instead", args=[certificate.pk])
    return client.post(address, typed | changed)


def test_spoilt_certificate_is_replaced_by_its_page(client, applicant, secretary):
    application_in(State.CONFIRMED, applicant, secretary=secretary)
    former = Certificate.objects.get()
    log_in(client, secretary)

    issue_instead(client, former, name="Школа с новым именем")

    former.refresh_from_db()
    new = former.replaced_by
    assert (former.status, former.ground) == (Status.REPLACED, "Бумага испорчена")
    assert (new.status, new.holder_name, new.source) == (
        Status.VALID,
        "Школа с новым именем",
        former.source,
    )


def test_certificate_revoked_by_mistake_is_issued_anew(client, applicant, secretary):
    application_in(State.CONFIRMED, applicant, secretary=secretary)
    former = Certificate.objects.get()
    revoke_certificate(former, ground="Ошибка", on=former.issued_on, by=None, at=timezone.now())
    log_in(client, secretary)

    issue_instead(client, former)

    former.refresh_from_db()
    assert former.status == Status.REVOKED
    new = Certificate.objects.get(status=Status.VALID)
    assert (new.source, new.holder_name) == (former.source, former.holder_name)


def test_former_member_gets_no_certificate_anew(client, applicant, secretary):
    """3.15: the certificate stands while membership lasts."""
    application = application_in(State.CONFIRMED, applicant, secretary=secretary)
    change_standing(
        application.organisation,
        Standing.FORMER,
        on=timezone.localdate(),
        ground="выход",
        by=secretary,
        at=timezone.now(),
    )
    log_in(client, secretary)
    page = issue_instead(client, Certificate.objects.get())
    assertContains(page, "Нового сертификата быть не может: членство прекращено.")
    assert Certificate.objects.filter(status=Status.VALID).count() == 0


# Who has to have read the regulation (R87)


def test_sending_keeps_that_the_sender_has_read_the_regulation(db):
    user = UserFactory()
    application = sent_application(user, organisation_of(user))
    kept = user.person.acquaintances.get()
    submission = application.submissions.get()
    assert (kept.edition, kept.at, kept.manner) == (
        submission.edition,
        submission.submitted_at,
        "full",
    )


@pytest.mark.parametrize(
    ("standing", "is_bound"),
    [
        (Standing.NONE, False),
        (Standing.CANDIDATE, False),
        (Standing.MEMBER, True),
        (Standing.FORMER, False),
    ],
)
def test_own_regulation_binds_who_speaks_for_a_member(standing, is_bound):
    page, user = regulation_in_force().page, UserFactory()
    organisation_of(user, standing=standing)
    assert list(people_bound_by(page)) == ([user.person] if is_bound else [])
    assert list(regulations_binding(user.person)) == ([page] if is_bound else [])


def test_other_regulations_bind_nobody(db):
    organisation_of(UserFactory(), standing=Standing.MEMBER)
    assert list(people_bound_by(RegulationPageFactory(key="another"))) == []


def test_representative_of_yesterday_is_bound_no_more(db):
    page, user = regulation_in_force().page, UserFactory()
    organisation = organisation_of(user, standing=Standing.MEMBER)
    organisation.representatives.update(since=TODAY, until=TODAY)
    assert list(people_bound_by(page)) == []
    assert list(regulations_binding(user.person)) == []
