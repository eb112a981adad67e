"""`manage.py deadline` (R222, T52, T53)."""

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def run(capsys, *args: str) -> str:
    call_command("deadline", *args)
    return capsys.readouterr().out


def test_deadline_prints_json(capsys):
    answer = json.loads(
        run(capsys, "--from", "2026-12-30", "--days", "5", "--kind", "working", "--json")
    )
    assert answer["deadline"] == "2027-01-15"
    assert answer["steps"][1] == "31\xa0декабря 2026\xa0г. — выходной (перенесено с 04.01.2026)"


def test_deadline_prints_sentences(capsys):
    printed = run(capsys, "--from", "2026-11-20", "--days", "1", "--kind", "working")
    assert (
        printed.splitlines()[-1] == "23\xa0ноября 2026\xa0г. (понедельник) — последний день срока"
    )


@pytest.mark.parametrize(
    ("start", "days", "kind", "sentence"),
    [
        ("2026-02-30", "5", "working", "«2026-02-30» — не дата."),
        ("0000-01-01", "5", "working", "«0000-01-01» — не дата."),
        ("10000-01-01", "5", "working", "«10000-01-01» — не дата."),
        ("30.12.2026", "5", "working", "«30.12.2026» — не дата."),
        ("20261230", "5", "working", "«20261230» — не дата."),
        ("2026-12-30", "пять", "working", "«пять» — не число дней."),
        ("2026-12-30", "99999999999", "working", "«99999999999» — не число дней."),
        ("2026-12-30", "0", "working", "Срок должен быть от\xa01 до\xa03660 дней."),
        ("2026-12-30", "5", "лунный", "«лунный» — не способ счёта."),
        ("9999-12-31", "1", "calendar", "Срок выходит за пределы календаря."),
        ("2027-12-31", "5", "calendar", "календарь на\xa02028\xa0год не подтверждён"),
    ],
)
def test_deadline_refuses_bad_input_in_words(start, days, kind, sentence):
    with pytest.raises(CommandError) as refusal:
        call_command("deadline", "--from", start, "--days", days, "--kind", kind)
    assert sentence in str(refusal.value)
    assert refusal.value.returncode == 2
