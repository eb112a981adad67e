"""Tasks and reminders: who, until when, by which clause; each letter once (R65, R221, T34)."""

import datetime

import pytest
from django.core.management import call_command

from association.minutes import operations
from association.minutes.operations.reminding import remind
from association.minutes.tasks import protocol_tasks
from home.accounts.choices import Role
from home.accounts.models import User
from home.notices.models import Letter
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 11, 25)


def desk(user, on=DUE) -> list[tuple]:
    user = User.objects.get(pk=user.pk)
    return [(task.title, task.due, task.rule.clause) for task in protocol_tasks(user, on)]


def letters() -> list[tuple[str, int]]:
    kinds = ("minutes.due_soon", "minutes.overdue", "minutes.agree_soon")
    found = Letter.objects.filter(kind__in=kinds).order_by("pk")
    return [(letter.kind.removeprefix("minutes."), letter.person_id) for letter in found]


def moment(day: int) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, 6, 0, tzinfo=datetime.UTC)


def test_desk_follows_the_protocol_of_the_presidium(presidium):
    clause = "п.\xa04.10 Положения"
    office = UserFactory(role=Role.SECRETARY)
    draw_up = ("Оформите протокол", DUE, clause)
    sign = ("Подпишите протокол", DUE, clause)
    see_to_it = ("Проследите, чтобы протокол подписали", DUE, clause)
    assert [desk(user) for user in (presidium.secretary, presidium.chair, office)] == [
        [draw_up],
        [],
        [draw_up],
    ]
    presidium.submit()
    assert [desk(user) for user in (presidium.secretary, presidium.chair, office)] == [
        [sign],
        [sign],
        [see_to_it],
    ]
    presidium.sign(presidium.secretary, "secretary")
    assert [desk(user) for user in (presidium.secretary, presidium.chair)] == [[see_to_it], [sign]]
    presidium.sign(presidium.chair, "presiding")
    assert [desk(user) for user in presidium.users] == [[]] * 5


def test_desk_follows_the_agreement_of_a_group(group):
    clause = "п.\xa03.5 Положения"
    group.submit()
    agree = ("Согласуйте протокол", datetime.date(2026, 11, 24), clause)
    bring = ("Доведите протокол до подписи", datetime.date(2026, 11, 27), clause)
    assert desk(group.members[0]) == [agree]
    assert desk(group.secretary) == [agree, bring]
    group.answer(group.members[0], "remarks", "Исправить.")
    assert desk(group.members[0]) == []
    assert desk(group.secretary)[1][0] == "Ответьте на замечания к протоколу"


def test_desk_of_a_stranger_asks_nothing(presidium, group, django_assert_num_queries):
    group.submit()
    stranger = UserFactory()
    list(protocol_tasks(stranger, DUE))
    with django_assert_num_queries(0):
        assert list(protocol_tasks(stranger, DUE)) == []


def test_desk_asks_as_much_for_many_protocols(presidium, at, django_assert_max_num_queries):
    """Three queries: the protocols, their signatures, their sheets."""
    list(protocol_tasks(presidium.secretary, DUE))
    with django_assert_max_num_queries(3):
        list(protocol_tasks(presidium.secretary, DUE))


def test_secretary_is_reminded_a_day_before_and_all_are_told_once_it_is_overdue(presidium):
    secretary, chair = presidium.secretary.person_id, presidium.chair.person_id
    assert [remind(moment(day)) for day in (23, 24, 24, 25)] == [0, 1, 0, 0]
    assert letters() == [("due_soon", secretary)]
    assert [remind(moment(day)) for day in (26, 27)] == [2, 0]
    assert sorted(letters()[1:]) == sorted([("overdue", secretary), ("overdue", chair)])
    letter = Letter.objects.filter(kind="minutes.overdue").first()
    assert letter.clause == "п.\xa04.10 Положения"


def test_silent_members_are_reminded_a_day_before_the_last(group):
    group.submit()
    group.answer(group.users[0])
    assert remind(moment(23)) == 4
    assert remind(moment(23)) == 0
    assert {kind for kind, _ in letters()} == {"agree_soon"}


def test_signed_protocol_reminds_of_nothing(presidium):
    presidium.signed()
    assert remind(moment(28)) == 0


def test_daily_command_takes_up_what_the_queue_has_lost(presidium):
    """T57: the worker died before the paper was made."""
    presidium.signed()
    assert presidium.fresh().paper is None
    call_command("remind", verbosity=0)
    protocol = presidium.fresh()
    assert (protocol.paper is not None, protocol.sent_at is not None) == (True, True)


def test_reopened_protocol_asks_nobody_to_sign(presidium, at):
    protocol = presidium.submit()
    operations.reopen_protocol(
        protocol, "Ошибка.", seen=protocol.version, by=presidium.secretary, at=at
    )
    assert desk(presidium.chair) == []
