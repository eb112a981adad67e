"""R22, R23: a candidate's package from the secretary to the experts and back (3.1 «г»)."""

import datetime
import io

import pytest
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from association.bodies.models import Office
from association.membership import expertises, operations, papers, registrations
from association.membership.choices import Basis, ExpertiseState, Outcome, State
from association.membership.models import ExpertConclusion, Expertise
from association.membership.rules import checklist, names
from association.organisations.choices import Standing
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import CollegialBodyFactory, officer
from tests.factories.expertise import (
    DUE,
    candidates_application,
    expert_group,
    expertise_of,
)
from tests.factories.membership import (
    NOW,
    TODAY,
    application_in,
    decision,
    organisation_of,
    sent_application,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return expert_group()


@pytest.fixture
def application(applicant):
    return candidates_application(applicant)


@pytest.fixture
def expertise(application, group, secretary):
    return expertise_of(application, *group, by=secretary)


def acts_of(instance) -> list[str]:
    entries = ModelLogEntry.objects.filter(
        object_id=instance.pk, content_type__model=type(instance).__name__.lower()
    )
    return list(entries.order_by("timestamp", "pk").values_list("action", flat=True))


def letters(kind: str) -> set:
    return set(Letter.objects.filter(kind=f"membership.{kind}").values_list("person", flat=True))


def text_of(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def say(expertise, *experts, outcome=Outcome.POSITIVE, remarks=""):
    for expert in experts:
        operations.say_opinion(expertise, outcome, remarks, by=expert, at=NOW)


def conclude(expertise, lead, outcome=Outcome.POSITIVE, text="", at=NOW):
    return operations.conclude_expertise(expertise, outcome, text, by=lead, at=at)


def test_secretary_hands_the_package_to_experts(expertise, application, group, secretary):
    _, experts = group
    assert [each.person for each in expertises.experts_of(expertise)] == sorted(
        (each.person for each in experts), key=lambda one: (one.surname, one.name, one.pk)
    )
    assert expertise.lead == experts[0].person
    assert letters("expertise_assigned") == {each.person_id for each in experts}
    version = application.version
    application.refresh_from_db()
    assert (application.state, application.version) == (State.SUBMITTED, version + 1)
    assert acts_of(application)[-1] == "membership.assign_experts"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"due_on": TODAY - datetime.timedelta(days=1)}, names.EXPERTISE_TERM),
        ({"due_on": TODAY + datetime.timedelta(days=400)}, names.EXPERTISE_TERM),
        ({"body": "a working group"}, names.EXPERTISE),
    ],
)
def test_refused_assignment_leaves_no_trace(application, group, secretary, changes, rule):
    body, experts = group
    other = {"body": CollegialBodyFactory()} if "body" in changes else {}
    with pytest.raises(DomainError) as refusal:
        expertise_of(application, body, experts, by=secretary, **changes | other)
    assert refusal.value.rule is rule
    assert not Expertise.objects.exists()
    assert not letters("expertise_assigned")
    assert "membership.assign_experts" not in acts_of(application)


def test_expert_from_elsewhere_and_one_of_the_applicant_are_refused(
    application, applicant, group, secretary
):
    body, (leader, _) = group
    for stranger in (UserFactory(), applicant):
        with pytest.raises(DomainError, match="не входит в Экспертную группу"):
            expertise_of(application, body, [leader, stranger], by=secretary)
    Office.objects.create(
        body=body, person=applicant.person, since=TODAY, kind="member", ground="приказ"
    )
    with pytest.raises(DomainError) as refusal:
        expertise_of(application, body, [leader, applicant], by=secretary)
    assert refusal.value.rule is names.EXPERTS_INDEPENDENT


def test_newcomer_needs_no_experts(applicant, group, secretary):
    with pytest.raises(DomainError) as refusal:
        expertise_of(sent_application(applicant, signed=True), *group, by=secretary)
    assert refusal.value.rule is names.EXPERT_CONCLUSION


def test_package_is_handed_out_once_at_a_time(expertise, application, group, secretary):
    application.refresh_from_db()
    with pytest.raises(DomainError, match="уже идёт"):
        expertise_of(application, *group, by=secretary)


