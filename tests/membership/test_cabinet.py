"""What an applicant sees and does; every step works as plain forms, without a script (T80)."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from association.membership import operations, queries
from association.membership.choices import Basis, State
from association.membership.models import MembershipApplication
from association.organisations.choices import Standing
from association.organisations.operations import end_representation
from tests.factories.accounts import UserFactory, log_in
from tests.factories.membership import (
    application_in,
    filled_application,
    organisation_of,
    regulation_in_force,
    sent_application,
)
from tests.factories.uploads import checked, pdf

pytestmark = pytest.mark.django_db


def upload(name="план.pdf", content=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf())


def address(name: str, application, *args) -> str:
    return reverse(f"membership:{name}", args=[application.pk, *args])


@pytest.fixture
def visitor(client, applicant):
    log_in(client, applicant)
    return client


def test_whole_way_to_a_sent_application(visitor, applicant, django_capture_on_commit_callbacks):
    """From «Как вступить» to the status page, by forms alone (R86)."""
    regulation_in_force()
    organisation = organisation_of(applicant)
    answer = visitor.post(
        reverse("membership:start_application"), {"organisation": organisation.pk}
    )
    application = MembershipApplication.objects.get()
    assert answer.url == address("choose_basis", application)
    answer = visitor.post(answer.url, {"basis": "certified"})
    assert answer.url == address("evidence", application)
    visitor.post(
        address("describe_certificate", application),
        {
            "number": "СМК-1",
            "issued_on": "01.03.2025",
            "issuer": "Орган по сертификации",
            "valid_until": "01.03.2045",
        },
    )
    visitor.post(
        address("attach_file", application, "qms_certificate"),
        {"file": upload(), "note": "первая страница"},
    )
    answer = visitor.post(address("evidence", application))
    assert answer.url == address("recommend_to_presidium", application)
    answer = visitor.post(answer.url, {"name": "Тестова Анна", "position": "директор"})
    assert answer.url == address("acknowledge_regulation", application)
    edition = visitor.get(answer.url).context["form"].initial["edition"]
    answer = visitor.post(answer.url, {"edition": edition, "acquainted": "on"})
    assert answer.url == address("review_application", application)
    review = visitor.get(answer.url)
    assert review.context["gaps"] == []
    with django_capture_on_commit_callbacks(execute=True):
        answer = visitor.post(
            address("submit_application", application),
            {"seen": review.context["form"].initial["seen"]},
        )
    assert answer.url == application.get_absolute_url()
    application.refresh_from_db()
    assert (application.state, application.qms_number) == (State.SUBMITTED, "СМК-1")
    status = visitor.get(answer.url)
    assert status.context["next"].rule.code == "membership.head_applies"
    paper = visitor.get(address("open_paper", application, 1))
    assert paper["Content-Type"] == "application/pdf"


def test_page_of_a_start_says_that_joining_is_free(visitor, applicant):
    """R8."""
    organisation_of(applicant)
    page = visitor.get(reverse("membership:start_application"))
    assert "Членство бесплатное" in page.content.decode()


def test_start_offers_only_organisations_that_may_apply(visitor, applicant):
    organisation_of(applicant, standing=Standing.MEMBER)
    sent_application(applicant)
    free = organisation_of(applicant)
    organisation_of(UserFactory())
    page = visitor.get(reverse("membership:start_application"))
    assert list(page.context["form"].fields["organisation"].queryset) == [free]


def test_start_for_anothers_organisation_is_refused(visitor):
    """T1, T37."""
    foreign = organisation_of(UserFactory())
    page = visitor.post(reverse("membership:start_application"), {"organisation": foreign.pk})
    assert page.context["form"].errors == {"organisation": ["Выберите организацию из списка."]}
    assert not MembershipApplication.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "application",
        "choose_basis",
        "evidence",
        "describe_certificate",
        "recommend_to_presidium",
        "acknowledge_regulation",
        "review_application",
        "attach_signed_scan",
        "withdraw_application",
    ],
)
@pytest.mark.parametrize("state", list(State))
def test_anothers_application_is_not_there(visitor, secretary, name, state):
    """T1: 404 in every state, with nothing of it in the body."""
    owner = UserFactory()
    application = application_in(state, owner, secretary=secretary)
    answer = visitor.get(address(name, application))
    assert answer.status_code == 404
    assert application.organisation.short_name not in answer.content.decode()


@pytest.mark.parametrize("name", ["submit_application", "print_again"])
def test_anothers_application_takes_no_post(visitor, secretary, name):
    application = filled_application(UserFactory())
    assert visitor.post(address(name, application), {"seen": 1}).status_code == 404


def test_files_open_to_those_who_may_see_the_application(client, applicant, secretary):
    """T1, T4."""
    application = sent_application(applicant, signed=True)
    operations.print_submission.call(queries.current_submission(application).pk)
    addresses = [
        address("open_file", application, application.files.get().pk),
        address("open_paper", application, 1),
        address("open_signed_scan", application, queries.signed_papers(application).get().pk),
    ]
    for user, status in [(applicant, 200), (secretary, 200), (UserFactory(), 404)]:
        log_in(client, user)
        assert [client.get(each).status_code for each in addresses] == [status] * 3


def test_file_of_one_application_does_not_open_by_another(visitor, applicant):
    application = filled_application(applicant)
    foreign = filled_application(UserFactory())
    assert visitor.get(address("open_file", application, foreign.files.get().pk)).status_code == 404


def test_right_ends_with_the_representation(visitor, applicant, secretary):
    """T5."""
    application = sent_application(applicant)
    assert visitor.get(application.get_absolute_url()).status_code == 200
    representative = application.organisation.representatives.get()
    end_representation(representative, by=secretary, at=timezone.now())
    assert visitor.get(application.get_absolute_url()).status_code == 404


def test_stranger_is_asked_to_log_in(client, applicant):
    application = filled_application(applicant)
    answer = client.get(application.get_absolute_url())
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["submit_application", "print_again"])
def test_get_changes_nothing(visitor, applicant, name):
    """T15."""
    application = filled_application(applicant)
    assert visitor.get(address(name, application)).status_code == 405


def test_post_without_a_token_is_refused(applicant):
    """T15."""
    from django.test import Client

    application = filled_application(applicant)
    client = Client(enforce_csrf_checks=True)
    log_in(client, applicant)
    answer = client.post(address("submit_application", application), {"seen": application.version})
    assert answer.status_code == 403
    application.refresh_from_db()
    assert application.state == State.DRAFT


def test_fields_of_nobody_are_ignored(visitor, applicant):
    """T37."""
    application = operations.start_application(
        organisation_of(applicant), by=applicant, at=timezone.now()
    )
    visitor.post(
        address("choose_basis", application),
        {"basis": "implemented", "state": "confirmed", "number": "1", "order": "1", "year": "2026"},
    )
    application.refresh_from_db()
    assert (application.state, application.number, application.order) == (State.DRAFT, None, None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("choose_basis", {"basis": "certified"}),
        ("recommend_to_presidium", {"name": "А", "position": "Б"}),
        ("acknowledge_regulation", {"edition": "1", "acquainted": "on"}),
    ],
)
def test_sent_application_is_not_changed(visitor, applicant, name, data):
    """T36: 409, and nothing has moved."""
    application = sent_application(applicant)
    assert visitor.get(address(name, application)).url == application.get_absolute_url()
    assert visitor.post(address(name, application), data).status_code == 409
    application.refresh_from_db()
    assert (application.state, application.basis) == (State.SUBMITTED, Basis.IMPLEMENTED)


def test_withdrawn_application_is_not_sent(visitor, applicant, secretary):
    """T36."""
    application = application_in(State.WITHDRAWN, applicant, secretary=secretary)
    answer = visitor.post(address("submit_application", application), {"seen": application.version})
    assert answer.status_code == 409
    assert "Нельзя подать заявление" in answer.content.decode()


def test_sending_pressed_twice_ends_on_the_same_page(visitor, applicant):
    """T34."""
    application = filled_application(applicant)
    for _ in range(2):
        answer = visitor.post(
            address("submit_application", application), {"seen": application.version}
        )
        assert answer.url == application.get_absolute_url()
    assert application.submissions.count() == 1


def test_review_lists_what_is_missing_with_its_page(visitor, applicant):
    application = filled_application(applicant)
    operations.remove_file(application.files.get(), by=applicant, at=timezone.now())
    page = visitor.get(address("review_application", application))
    assert [(gap.code, url) for gap, url in page.context["gaps"]] == [
        ("implementation_papers", address("evidence", application))
    ]
    assert "Отправить заявление" not in page.content.decode()


def test_bad_file_keeps_the_note(visitor, applicant):
    """T23: refused in words, next to the field; what was typed stays."""
    application = filled_application(applicant)
    answer = visitor.post(
        address("attach_file", application, "implementation_papers"),
        {"file": upload("акт.pdf", b"<html>"), "note": "акт о внедрении"},
    )
    assert list(answer.context["form"].errors) == ["file"]
    assert 'value="акт о внедрении"' in answer.content.decode()
    assert application.files.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("issued_on", "30.02.2025"),
        ("issued_on", "01.01.0001"),
        ("valid_until", "01.01.9999"),
        ("valid_until", "12/31/2026"),
        ("valid_until", "01.01.2020"),
        ("number", ""),
    ],
)
def test_bad_certificate_data_are_told_next_to_the_field(visitor, applicant, field, typed):
    """T53."""
    application = filled_application(applicant, basis=Basis.CERTIFIED)
    data = {
        "number": "НОВЫЙ",
        "issued_on": "01.03.2025",
        "issuer": "Орган",
        "valid_until": "01.03.2045",
        field: typed,
    }
    page = visitor.post(address("describe_certificate", application), data)
    assert list(page.context["form"].errors) == [field]
    application.refresh_from_db()
    assert application.qms_number == "СМК-77"


def test_later_button_keeps_and_leaves(visitor, applicant):
    application = filled_application(applicant)
    answer = visitor.post(
        address("choose_basis", application), {"basis": "implementing", "later": "1"}
    )
    application.refresh_from_db()
    assert (answer.url, application.basis) == (
        application.get_absolute_url(),
        Basis.IMPLEMENTING,
    )


def test_markup_in_names_is_shown_as_text(visitor, applicant):
    """T18."""
    organisation = organisation_of(applicant, short_name="<script>alert(1)</script>")
    sent_application(applicant, organisation)
    page = visitor.get(reverse("membership:applications")).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_returned_application_shows_what_to_mend(visitor, applicant, secretary):
    application = application_in(State.RETURNED, applicant, secretary=secretary)
    page = visitor.get(application.get_absolute_url())
    assert "Приложите план целиком." in page.content.decode()
    assert page.context["go_on_url"] == address("review_application", application)


def test_applicant_reads_of_the_office_not_of_its_people(visitor, applicant, secretary):
    application = application_in(State.RETURNED, applicant, secretary=secretary)
    page = visitor.get(application.get_absolute_url())
    assert [who for _, _, who in page.context["entries"]] == [
        applicant.person.full_name,
        applicant.person.full_name,
        applicant.person.full_name,
        "Секретариат Ассоциации",
    ]


def test_status_page_says_until_when(visitor, applicant):
    """Ten working days after the signature of Wednesday 18 November 2026, a term that is ours."""
    unsigned, signed = (sent_application(applicant, signed=each) for each in (False, True))
    assert visitor.get(unsigned.get_absolute_url()).context["review_until"] is None
    page = visitor.get(signed.get_absolute_url())
    assert page.context["review_until"] == datetime.date(2026, 12, 2)


def test_signed_scan_is_uploaded_and_counts(visitor, applicant):
    application = sent_application(applicant)
    answer = visitor.post(address("attach_signed_scan", application), {"file": upload("скан.pdf")})
    assert answer.url == application.get_absolute_url()
    assert queries.is_signed(application)


def test_withdrawal_asks_and_then_closes(visitor, applicant):
    application = sent_application(applicant)
    form = visitor.get(address("withdraw_application", application)).context["form"]
    visitor.post(address("withdraw_application", application), form.initial)
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("withdraw_application", "Нельзя отозвать заявление: состояние заявления — «отозвано»."),
        (
            "attach_signed_scan",
            "Нельзя приложить подписанное заявление: состояние заявления — «отозвано».",
        ),
    ],
)
def test_closed_application_shows_no_form(visitor, applicant, secretary, name, sentence):
    """T36: the reason comes before anything is filled in."""
    application = application_in(State.WITHDRAWN, applicant, secretary=secretary)
    answer = visitor.get(address(name, application))
    assertContains(answer, sentence, status_code=409)
    assertContains(answer, "«Порядок рассмотрения заявления»", status_code=409)
    assert "form" not in answer.context


def test_requirement_keeps_the_capitals_of_its_rule(visitor, applicant):
    application = filled_application(applicant, basis=Basis.CANDIDATE)
    page = visitor.get(address("attach_file", application, "development_plan"))
    assertContains(page, "Почему это нужно: «План разработки и внедрения СМК», ")


def test_signature_once_here_is_no_more_the_main_thing(visitor, applicant):
    unsigned, signed = (sent_application(applicant, signed=each) for each in (False, True))
    way = address("attach_signed_scan", unsigned)
    assertContains(
        visitor.get(unsigned.get_absolute_url()),
        f'<a class="button" href="{way}">Загрузить подписанное заявление</a>',
    )
    way = address("attach_signed_scan", signed)
    assertContains(
        visitor.get(signed.get_absolute_url()),
        f'<a class="button button--secondary" href="{way}">Загрузить другой скан</a>',
    )


def test_admitted_member_is_led_to_the_certificate(visitor, applicant, secretary):
    application = application_in(State.CONFIRMED, applicant, secretary=secretary)
    link = '<a href="/cabinet/certificates/">разделе сертификатов</a>'
    assertContains(visitor.get(application.get_absolute_url()), link)


def test_draft_is_called_so_once(visitor, applicant):
    application = filled_application(applicant)
    page = visitor.get(application.get_absolute_url())
    assertContains(page, '<h1 class="page-title">Заявление о приёме</h1>')
    assertContains(page, "ваша организация", count=1)


@pytest.mark.parametrize(
    ("name", "field", "sentence"),
    [
        ("describe_certificate", "number", "Впишите номер сертификата."),
        ("describe_certificate", "issuer", "Впишите, кем выдан сертификат."),
        ("recommend_to_presidium", "name", "Впишите фамилию, имя и отчество."),
        ("recommend_to_presidium", "position", "Впишите должность."),
    ],
)
def test_empty_field_is_told_in_our_words(visitor, applicant, name, field, sentence):
    application = filled_application(applicant, basis=Basis.CERTIFIED)
    page = visitor.post(address(name, application), {"nothing": ""})
    assert page.context["form"].errors[field] == [sentence]


def test_list_costs_the_same_for_one_and_for_thirty(
    visitor, applicant, django_assert_max_num_queries
):
    sent_application(applicant)
    page = reverse("membership:applications")
    visitor.get(page)
    with django_assert_max_num_queries(100) as few:
        visitor.get(page)
    for _ in range(29):
        operations.start_application(organisation_of(applicant), by=applicant, at=timezone.now())
    with django_assert_max_num_queries(100) as many:
        answer = visitor.get(page)
    assert len(answer.context["applications"]) == 30
    assert len(many) == len(few)


def test_too_many_uploads_are_told_in_words(visitor, applicant):
    """T75."""
    application = filled_application(applicant)
    page = address("attach_file", application, "implementation_papers")
    answers = [visitor.post(page, {}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_removed_paper_opens_no_more_for_whom_it_was_never_sent(visitor, applicant):
    application = filled_application(applicant)
    file = application.files.get()
    visitor.post(address("remove_file", application, file.pk))
    assert visitor.get(address("open_file", application, file.pk)).status_code == 404


def test_long_list_of_files_ends_with_words(visitor, applicant):
    application = filled_application(applicant)
    for _ in range(9):
        operations.attach_file(
            application, "implementation_papers", checked(), by=applicant, at=timezone.now()
        )
    page = visitor.post(
        address("attach_file", application, "implementation_papers"), {"file": upload()}
    )
    assert page.context["form"].errors["file"] == [
        "К одному требованию можно приложить не больше 10 файлов. (не из положения)"
    ]
