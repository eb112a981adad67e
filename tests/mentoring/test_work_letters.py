"""Daily letters to the two of a pair: what is new, that nothing is; and what the desk and the data of a person say."""

import datetime

import pytest
from django.utils.formats import date_format

from association.mentoring.choices import Contact
from association.mentoring.front import cards_for
from association.mentoring.models import MentoringSettings
from association.mentoring.operations import planning
from association.mentoring.operations.planning import StageDraft
from association.mentoring.operations.working import EntryDraft, add_entry
from association.mentoring.operations.working_files import share_file
from association.mentoring.operations.working_letters import tell_of_silence, tell_of_work
from association.mentoring.operations.working_talk import ask_question
from association.mentoring.personal import work_in_pairs
from association.mentoring.registrations.work import own_pair_cards, pair_tasks
from association.mentoring.rules import names
from home.accounts.models import User
from home.notices.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.mentoring import NOW, TODAY, pair, room, speaks_for
from tests.factories.uploads import checked

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.timedelta(days=1)


@pytest.fixture
def here():
    return room()


def letters(kind: str) -> list[tuple[int, str]]:
    found = Letter.objects.filter(kind=f"mentoring.work_{kind}").order_by("pk")
    return [(letter.person_id, letter.text) for letter in found]


def fresh(user) -> User:
    """What a user is, is kept for the life of the object."""
    return User.objects.get(pk=user.pk)


def test_work_of_a_day_is_told_to_the_other_side_in_one_letter(here):
    stage = planning.add_stage(here.pair, StageDraft("Карта", "", TODAY), **here.mentor)
    planning.confirm_stage(stage, seen=1, **here.mentor)
    draft = EntryDraft(Contact.CALL, TODAY, 30, "Тайные слова.", files=[checked("а.pdf")])
    add_entry(here.pair, draft, **here.mentor)
    share_file(here.pair, checked("б.pdf"), "", **here.mentor)

    assert (tell_of_work(NOW), tell_of_work(NOW + DAY), tell_of_work(NOW + DAY)) == (0, 1, 0)
    ((person_id, text),) = letters("digest")
    assert person_id == here.users["candidate"].person_id
    told = ("записей в журнале: 1", "документов: 1", "подтвердила этапов: 1")
    assert [words in text for words in (*told, "вопросов", "Тайные")] == [True] * 3 + [False] * 2


def test_letter_of_a_day_is_made_good_after_a_stop(here):
    add_entry(here.pair, EntryDraft(Contact.CALL, TODAY, 30, "Созвонились."), **here.candidate)
    assert tell_of_work(NOW + 3 * DAY) == 1
    assert tell_of_work(NOW + 4 * DAY) == 0
    assert letters("digest")[0][0] == here.users["mentor"].person_id


def test_silence_is_told_to_both_once(here):
    settings = MentoringSettings.load()
    settings.silence_days = 10
    settings.save()
    assert tell_of_silence(NOW + 9 * DAY) == 0
    assert (tell_of_silence(NOW + 10 * DAY), tell_of_silence(NOW + 11 * DAY)) == (2, 0)
    assert "10\xa0дней нет ни одной записи" in letters("silent")[0][1]

    later = here.mentor | {"at": NOW + 12 * DAY}
    draft = EntryDraft(Contact.CALL, TODAY + 12 * DAY, 5, "Нашлись.")
    add_entry(here.pair, draft, **later)
    assert (tell_of_silence(NOW + 21 * DAY), tell_of_silence(NOW + 22 * DAY)) == (0, 2)


def test_desk_says_what_waits_in_one_query(here, django_assert_num_queries):
    late = [
        planning.add_stage(here.pair, StageDraft(title, "", TODAY), **here.mentor)
        for title in ("Политика", "Карта", "Реестр")
    ]
    planning.confirm_stage(late[0], seen=1, **here.mentor)
    ask_question(here.pair, "С чего начать?", **here.mentor)
    user, tomorrow = fresh(here.users["candidate"]), TODAY + DAY
    with django_assert_num_queries(
        3
    ):  # the person, the places that the desk reads anyway, and what waits
        tasks = list(pair_tasks(user, tomorrow))
    name = here.pair.mentor.short_name
    assert [(task.title, task.about, task.due, task.rule) for task in tasks] == [
        ("Ответьте на вопрос", name, None, names.QUESTIONS),
        ("Подтвердите этап", f"«Политика» — {name}", TODAY, names.HELP_CONTENTS),
        ("Этап просрочен", f"2\xa0этапа — {name}", TODAY, names.HELP_CONTENTS),
    ]
    assert [task.title for task in pair_tasks(fresh(here.users["mentor"]), tomorrow)] == [
        "Этап просрочен"
    ]


def test_desk_of_others_asks_nothing_more(django_assert_num_queries):
    room()
    user = UserFactory()
    with django_assert_num_queries(1):  # the places, which every desk reads
        assert (list(pair_tasks(user, TODAY)), list(own_pair_cards(user, TODAY))) == ([], [])


def test_front_page_has_a_card_for_each_pair_at_work(here):
    second = pair(mentor_=here.pair.mentor)
    titles = [card.title for card in cards_for(fresh(here.users["mentor"]), TODAY)]
    assert {f"Пара: {here.pair}", f"Пара: {second}"} <= set(titles)
    stranger = speaks_for(pair().mentor)
    assert f"Пара: {here.pair}" not in [card.title for card in cards_for(stranger, TODAY)]


def test_person_is_told_what_they_did_and_nothing_of_what_was_said(here):
    add_entry(here.pair, EntryDraft(Contact.CALL, TODAY, 5, "Тайные слова."), **here.mentor)
    stage = planning.add_stage(here.pair, StageDraft("Карта", "", TODAY), **here.mentor)
    planning.confirm_stage(stage, seen=1, **here.mentor)
    rows = list(work_in_pairs(here.users["mentor"].person))
    assert rows == [
        {"Запись в журнале": date_format(TODAY), "Пара": str(here.pair)},
        {"Подтвердили этап": "Карта", "Пара": str(here.pair)},
    ]
    assert list(work_in_pairs(here.users["candidate"].person)) == []