def test_whole_way_to_a_positive_conclusion(expertise, application, applicant, group, secretary):
    _, (lead, other) = group
    with pytest.raises(DomainError, match="Мнения ещё не высказали"):
        conclude(expertise, lead)
    say(expertise, other, outcome=Outcome.WITH_REMARKS, remarks="Нет даты на плане.")
    assert letters("expertise_ready") == {lead.person_id}
    conclusion = conclude(expertise, lead, text="Замечание устранимо.")
    expertise.refresh_from_db()
    application.refresh_from_db()
    assert (expertise.state, expertise.closed_at) == (ExpertiseState.CONCLUDED, NOW)
    assert conclusion.author.startswith(f"{expertise.body.title}: ")
    assert letters("concluded") == {applicant.person_id}
    assert acts_of(expertise) == ["membership.say_opinion", "membership.conclude_expertise"]
    operations.record_decision(
        application, **decision(), seen=application.version, by=secretary, at=NOW
    )
    application.refresh_from_db()
    assert application.state == State.ADMITTED


def test_applicant_reads_the_conclusion_and_whose_it_is(client, expertise, applicant, group):
    _, (lead, other) = group
    say(expertise, other, outcome=Outcome.WITH_REMARKS, remarks="Не для кандидата.")
    conclude(expertise, lead, Outcome.NEGATIVE, "Нет политики в области качества.")
    log_in(client, applicant)
    page = client.get(expertise.application.get_absolute_url())
    assert "Нет политики в области качества." in page.text
    assert "Не для кандидата." not in page.text
    assert [who for _, what, who in page.context["entries"] if "заключение" in what] == [
        "Экспертная группа"
    ]


@pytest.mark.parametrize("outcome", [Outcome.NEGATIVE, Outcome.WITH_REMARKS])
def test_candidate_is_not_admitted_on_another_conclusion(
    expertise, application, group, secretary, outcome
):
    """R22."""
    _, (lead, other) = group
    say(expertise, other)
    conclude(expertise, lead, outcome, "Нет политики.")
    application.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        operations.record_decision(
            application, **decision(), seen=application.version, by=secretary, at=NOW
        )
    assert refusal.value.rule is names.EXPERT_CONCLUSION


def test_after_the_term_the_lead_waits_for_nobody(expertise, group):
    lead = group[1][0]
    late = NOW + datetime.timedelta(days=15)
    assert conclude(expertise, lead, at=late).outcome == Outcome.POSITIVE


def test_only_the_lead_concludes_and_only_experts_speak(expertise, group, secretary):
    _, (_, other) = group
    with pytest.raises(DomainError):
        say(expertise, secretary)
    say(expertise, other)
    with pytest.raises(DomainError, match="кому поручено"):
        conclude(expertise, other)
    assert not ExpertConclusion.objects.exists()


def test_opinion_said_twice_is_one_and_said_anew_replaces_the_first(expertise, group):
    """T34."""
    other = group[1][1]
    say(expertise, other, other)
    assert acts_of(expertise) == ["membership.say_opinion"]
    say(expertise, other, outcome=Outcome.NEGATIVE, remarks="Передумала.")
    assert expertise.experts.get(person=other.person).opinion == Outcome.NEGATIVE


@pytest.mark.parametrize("way", ["returned", "withdrawn", "refused", "concluded on paper"])
def test_expertise_ends_with_what_it_was_for(
    expertise, application, applicant, group, secretary, way
):
    application.refresh_from_db()
    stamp = {"seen": application.version, "by": secretary, "at": NOW}
    match way:
        case "returned":
            operations.return_application(application, "Приложите план.", **stamp)
        case "withdrawn":
            operations.withdraw_application(application, **stamp | {"by": applicant})
        case "refused":
            operations.refuse_application(application, "Чужое.", names.EXPERT_CONCLUSION, **stamp)
        case "concluded on paper":
            operations.record_conclusion(
                application, outcome=Outcome.POSITIVE, date=TODAY, author="Эксперты", **stamp
            )
    expertise.refresh_from_db()
    assert expertise.state == ExpertiseState.CALLED_OFF
    assert letters("expertise_called_off") == {each.person_id for each in group[1]}


def test_secretary_moves_the_term_and_calls_off(expertise, group, secretary):
    later = DUE + datetime.timedelta(days=7)
    operations.change_term(expertise, later, by=secretary, at=NOW)
    expertise.refresh_from_db()
    assert expertise.due_on == later
    assert letters("expertise_moved") == {each.person_id for each in group[1]}
    operations.call_off_expertise(expertise, "Кандидат просил подождать.", by=secretary, at=NOW)
    with pytest.raises(DomainError, match="Нельзя изменить срок"):
        operations.change_term(expertise, DUE, by=secretary, at=NOW)
    assert acts_of(expertise) == ["membership.change_term", "membership.call_off_expertise"]


