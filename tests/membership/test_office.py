"""What the secretary sees and does in the Wagtail admin."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from association.membership import operations
from association.membership.choices import Basis, State
from association.membership.models import MembershipApplication
from association.membership.views.office import OFFICE_ACTS
from association.organisations.choices import Standing
from home.accounts.choices import Role
from home.accounts.models import User
from tests.factories.accounts import UserFactory, log_in
from tests.factories.certificates import two_signatories
from tests.factories.membership import (
    application_in,
    filled_application,
    organisation_of,
    presidium,
    sent_application,
)

pytestmark = pytest.mark.django_db

REGISTER = "membership_membershipapplication_modeladmin_index"


def address(name: str, application) -> str:
    return reverse(f"membership_admin:{name}", args=[application.pk])


@pytest.fixture
def office(client, secretary):
    log_in(client, secretary)
    return client


def today() -> str:
    return timezone.localdate().strftime("%d.%m.%Y")


def sent_today(user: User, **fields) -> MembershipApplication:
    """Sent and signed at the present moment, because pages know no other."""
    application = filled_application(user, **fields)
    operations.submit_application(application, seen=application.version, by=user, at=timezone.now())
    application.refresh_from_db()
    return application


def test_whole_way_from_paper_to_certificate(office, applicant):
    """R27, R39: paper original, decision, order, by forms of the admin."""
    two_signatories()
    application = sent_today(applicant)
    posts = [
        ("record_paper_original", {"journal_number": "вх-5", "received_on": today()}),
        (
            "record_decision",
            {
                "body": presidium().pk,
                "date": today(),
                "protocol_number": "3",
                "form": "internal",
            },
        ),
        (
            "record_order",
            {
                "number": "17-к",
                "date": today(),
                "signed_by": "П. П. Полянин",
                "signed_position": "начальник",
            },
        ),
    ]
    for name, data in posts:
        page = office.get(address(name, application))
        seen = page.context["form"].initial["seen"]
        answer = office.post(address(name, application), data | {"seen": seen})
        assert answer.url == address("application", application)
    application.refresh_from_db()
    assert application.state == State.CONFIRMED
    page = office.get(address("application", application))
    (certificate,) = page.context["certificates"]
    assert certificate.holder_name == application.organisation.full_name
    assert page.context["acts"] == []


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_page_offers_only_what_the_state_allows(office, applicant, secretary, state):
    expected = {
        State.SUBMITTED: [
            "record_paper_original",
            "record_decision",
            "return_application",
            "refuse_application",
        ],
        State.RETURNED: ["refuse_application"],
        State.ADMITTED: ["record_order"],
    }
    application = application_in(state, applicant, secretary=secretary)
    page = office.get(address("application", application))
    assert [act.url_name for act in page.context["acts"]] == expected.get(state, [])


def test_conclusion_is_offered_for_candidates_alone(office, applicant):
    organisation = organisation_of(applicant, standing=Standing.CANDIDATE)
    application = sent_application(applicant, organisation)
    page = office.get(address("application", application))
    assert "record_conclusion" in [act.url_name for act in page.context["acts"]]


def test_office_reads_of_the_applicant_as_of_another(office, applicant):
    page = office.get(address("application", sent_application(applicant))).text
    assert "Кто: организация-заявитель" in page


def test_draft_is_nobody_elses(office, applicant):
    application = filled_application(applicant)
    assert office.get(address("application", application)).status_code == 404
    assert application not in office.get(reverse(REGISTER)).context["object_list"]


@pytest.mark.parametrize("act", OFFICE_ACTS, ids=lambda act: act.url_name)
@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_nobody_but_the_secretary_acts(client, applicant, secretary, act, role):
    """T1, T7, R9."""
    application = application_in(State.SUBMITTED, applicant, secretary=secretary)
    log_in(client, UserFactory(role=role))
    answer = client.post(address(act.url_name, application), {"seen": application.version})
    assert answer.status_code in (403, 404)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


def test_support_of_the_authority_reads_without_buttons(client, applicant, secretary):
    """R9."""
    application = application_in(State.SUBMITTED, applicant, secretary=secretary)
    log_in(client, UserFactory(role=Role.AUTHORITY_SUPPORT))
    page = client.get(address("application", application))
    assert (page.status_code, page.context["acts"]) == (200, [])


@pytest.mark.parametrize("act", OFFICE_ACTS, ids=lambda act: act.url_name)
def test_act_out_of_turn_is_refused(office, applicant, secretary, act):
    """T36: nothing can be done to a closed application, whatever is posted."""
    application = application_in(State.WITHDRAWN, applicant, secretary=secretary)
    data = {
        "seen": application.version,
        "remarks": "х",
        "reason": "х",
        "rule": "membership.head_applies",
        "journal_number": "1",
        "received_on": today(),
        "outcome": "positive",
        "date": today(),
        "author": "х",
        "body": presidium().pk,
        "protocol_number": "1",
        "form": "internal",
        "number": "1",
        "signed_by": "х",
        "signed_position": "х",
    }
    answer = office.post(address(act.url_name, application), data)
    assert answer.status_code == 409
    assert f"Нельзя {act.act.label}" in answer.context["form"].non_field_errors()[0]
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN


def test_second_secretary_is_told_and_keeps_what_was_typed(office, applicant):
    """T35."""
    application = sent_application(applicant, signed=True)
    seen = application.version
    operations.withdraw_application(application, seen=seen, by=applicant, at=timezone.now())
    answer = office.post(
        address("return_application", application), {"seen": seen, "remarks": "Нет страницы 2."}
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Пока вы читали, заявление изменилось" in page
    assert "Нет страницы 2." in page


def test_refusal_without_a_reason_is_told(office, applicant):
    application = sent_application(applicant)
    answer = office.post(
        address("refuse_application", application),
        {"seen": application.version, "rule": "membership.head_applies", "reason": "  "},
    )
    assert answer.context["form"].errors == {"reason": ["Напишите причину отказа."]}


def test_weighty_act_asks_for_the_password_again(client, secretary, applicant):
    """T76: a log-in of hours ago is not enough."""
    application = sent_application(applicant)
    log_in(client, secretary, at=1.0)
    answer = client.get(address("refuse_application", application))
    assert answer.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("typed", ["ГИМНАЗИЯ", "гимназия", "Гимназия № 5", "1/2026"])
def test_register_finds_cyrillic_in_any_case(office, applicant, typed):
    found = sent_application(
        applicant, organisation_of(applicant, short_name="Гимназия № 5", full_name="Гимназия № 5")
    )
    sent_application(applicant)
    page = office.get(reverse(REGISTER), {"q": typed})
    assert list(page.context["object_list"]) == [found]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"state": "submitted"}, 1),
        ({"basis__exact": Basis.CANDIDATE}, 1),
        ({"year": "2026"}, 2),
        ({"year": "1999"}, 2),
        ({"created_by__password__startswith": "x"}, 2),
        ({"organisation__head__surname": "x"}, 2),
    ],
)
def test_register_is_filtered_by_its_own_filters_alone(
    office, applicant, secretary, filters, count
):
    """T72."""
    application_in(State.REFUSED, applicant, secretary=secretary)
    sent_application(applicant, basis=Basis.CANDIDATE)
    page = office.get(reverse(REGISTER), filters)
    assert len(page.context["object_list"]) == count


def test_register_exports_words_and_no_formulas(office, applicant):
    """T29."""
    organisation = organisation_of(applicant, short_name='=HYPERLINK("http://example.org")')
    sent_application(applicant, organisation)
    answer = office.get(reverse(REGISTER), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(text), delimiter=";")
    assert heading == [
        "Номер",
        "Организация",
        "ИНН",
        "Территория",
        "Основание",
        "Состояние",
        "Подано",
        "Приказ",
        "Закончено",
    ]
    assert (row[0], row[1][:2], row[4], row[5]) == (
        "1/2026",
        "'=",
        "СМК разработана и внедрена",
        "подано",
    )


def test_register_costs_the_same_for_one_and_for_thirty(
    office, applicant, django_assert_max_num_queries
):
    sent_application(applicant)
    office.get(reverse(REGISTER))
    with django_assert_max_num_queries(100) as few:
        office.get(reverse(REGISTER))
    for _ in range(29):
        sent_application(applicant)
    with django_assert_max_num_queries(100) as many:
        page = office.get(reverse(REGISTER))
    assert len(page.context["object_list"]) == 30
    assert len(many) == len(few)


def test_orders_list_whom_they_confirmed(office, applicant, secretary):
    """R27: the composition by order."""
    first, second = (
        application_in(State.CONFIRMED, applicant, secretary=secretary) for _ in range(2)
    )
    page = office.get(reverse("membership_order_modeladmin_index")).content.decode()
    assert f"{second.organisation}, {first.organisation}" in page


def test_markup_in_names_is_shown_as_text(office, applicant):
    """T18."""
    organisation = organisation_of(applicant, short_name="<script>alert(1)</script>")
    application = sent_application(applicant, organisation)
    for page in (reverse(REGISTER), address("application", application)):
        assert "<script>alert(1)</script>" not in office.get(page).content.decode()
