"""A pair asks the chair for help: who reads it, who answers, and that the other side does not see it."""

import pytest
from django.urls import reverse

from association.bodies.choices import OfficeKind
from association.mentoring.models import HelpCall
from association.mentoring.operations.working_help import answer_help_call, call_for_help
from association.mentoring.registrations.work import help_tasks
from association.mentoring.rules import names
from home.accounts.choices import Role
from home.accounts.models import User
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import OfficeFactory
from tests.factories.mentoring import NOW, TODAY, acts_logged, presidium_body, room
from tests.factories.organisations import RepresentativeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def here():
    return room()


def holder(kind: OfficeKind = OfficeKind.CHAIR):
    user = UserFactory()
    OfficeFactory(body=presidium_body(), kind=kind, person=user.person)
    return user


def tasks(user) -> list[str]:
    return [task.about for task in help_tasks(User.objects.get(pk=user.pk), TODAY)]


def calls_page(client, here, user) -> str:
    log_in(client, User.objects.get(pk=user.pk))
    return client.get(reverse("mentoring:help_calls", args=[here.pair.pk])).text


def test_call_reaches_the_chair_and_the_answer_comes_back(here):
    chair = holder()
    call = call_for_help(here.pair, "Наставник не отвечает.", **here.candidate)
    assert tasks(chair) == [str(here.pair)]
    answer_help_call(call, "Поговорю с ними.", by=chair, at=NOW)
    assert tasks(chair) == []
    assert list(Letter.objects.order_by("pk").values_list("kind", "person")) == [
        ("mentoring.work_help_called", chair.person.pk),
        ("mentoring.work_help_answered", here.users["candidate"].person.pk),
    ]
    assert acts_logged(here.pair) == ["call_for_help", "answer_help_call"]
    with pytest.raises(DomainError):
        answer_help_call(call, "Ещё раз.", by=chair, at=NOW)


def test_one_call_of_a_side_at_a_time(here):
    holder()
    call_for_help(here.pair, "Не отвечает.", **here.candidate)
    with pytest.raises(DomainError):
        call_for_help(here.pair, "Всё ещё не отвечает.", **here.candidate)
    call_for_help(here.pair, "Кандидат не пускает.", **here.mentor)
    assert HelpCall.objects.count() == 2


def test_desk_of_the_chair_asks_as_much_for_many_calls(here, django_assert_num_queries):
    chair, others = holder(), [room() for _ in range(3)]
    for each in (here, *others):
        call_for_help(each.pair, "Не отвечает.", **each.candidate)
    user = User.objects.select_related("person").get(pk=chair.pk)
    with django_assert_num_queries(2):  # the places, which every desk reads, and the calls
        assert len(list(help_tasks(user, TODAY))) == 4


def test_call_is_not_read_by_the_side_of_which_it_speaks(client, here):
    chair, secretary = holder(), UserFactory(role=Role.SECRETARY)
    call_for_help(here.pair, "Наставник не отвечает.", **here.candidate)
    seen = {
        "candidate": calls_page(client, here, here.users["candidate"]),
        "mentor": calls_page(client, here, here.users["mentor"]),
        "chair": calls_page(client, here, chair),
        "secretary": calls_page(client, here, secretary),
    }
    assert {who: "не отвечает" in page for who, page in seen.items()} == {
        "candidate": True,
        "mentor": False,
        "chair": True,
        "secretary": False,
    }
    assert ("Ждёт ответа" in seen["secretary"], "Ждёт ответа" in seen["mentor"]) == (True, False)


def test_chair_of_the_other_side_is_passed_over(client, here):
    """Whoever speaks for one of the two judges nothing in it: the deputy reads the call."""
    chair = holder()
    RepresentativeFactory(organisation=here.pair.mentor, person=chair.person)
    with pytest.raises(DomainError) as refusal:
        call_for_help(here.pair, "Наставник не отвечает.", **here.candidate)
    assert refusal.value.rule == names.PAIR_HELP

    deputy = holder(OfficeKind.DEPUTY_CHAIR)
    call = call_for_help(here.pair, "Наставник не отвечает.", **here.candidate)
    assert Letter.objects.get().person == deputy.person
    assert (tasks(chair), tasks(deputy)) == ([], [str(here.pair)])
    page = calls_page(client, here, chair)
    assert "не отвечает" not in page
    assert "другой руководитель Президиума" in page
    answer = reverse("mentoring:answer_help_call", args=[here.pair.pk, call.pk])
    assert client.post(answer, {"answer": "Всё хорошо."}).status_code == 404


def test_call_goes_round_in_the_browser(client, here):
    chair = holder()
    log_in(client, here.users["mentor"])
    url = reverse("mentoring:call_for_help", args=[here.pair.pk])
    assert client.post(url, {"text": "  "}).status_code == 200
    assert client.post(url, {"text": "Не пускают."}).status_code == 302
    assert client.post(url, {"text": "Не пускают."}).status_code == 409

    log_in(client, chair)
    answer = reverse("mentoring:answer_help_call", args=[here.pair.pk, HelpCall.objects.get().pk])
    assert "Не пускают." in client.get(answer).text
    assert client.post(answer, {"answer": "Позвоню им."}, follow=True).status_code == 200
    assert "Позвоню им." in calls_page(client, here, here.users["mentor"])