def test_paper_of_the_conclusion_says_what_was_read_and_said(expertise, group):
    _, (lead, other) = group
    say(expertise, other, outcome=Outcome.WITH_REMARKS, remarks="Проверьте даты процедур.")
    conclusion = conclude(expertise, lead, text="Документы в целом полны.")
    operations.print_conclusion.call(conclusion.pk)
    conclusion.refresh_from_db()
    words = text_of(papers.printed_conclusion(conclusion))
    assert "ЭКСПЕРТНОЕ ЗАКЛЮЧЕНИЕ" in words
    assert "Проверьте даты процедур." in words
    assert "Документы в целом полны." in words
    assert other.person.surname in words
    paper = conclusion.paper_id
    operations.print_conclusion.call(conclusion.pk)
    conclusion.refresh_from_db()
    assert conclusion.paper_id == paper


# Who sees what


def test_experts_see_exactly_the_package_and_only_while_they_judge(client, expertise, group):
    """T1, T4, T5: no application, no signature, no authority paper."""
    _, (lead, other) = group
    log_in(client, other)
    page = client.get(expertise.get_absolute_url())
    package = list(expertises.package_of(expertise))
    assert page.context["package"].count() == len(package) == 1
    address = f"{expertise.get_absolute_url()}files/{package[0].pk}/"
    assert client.get(address).status_code == 200
    assert client.get(expertise.application.get_absolute_url()).status_code == 404
    say(expertise, other)
    conclude(expertise, lead)
    assert client.get(address).status_code == 404
    assert client.get(expertise.get_absolute_url()).status_code == 200


def test_authority_paper_is_not_for_experts(secretary, group):
    deputy = UserFactory()
    organisation = organisation_of(deputy, is_head=False, standing=Standing.CANDIDATE)
    application = sent_application(deputy, organisation, signed=True)
    expertise = expertise_of(application, *group, by=secretary)
    assert checklist.AUTHORITY_PAPER.code in {
        each.requirement for each in expertises.submission_of(expertise).files.all()
    }
    assert [each.requirement for each in expertises.package_of(expertise)] == [
        "implementation_papers"
    ]


@pytest.mark.parametrize("who", ["applicant", "colleague", "former", "secretary", "editor"])
def test_expertise_is_nobody_elses(client, expertise, applicant, group, secretary, who):
    """T1, T82: the applicant, another of the group, one who has left it, the office."""
    body, experts = group
    if who == "former":
        Office.objects.filter(person=experts[1].person).update(until=TODAY)
    user = {
        "applicant": applicant,
        "colleague": officer(body),
        "former": experts[1],
        "secretary": secretary,
        "editor": UserFactory(role=Role.EDITOR),
    }[who]
    log_in(client, user)
    package = expertises.package_of(expertise)[0]
    for tail in ("", "opinion/", "conclusion/", "paper/", f"files/{package.pk}/"):
        assert client.get(f"{expertise.get_absolute_url()}{tail}").status_code == 404, tail


def test_other_experts_opinions_are_for_the_lead_until_the_end(client, expertise, group):
    _, (lead, other) = group
    say(expertise, lead, outcome=Outcome.NEGATIVE, remarks="Тайное мнение.")
    log_in(client, other)
    assert "Тайное мнение" not in client.get(expertise.get_absolute_url()).text
    log_in(client, lead)
    say(expertise, other, outcome=Outcome.NEGATIVE, remarks="Мнение второго.")
    assert "Мнение второго" in client.get(expertise.get_absolute_url()).text


def test_expert_speaks_and_lead_concludes_on_the_pages(client, expertise, group):
    _, (lead, other) = group
    log_in(client, other)
    address = expertise.get_absolute_url()
    answer = client.post(f"{address}opinion/", {"outcome": "negative", "remarks": " "})
    assert answer.status_code == 200
    assert "Напишите, в чём замечания." in answer.text
    client.post(f"{address}opinion/", {"outcome": "positive", "remarks": ""})
    log_in(client, lead)
    answer = client.post(f"{address}conclusion/", {"outcome": "positive", "text": "Полон."})
    assert answer.url == address
    assert (
        client.post(f"{address}conclusion/", {"outcome": "negative", "text": "x"}).status_code
        == 409
    )
    assert ExpertConclusion.objects.get().outcome == Outcome.POSITIVE


