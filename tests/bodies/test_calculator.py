"""The calculator page: «что будет, если» for any member."""

import pytest
from django.urls import reverse

from association.bodies.models import RuleSet
from home.accounts.choices import Role
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

URL = reverse("bodies:calculator")
TIE = {
    "question": "working-group:ordinary",
    "roster": 10,
    "present": 10,
    "for_": 5,
    "against": 5,
    "abstained": 0,
}


@pytest.fixture
def page(client):
    """The page as a member without any role reads it."""
    client.force_login(UserFactory())

    def read(query=None, **headers):
        return client.get(URL, query, headers=headers)

    return read


def answer_of(response):
    answer = response.context["answer"]
    return answer and (str(answer.counted.vote.result), answer.rule_set.code, answer.matter.code)


def test_stranger_logs_in_first(client):
    response = client.get(URL)
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={URL}")


def test_empty_page_asks_and_shows_examples(page):
    response = page()
    assert response.context["form"].is_bound is False
    assert answer_of(response) is None
    assert [each.title for each in response.context["examples"]] == [
        "Президиум: ровно половина",
        "Президиум: не хватает кворума",
        "Заместитель: пять из десяти",
        "Вывод из состава: шесть из девяти",
        "Рабочая группа: поровну",
    ]


@pytest.mark.parametrize(
    ("number", "result"),
    list(enumerate(["adopted", "no-quorum", "rejected", "adopted", "adopted"])),
)
def test_every_example_gives_its_answer(page, client, number, result):
    example = page().context["examples"][number]
    response = client.get(f"{URL}?{example.query}")
    assert answer_of(response)[0] == result


def test_answer_is_told_with_its_clause_and_what_was_typed_stays(page):
    response = page({**TIE, "presiding": "against"})
    assert answer_of(response) == ("rejected", "working-group", "ordinary")
    text = response.content.decode()
    assert "решает голос председательствующего: он «против». Решение не принято." in text
    assert "п.\xa03.3 абз. 2 Положения" in text
    assert response.context["form"]["for_"].value() == "5"


def test_tie_asks_for_the_presiding_vote_next_to_its_field(page):
    response = page(TIE)
    assert answer_of(response) is None
    assert response.context["form"].errors == {
        "presiding": ["Голоса разделились поровну: скажите, как голосовал председательствующий."]
    }


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"present": 11}, {"present"}),
        ({"for_": 6}, {"for_"}),
        ({"against": -1}, {"against"}),
        ({"roster": ""}, {"roster"}),
        ({"roster": "9" * 400}, {"roster"}),
        ({"question": "presidium:whatever"}, {"question"}),
        ({"question": "ordinary"}, {"question"}),
        ({"presiding": "maybe"}, {"presiding"}),
    ],
)
def test_impossible_question_is_answered_next_to_its_field(page, change, errors):
    response = page(TIE | change)
    assert (response.status_code, set(response.context["form"].errors)) == (200, errors)
    assert answer_of(response) is None


def test_page_that_is_typed_into_takes_the_answer_alone(page):
    response = page({**TIE, "presiding": "for"}, **{"HX-Request": "true"})
    assert response.templates[0].name == "bodies/calculator_answer.html"
    assert answer_of(response) == ("adopted", "working-group", "ordinary")


def test_sets_that_are_not_in_force_are_not_offered(page):
    RuleSet.objects.exclude(code="presidium").update(state="draft")
    response = page({**TIE, "presiding": "for"})
    assert set(response.context["form"].errors) == {"question"}
    assert [each.question for each in response.context["examples"]] == [
        "presidium:ordinary",
        "presidium:ordinary",
        "presidium:deputy",
        "presidium:removal",
    ]


def test_page_asks_the_database_little(client, django_assert_max_num_queries):
    client.force_login(UserFactory(role=Role.SECRETARY))
    with django_assert_max_num_queries(15):
        client.get(URL, {**TIE, "presiding": "for"})
