"""Questions and answers of a pair: for whom each waits, who closes it, and what the desk says of it."""

import datetime

import pytest
from django.urls import reverse

from association.mentoring.models import Message
from association.mentoring.operations.working_talk import (
    answer_question,
    ask_question,
    settle_question,
)
from association.mentoring.queries.work import questions_of
from association.mentoring.registrations.work import pair_tasks
from association.mentoring.rules import names
from home.accounts.models import User
from home.notices.models import Letter
from home.rulebook import DomainError
from tests.factories.accounts import log_in
from tests.factories.mentoring import NOW, TODAY, acts_logged, room
from tests.factories.uploads import checked, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def here():
    return room()


def tasks(user) -> list[str]:
    """Of the user as the next request reads it: what a user is, is kept for the life of the object."""
    return [task.title for task in pair_tasks(User.objects.get(pk=user.pk), TODAY)]


def waits(here) -> bool:
    return questions_of(here.pair).get().waits


def test_question_waits_until_the_other_side_answers(here):
    question = ask_question(here.pair, "С чего начать?", **here.candidate)
    assert waits(here) is True
    assert (tasks(here.users["mentor"]), tasks(here.users["candidate"])) == (
        ["Ответьте на вопрос"],
        [],
    )

    answer_question(question, "С политики.", [checked()], **here.mentor)
    assert waits(here) is False
    assert (tasks(here.users["mentor"]), tasks(here.users["candidate"])) == ([], [])

    answer_question(question, "А кто её подпишет?", **here.candidate)
    assert waits(here) is True
    assert tasks(here.users["mentor"]) == ["Ответьте на вопрос"]
    assert acts_logged(here.pair) == ["ask_question", "answer_question", "answer_question"]


def test_own_addition_leaves_the_question_waiting(here):
    question = ask_question(here.pair, "С чего начать?", **here.mentor)
    answer_question(question, "И когда?", **here.mentor)
    assert waits(here) is True


def test_whoever_asked_closes_the_question(here):
    question = ask_question(here.pair, "С чего начать?", **here.candidate)
    with pytest.raises(DomainError) as refusal:
        settle_question(question, **here.mentor)
    assert refusal.value.rule == names.QUESTIONS

    settle_question(question, **here.candidate)
    assert (waits(here), tasks(here.users["mentor"])) == (False, [])
    for late in (
        lambda: settle_question(question, **here.candidate),
        lambda: answer_question(question, "Поздно.", **here.mentor),
    ):
        with pytest.raises(DomainError):
            late()


def test_message_sent_twice_is_kept_once(here):
    first, second = (ask_question(here.pair, "С чего начать?", **here.mentor) for _ in range(2))
    for _ in range(2):
        answer_question(first, "Да.", **here.candidate)
    answer_question(first, "Точно?", **here.mentor)
    answer_question(first, "Да.", **here.candidate)
    assert first == second
    assert list(first.answers.values_list("text", flat=True)) == ["Да.", "Точно?", "Да."]


def test_same_words_with_another_file_are_another_message(here):
    """T34: no file is lost because it came with the words of the one before."""
    first, second = (checked(content=pdf(each)) for each in ("first", "second"))
    question = ask_question(here.pair, "Во вложении.", [first], **here.mentor)
    for each in (first, second, second):
        answer_question(question, "Во вложении.", [each], **here.candidate)
    assert (question.answers.count(), here.pair.files.count()) == (2, 3)


def test_first_message_of_a_day_is_told_at_once_and_without_its_words(here):
    """T56: letters of a kind to one side come once a day."""
    for number in range(3):
        ask_question(here.pair, f"Тайный вопрос {number}", **here.candidate)
    letter = Letter.objects.get(kind="mentoring.work_question")
    assert letter.person == here.users["mentor"].person
    assert "Тайный" not in letter.subject + letter.text
    tomorrow = here.candidate | {"at": NOW + datetime.timedelta(days=1)}
    ask_question(here.pair, "Ещё вопрос", **tomorrow)
    assert Letter.objects.filter(kind="mentoring.work_question").count() == 2


def test_thread_is_led_in_the_browser(client, here):
    log_in(client, here.users["candidate"])
    ask = reverse("mentoring:ask_question", args=[here.pair.pk])
    assert client.post(ask, {"text": ""}).status_code == 200
    assert client.post(ask, {"text": "С чего <b>начать</b>?"}).status_code == 302
    question = Message.objects.get()
    url = reverse("mentoring:question", args=[here.pair.pk, question.pk])

    log_in(client, here.users["mentor"])
    listed = client.get(reverse("mentoring:questions", args=[here.pair.pk])).text
    assert ("Ждёт вашего ответа" in listed, "<b>начать" in listed) == (True, False)
    assert client.post(url, {"text": ""}).status_code == 200
    assert client.post(url, {"text": "С политики."}).status_code == 302
    page = client.get(url).text
    assert ("С политики." in page, "Закрыть вопрос" in page) == (True, False)

    log_in(client, here.users["candidate"])
    settled = client.post(
        reverse("mentoring:settle_question", args=[here.pair.pk, question.pk]), follow=True
    )
    assert ("ответа больше не\xa0ждут" in settled.text, "Дополнить" in settled.text) == (
        True,
        False,
    )


def test_answer_has_no_page_of_its_own(client, here):
    question = ask_question(here.pair, "С чего начать?", **here.candidate)
    answer = answer_question(question, "С политики.", **here.mentor)
    log_in(client, here.users["mentor"])
    assert (
        client.get(reverse("mentoring:question", args=[here.pair.pk, answer.pk])).status_code == 404
    )