def test_office_hands_out_with_a_term_that_shows_its_computation(
    client, application, group, secretary
):
    body, experts = group
    log_in(client, secretary)
    address = f"/admin/membership/membershipapplication/{application.pk}/assign-experts/"
    page = client.get(address)
    assert page.context["term"].steps
    assert page.context["form"].initial["due_on"] == page.context["term"].date
    answer = client.post(
        address,
        {
            "seen": application.version,
            "experts": [each.person_id for each in experts],
            "lead": experts[1].person_id,
            "due_on": page.context["term"].date.strftime("%d.%m.%Y"),
            "task": "Сверьте даты.",
        },
    )
    assert answer.url == f"/admin/membership/membershipapplication/{application.pk}/"
    made = Expertise.objects.get()
    assert (made.body, made.lead, made.task) == (body, experts[1].person, "Сверьте даты.")
    page = client.get(answer.url).text
    assert "мнения ещё нет" in page
    assert client.get(address.replace("assign-experts", "expertise/term")).status_code == 200


def test_desk_of_experts_and_nobody_else(expertise, group, secretary, django_assert_num_queries):
    _, (lead, other) = group
    assert [task.title for task in registrations.expert_tasks(other, TODAY)] == [
        "Выскажите мнение о документах кандидата"
    ]
    say(expertise, other)
    assert [task.title for task in registrations.expert_tasks(lead, TODAY)] == [
        "Дайте заключение о документах кандидата"
    ]
    stranger = UserFactory()
    registrations.was_asked(stranger)
    with django_assert_num_queries(0):
        assert list(registrations.expert_tasks(stranger, TODAY)) == []


def test_secretary_is_told_what_a_candidate_waits_for(application, group, secretary):
    def titles(on=TODAY):
        return [task.title for task in registrations.secretary_tasks(secretary, on)]

    assert titles() == ["Поручите экспертизу документов"]
    expertise = expertise_of(application, *group, by=secretary)
    assert titles() == []
    late = DUE + datetime.timedelta(days=1)
    assert titles(late) == ["Экспертиза просрочена: продлите её или поручите другим"]
    say(expertise, group[1][1])
    conclude(expertise, group[1][0], Outcome.WITH_REMARKS, "Нет плана.")
    assert titles() == ["Ответьте заявителю по экспертному заключению"]


def test_reminders_go_near_the_term_and_after_it_once(expertise, group):
    _, (lead, other) = group
    near = NOW + datetime.timedelta(days=12)
    over = NOW + datetime.timedelta(days=15)
    assert operations.remind_of_expertises(NOW) == 0
    assert operations.remind_of_expertises(near) == 1
    assert letters("expertise_term") == {other.person_id}
    assert operations.remind_of_expertises(near) == 0
    assert operations.remind_of_expertises(over) == 2
    assert letters("expertise_term") == {other.person_id, lead.person_id}


def test_list_of_expertises_costs_the_same_for_one_and_for_many(
    client, group, secretary, django_assert_num_queries, django_assert_max_num_queries
):
    other = group[1][1]
    log_in(client, other)

    def one_more():
        expertise_of(candidates_application(UserFactory()), *group, by=secretary)

    one_more()
    address = "/cabinet/membership/expertises/"
    client.get(address)
    with django_assert_max_num_queries(15) as few:
        client.get(address)
    for _ in range(4):
        one_more()
    with django_assert_num_queries(len(few)):
        assert len(client.get(address).context["page"]) == 5


def test_certified_ground_leaves_a_record_of_its_own(applicant, secretary):
    """R4, R19, C11."""
    application_in(State.CONFIRMED, applicant, secretary=secretary, basis=Basis.CERTIFIED)
    record = applicant.person.headed_organisations.get().qms_certificates.get()
    assert (record.number, record.file.original_name) == ("СМК-77", "доверенность.pdf")
    assert record.is_confirmed


def test_other_grounds_leave_none(applicant, secretary):
    application_in(State.CONFIRMED, applicant, secretary=secretary)
    assert not applicant.person.headed_organisations.get().qms_certificates.exists()
