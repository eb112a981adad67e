"""`manage.py remind`: one line of cron for the terms of every room."""

import pytest
from django.core.management import CommandError, call_command

from home.notices import registry


@pytest.fixture
def reminders(monkeypatch):
    monkeypatch.setattr(registry, "_reminders", {})
    return registry.register_reminder


def test_remind_asks_every_room_and_says_how_many_letters(reminders, capsys):
    reminders("сроки протоколов", lambda at: 2)
    reminders("сроки полномочий", lambda at: 0)
    call_command("remind")
    assert capsys.readouterr().out == "сроки полномочий: 0\nсроки протоколов: 2\n"


def test_failing_reminder_takes_down_only_itself(reminders, capsys):
    def fail(at):
        raise ZeroDivisionError

    reminders("а", fail)
    reminders("б", lambda at: 1)
    with pytest.raises(CommandError, match="Не напомнили: а"):
        call_command("remind")
    assert capsys.readouterr().out == "б: 1\n"
