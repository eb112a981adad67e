"""What people see of leaving: the organisation, the member that proposes, the office, the Presidium (T1–T4, T7, T36)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association.membership import operations, permissions
from association.membership.choices import DepartureState, State
from association.membership.models import Departure
from association.membership.operations.leaving_papers import print_departure
from association.membership.registrations import removal_tasks
from association.membership.rules import names
from association.organisations.choices import Standing
from documents.certificates.models import Certificate
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory, log_in
from tests.factories.leaving import (
    exit_draft,
    filed_removal,
    member_of,
    removal_draft,
    seat_of,
)
from tests.factories.membership import NOW, TODAY, application_in, organisation_of
from tests.factories.uploads import checked, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("скан.pdf", pdf())


def at(name: str, *args) -> str:
    return reverse(f"membership:{name}", args=args)


def test_whole_way_out_by_forms(client, applicant):
    """Two pages and a signed paper; the floor is warned of, nothing stands in the way (R36, C13, T80)."""
    log_in(client, applicant)
    organisation = member_of(applicant)
    seat_of(organisation)
    page = client.get(at("start_exit", organisation.pk)).text
    assert "Освободится место" in page
    assert "Членов станет меньше пяти" in page
    answer = client.post(at("start_exit", organisation.pk), {"ground": ""})
    departure = Departure.objects.get()
    assert answer.url == departure.get_absolute_url()
    page = client.get(answer.url).text
    assert "Подать и&nbsp;выйти" in page
    form = client.get(at("file_departure", departure.pk)).context["form"]
    data = {"seen": form.initial["seen"], "file": scan()}
    refused = client.post(at("file_departure", departure.pk), data)
    assert refused.context["form"].errors["sure"] == ["Отметьте, что понимаете последствия."]
    answer = client.post(at("file_departure", departure.pk), {**data, "file": scan(), "sure": "on"})
    assert answer.url == departure.get_absolute_url()
    organisation.refresh_from_db()
    assert organisation.standing == Standing.FORMER
    assert "не&nbsp;состоит в&nbsp;Ассоциации с&nbsp;" in client.get(answer.url).text


def test_acts_on_what_is_over_are_refused_in_words(client, applicant):
    """T36."""
    log_in(client, applicant)
    draft = exit_draft(applicant)
    operations.withdraw_departure(draft, seen=draft.version, by=applicant, at=NOW)
    for name in ("change_ground", "file_departure", "withdraw_departure"):
        answer = client.get(at(name, draft.pk))
        assert (name, answer.status_code) == (name, 409)
        assert "состояние — «отозвано»" in answer.text
    data = {"seen": draft.version + 1, "file": scan(), "sure": "on"}
    assert client.post(at("file_departure", draft.pk), data).status_code == 409
    draft.organisation.refresh_from_db()
    assert draft.organisation.standing == Standing.MEMBER


def test_paper_names_who_leaves_and_by_which_clause(applicant):
    draft = exit_draft(applicant)
    print_departure.call(draft.pk, draft.version)
    draft.refresh_from_db()
    assert draft.paper.original_name == "Заявление о выходе.pdf"
    version, paper = draft.version, draft.paper
    print_departure.call(draft.pk, draft.version)
    draft.refresh_from_db()
    assert (draft.paper, draft.version) == (paper, version)


def test_member_finds_another_and_proposes_its_removal(client, applicant):
    log_in(client, applicant)
    initiator, other = member_of(applicant), member_of(UserFactory())
    candidate = organisation_of(UserFactory(), standing=Standing.CANDIDATE)
    page = client.get(at("propose_removal", initiator.pk, other.pk)).content.decode()
    assert "но\xa0не\xa0говорит, чьего" in page, "C13"
    page = client.get(at("find_member", initiator.pk), {"q": "школа"})
    assert list(page.context["found"]) == [other]
    assert client.post(at("propose_removal", initiator.pk, candidate.pk)).status_code == 404
    answer = client.post(at("propose_removal", initiator.pk, other.pk), {"ground": "Не участвует."})
    departure = Departure.objects.get()
    assert (answer.url, departure.initiator) == (departure.get_absolute_url(), initiator)


SEES = {
    # who: (a draft of another, filed, the signed scan of the initiator's head)
    "initiator": (True, True, True),
    "concerned": (False, True, False),
    "another": (False, False, False),
    "secretary": (False, True, True),
    "support": (False, True, True),
    "presidium": (False, True, True),
    "editor": (False, False, False),
}


@pytest.mark.parametrize("who", SEES)
def test_who_sees_a_removal_and_its_papers(client, applicant, who):
    draft, concerned = removal_draft(applicant), UserFactory()
    draft.organisation.representatives.update(person=concerned.person)
    readers = {
        "initiator": lambda: applicant,
        "concerned": lambda: concerned,
        "another": lambda: member_of(UserFactory()).representatives.get().person.user,
        "secretary": lambda: UserFactory(role=Role.SECRETARY),
        "support": lambda: UserFactory(role=Role.AUTHORITY_SUPPORT),
        "presidium": lambda: seat_of(member_of(UserFactory())).person.user,
        "editor": lambda: UserFactory(role=Role.EDITOR),
    }
    log_in(client, readers[who]())
    seen = [client.get(draft.get_absolute_url()).status_code == 200]
    operations.file_removal(draft, checked("скан.pdf"), seen=draft.version, by=applicant, at=NOW)
    seen.append(client.get(draft.get_absolute_url()).status_code == 200)
    signed = client.get(at("open_departure_file", draft.pk, "signed"))
    seen.append(signed.status_code == 200)
    assert tuple(seen) == SEES[who]


def test_other_side_reads_no_names_of_the_initiators_people(client, applicant):
    """T7."""
    departure, concerned = filed_removal(applicant), UserFactory()
    departure.organisation.representatives.update(person=concerned.person)
    log_in(client, concerned)
    page = client.get(departure.get_absolute_url()).text
    assert applicant.person.surname not in page
    assert departure.initiator.short_name in page


def test_own_application_is_attached_by_the_one_concerned(client, applicant):
    departure, concerned = filed_removal(applicant), UserFactory()
    departure.organisation.representatives.update(person=concerned.person)
    log_in(client, concerned)
    answer = client.post(at("attach_own_application", departure.pk), {"file": scan()})
    assert answer.url == departure.get_absolute_url()
    assert client.get(at("open_departure_file", departure.pk, "own")).status_code == 200
    assert client.get(at("open_departure_file", departure.pk, "else")).status_code == 404


def test_stand_in_ends_nothing(secretary, applicant):
    """Whoever acts for a busy organisation signs nothing for it."""
    organisation = member_of(applicant)
    assert permissions.may_leave(applicant, organisation)
    assert not permissions.may_leave(secretary, organisation)
    assert not permissions.may_propose_removal(secretary, organisation)


def office(name: str, *args) -> str:
    return reverse(f"leaving_admin:{name}", args=args)


OFFICE_FORMS = {
    "record_exit": {"journal_number": "17-вх", "received_on": f"{TODAY:%d.%m.%Y}"},
    "end_on_other_ground": {
        "ground": "Ликвидирована.",
        "decision_text": "Президиум, протокол № 4",
        "on": f"{TODAY:%d.%m.%Y}",
    },
}


@pytest.mark.parametrize("name", OFFICE_FORMS)
def test_office_enters_what_came_on_paper(client, secretary, name):
    organisation = member_of(UserFactory())
    log_in(client, secretary)
    page = client.get(office(name, organisation.pk)).text
    assert "не\xa0менее пяти" in page
    answer = client.post(office(name, organisation.pk), OFFICE_FORMS[name])
    assert answer.url == office("life", organisation.pk)
    organisation.refresh_from_db()
    assert organisation.standing == Standing.FORMER
    departure = Departure.objects.get()
    assert client.get(office("departure", departure.pk)).status_code == 200
    assert client.get(office(name, organisation.pk)).status_code == 404
    assert departure.title in client.get("/admin/membership/departure/").text


def test_office_enters_a_proposal_and_finds_it_on_its_desk(client, secretary, applicant):
    initiator, organisation = member_of(applicant), member_of(UserFactory())
    log_in(client, secretary)
    data = {"initiator": initiator.pk, "ground": "Не участвует.", **OFFICE_FORMS["record_exit"]}
    assert client.post(office("record_removal", organisation.pk), data).status_code == 302
    departure = Departure.objects.get()
    assert (departure.state, departure.journal_number) == (DepartureState.FILED, "17-вх")
    tasks = [(task.title, task.rule) for task in removal_tasks(secretary, TODAY)]
    assert tasks == [("Внесите вывод из состава в повестку Президиума", names.REMOVAL)]
    assert list(removal_tasks(applicant, TODAY)) == []


def test_authority_looks_and_ends_nothing(client):
    organisation = member_of(UserFactory())
    log_in(client, UserFactory(role=Role.AUTHORITY_SUPPORT))
    page = client.get(office("life", organisation.pk))
    assert (page.status_code, "по&nbsp;иному основанию" in page.text) == (200, False)
    for name in ("record_exit", "record_removal", "end_on_other_ground"):
        assert client.get(office(name, organisation.pk)).status_code == 404


def test_alarm_stands_while_there_are_fewer_than_five(client, secretary):
    """R36, C12."""
    for _ in range(4):
        member_of(UserFactory())
    organisation_of(UserFactory(), standing=Standing.CANDIDATE)
    log_in(client, secretary)
    assert "Сейчас членов: 4" in client.get("/admin/").text
    member_of(UserFactory())
    assert "Сейчас членов" not in client.get("/admin/").text


def test_front_page_leads_everywhere_in_few_queries(client, applicant, secretary):
    """What it is, what to do by which clause, certificates, papers, letters, people: the same queries for many."""
    application = application_in(State.CONFIRMED, applicant, secretary=secretary)
    organisation = application.organisation
    log_in(client, applicant)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at("overview")).status_code == 200
        return len(captured)

    def leave_and_stay():
        draft = operations.start_exit(organisation, by=applicant, at=NOW)
        operations.withdraw_departure(draft, seen=draft.version, by=applicant, at=NOW)

    leave_and_stay()
    queries()
    one = queries()
    page = client.get(at("overview")).text
    certificate = Certificate.objects.get()
    for address in (
        application.get_absolute_url(),
        reverse("certificates:show_certificate", args=[certificate.pk]),
        reverse("notices:inbox"),
        organisation.get_absolute_url(),
        at("life", organisation.pk),
        at("start_exit", organisation.pk),
    ):
        assert f'href="{address}"' in page
    for _ in range(5):
        leave_and_stay()
    assert queries() == one <= 16


def test_front_page_tells_what_is_to_do_and_what_is_owed(client, applicant, secretary):
    application = application_in(State.DRAFT, applicant, secretary=secretary)
    log_in(client, applicant)

    def told() -> tuple[list[str], list[str]]:
        shown = client.get(at("overview_of", application.organisation_id)).context["overview"]
        return (
            [task.rule.code for task in shown.to_do],
            [task.rule.code for task in shown.owed],
        )

    assert told() == (["membership.application_form"], [])
    application = operations.submit_application(
        application, seen=application.version, by=applicant, at=NOW
    )
    assert told() == (["membership.head_applies"], [])
    operations.attach_signed_scan(application, checked(), by=applicant, at=NOW)
    assert told() == ([], ["membership.admission_decision"])


def test_newcomer_is_led_from_the_front_page_to_registration(client, applicant):
    log_in(client, applicant)
    assert client.get(at("overview")).url == reverse("organisations:organisations")
