"""«В повестку» and what the vote of the meeting leads to (3.13, 4.3, 4.8, R7, R27)."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from association.bodies.choices import OfficeKind, VoteResult
from association.meetings.choices import MeetingForm, MeetingState
from association.meetings.models import AgendaItem, Meeting
from association.meetings.operations import dossiers
from association.meetings.operations.agenda import add_subject
from association.meetings.operations.deciding import adopt, reject
from association.meetings.rules.preparing import Arrangement
from association.membership import operations, queries, registrations
from association.membership.choices import Basis, Outcome, State
from association.membership.rules import names
from association.organisations.choices import Standing
from home.accounts.choices import Role
from home.notices.models import Letter
from home.rulebook import DomainError, find_rule
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.decisions import VoteFactory
from tests.factories.expertise import candidates_application, expert_group, expertise_of
from tests.factories.leaving import filed_removal
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.membership import NOW, TODAY, presidium, sent_application

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def body(db):
    found = presidium()
    found.rules_code = "presidium"
    found.save()
    return found


@pytest.fixture
def meeting(body):
    return MeetingFactory(body=body, starts_at=timezone.now() + 7 * DAY)


@pytest.fixture
def application(applicant):
    return sent_application(applicant, signed=True)


def put(application, meeting, *, by, seen=None):
    seen = application.version if seen is None else seen
    return dossiers.put_on_agenda("admission", application, meeting, seen=seen, by=by, at=NOW)


def test_dossier_comes_before_the_presidium_in_one_act(application, meeting, secretary):
    operations.print_submission.call(queries.current_submission(application).pk)
    item = put(application, meeting, by=secretary)
    assert (item.meeting, item.matter, item.subject) == (meeting, "admission", application)
    assert item.draft_decision.startswith("Принять в члены Ассоциации: ")
    assert [file.title for file in item.files.order_by("pk")] == [
        application.title,
        "Акт о внедрении СМК или документы СМК: доверенность.pdf",
    ]
    version = application.version
    application.refresh_from_db()
    assert application.version == version + 1
    entry = ModelLogEntry.objects.filter(action="membership.put_on_agenda").get()
    assert entry.data == {"meeting": meeting.pk, "item": 1, "body": "Президиум Ассоциации"}


def test_conclusion_of_the_experts_goes_with_it_and_names_of_specialists_do_not(
    applicant, meeting, secretary
):
    candidate = sent_application(applicant, basis=Basis.CANDIDATE, signed=True)
    titles = [file.title for file in put(candidate, meeting, by=secretary).files.all()]
    assert titles
    assert not [title for title in titles if title.startswith("Удостоверения")]
    group, experts = expert_group(1)
    judged = candidates_application(UserFactory())
    expertise = expertise_of(judged, group, experts, by=secretary)
    conclusion = operations.conclude_expertise(expertise, Outcome.POSITIVE, by=experts[0], at=NOW)
    operations.print_conclusion.call(conclusion.pk)
    judged.refresh_from_db()
    titles = [file.title for file in put(judged, meeting, by=secretary).files.all()]
    assert "Экспертное заключение, положительное" in titles


@pytest.mark.parametrize("why", ["unsigned", "seen", "twice", "another body", "over"])
def test_what_cannot_come_there_is_refused_and_leaves_no_trace(
    applicant, application, meeting, secretary, why
):
    """T34, T35, T36."""
    seen, expected = application.version, 0
    match why:
        case "unsigned":
            application = sent_application(UserFactory())
            seen = application.version
        case "seen":
            seen -= 1
        case "twice":
            put(application, meeting, by=secretary)
            application.refresh_from_db()
            seen, expected = application.version, 1
        case "another body":
            meeting = MeetingFactory()
        case "over":
            Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.OPEN, opened_at=NOW)
    with pytest.raises(DomainError):
        put(application, meeting, by=secretary, seen=seen)
    assert AgendaItem.objects.count() == expected


def test_new_meeting_is_called_with_the_question_or_not_at_all(application, body, secretary):
    plan = Arrangement(
        form=MeetingForm.IN_PERSON, occasion="ordinary", starts_at=NOW + 7 * DAY, place="Зал"
    )
    stamp = {"by": secretary, "at": NOW}
    with pytest.raises(DomainError):
        dossiers.call_with("admission", application, body, plan, seen=0, **stamp)
    assert not Meeting.objects.exists()
    item = dossiers.call_with(
        "admission", application, body, plan, seen=application.version, **stamp
    )
    assert item.meeting == Meeting.objects.get()
    assert item.subject == application


# What the vote leads to


def lost_vote(application, **fields):
    meeting = MeetingFactory(body=presidium(), state=MeetingState.OPEN, starts_at=NOW)
    item = AgendaItemFactory(meeting=meeting, position=3, matter="admission", subject=application)
    question = {"question": "Принять в члены Ассоциации.", **fields}
    return VoteFactory(
        item=item,
        result=VoteResult.REJECTED,
        rule=meeting.rule_set.adoption("admission").as_data(),
        explanation="За — 1 из 3, нужно 2.",
        **question,
    )


@pytest.mark.usefixtures("body")
def test_lost_vote_refuses_by_the_clause_of_the_decision(application, applicant, secretary):
    effect = reject(lost_vote(application), by=secretary, at=NOW)
    application.refresh_from_db()
    assert application.state == State.REFUSED
    assert application.refusal_reason == (
        "Президиум Ассоциации, заседание 18.11.2026, вопрос 3: решение о приёме не принято. "
        "За — 1 из 3, нужно 2."
    )
    assert find_rule(application.refusal_rule).clause == "п.\xa04.9 Положения"
    assert application.organisation.standing == Standing.NONE
    assert effect.endswith("отклонено, заявителю отправлено письмо.")
    letter = Letter.objects.get(kind="membership.refused", person=applicant.person)
    assert "4.9" in letter.text


@pytest.mark.usefixtures("body")
@pytest.mark.parametrize("act", ["withdraw", "return"])
def test_lost_vote_leaves_alone_what_waits_no_more(application, applicant, secretary, act):
    """T35: it was taken back while they voted."""
    seen = {"seen": application.version, "at": NOW}
    if act == "withdraw":
        operations.withdraw_application(application, by=applicant, **seen)
    else:
        operations.return_application(application, "Нет плана.", by=secretary, **seen)
    application.refresh_from_db()
    state = application.state
    assert "решения уже не ждало" in reject(lost_vote(application), by=None, at=NOW)
    application.refresh_from_db()
    assert application.state == state


@pytest.mark.usefixtures("body")
@pytest.mark.parametrize("way", [adopt, reject])
def test_vote_on_a_refusal_does_neither(application, secretary, way):
    """«За» would admit whom the Presidium has just refused: the vote stays open and is annulled."""
    result = VoteResult.ADOPTED if way is adopt else VoteResult.REJECTED
    vote = lost_vote(application, question="Отказать в приёме.")
    vote.result = result
    vote.save()
    with pytest.raises(DomainError, match="поставлен отказ"), transaction.atomic():
        way(vote, by=secretary, at=NOW)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


@pytest.mark.usefixtures("body")
def test_lost_vote_without_a_dossier_leads_to_nothing(application):
    vote = lost_vote(application)
    vote.matter = "ordinary"
    assert reject(vote, by=None, at=NOW) == ""


# The pages of the office


def test_office_puts_it_on_a_planned_meeting(client, application, meeting, secretary):
    log_in(client, secretary)
    home = f"/admin/membership/membershipapplication/{application.pk}/"
    assert f"{home}agenda/" in client.get(home).text
    page = client.get(f"{home}agenda/")
    assert page.context["form"].initial["meeting"] == meeting.pk
    posted = {"seen": application.version, "meeting": meeting.pk}
    answer = client.post(f"{home}agenda/", posted)
    assert answer.url == f"{meeting.get_absolute_url()}agenda/"
    assert meeting.items.get().subject == application
    assert client.post(f"{home}agenda/", posted).status_code == 409
    page = client.get(home).text
    assert meeting.get_absolute_url() in page
    assert f"{home}agenda/" not in page


def test_office_calls_a_meeting_for_it(client, application, body, secretary):
    OfficeFactory(body=body, kind=OfficeKind.CHAIR)
    log_in(client, secretary)
    home = f"/admin/membership/membershipapplication/{application.pk}/"
    assert "agenda/new/" in client.get(f"{home}agenda/").text
    starts = timezone.localtime() + 10 * DAY
    answer = client.post(
        f"{home}agenda/new/",
        {
            "seen": application.version,
            "form": "in_person",
            "occasion": "ordinary",
            "starts_on": f"{starts:%d.%m.%Y}",
            "starts_time": "14:30",
            "place": "Зал",
        },
    )
    assert answer.url == f"{Meeting.objects.get().get_absolute_url()}agenda/"
    assert AgendaItem.objects.get().subject == application


def test_removal_comes_before_the_presidium_the_same_way(client, meeting, secretary):
    """R40: with its paper, by the same pages."""
    departure = filed_removal(UserFactory())
    log_in(client, secretary)
    home = f"/admin/membership/departures/{departure.pk}/"
    assert f"{home}agenda/" in client.get(home).text
    client.get(f"{home}agenda/new/")
    answer = client.post(f"{home}agenda/", {"seen": departure.version, "meeting": meeting.pk})
    assert answer.url == f"{meeting.get_absolute_url()}agenda/"
    assert (meeting.items.get().matter, meeting.items.get().subject) == ("removal", departure)


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_agenda_is_the_secretarys(client, application, meeting, role):
    log_in(client, UserFactory(role=role))
    home = f"/admin/membership/membershipapplication/{application.pk}/"
    for tail in ("agenda/", "agenda/new/", "assign-experts/"):
        answer = client.post(f"{home}{tail}", {"seen": 1, "meeting": meeting.pk})
        assert answer.status_code in (302, 403, 404), tail
    assert not AgendaItem.objects.exists()


def test_desk_is_quiet_while_it_waits_for_the_meeting(application, meeting, secretary):
    def titles():
        return [task.title for task in registrations.secretary_tasks(secretary, TODAY)]

    assert titles() == ["Внесите заявление в повестку Президиума"]
    add_subject(meeting, "admission", application.pk, by=secretary, at=NOW)
    assert titles() == []
    assert names.ON_AGENDA.cited
