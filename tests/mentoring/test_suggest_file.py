"""`manage.py suggest_pairs`: the form of the issue, and a sentence for whatever is not of that form (T26)."""

import json
import subprocess
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from association.mentoring.rules.suggesting import Weights
from association.mentoring.rules.suggesting.reading import MOST_PARTIES, read_field
from home.rulebook import DomainError

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
FILE = {
    "mentors": [
        {"id": "m1", "territory": "t1", "branch": "b1", "capacity": 2, "processes": ["p1", "p2"]},
        {"id": "m2", "territory": "t2", "branch": "b2", "capacity": 1, "processes": []},
    ],
    "candidates": [
        {"id": 11, "territory": "t1", "branch": "b2", "needs": ["p1"]},
        {"id": 12, "territory": "t3", "branch": "b1", "needs": []},
        {"id": 13, "territory": "t3", "branch": "b3", "needs": []},
    ],
    "territories": [
        {"id": "t1", "lat": 50.0, "lon": 80.0},
        {"id": "t2", "lat": 60.0, "lon": 80.0},
        {"id": "t3", "lat": 70.0, "lon": 80.0},
    ],
}


def changed(**parts) -> dict:
    """The file with other lists, or with other fields of the first entry of a list."""
    data = json.loads(json.dumps(FILE))
    for name, value in parts.items():
        if isinstance(value, dict) and name != "weights":
            data[name][0] |= value
        else:
            data[name] = value
    return data


def read(data):
    return read_field(json.dumps(data).encode())


def suggested(tmp_path, data, *options) -> str:
    file = tmp_path / "field.json"
    file.write_text(json.dumps(data))
    out = StringIO()
    call_command("suggest_pairs", "--from", str(file), *options, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_pairs_as_json(tmp_path):
    answer = json.loads(suggested(tmp_path, FILE, "--json"))

    assert answer == {
        "pairs": [
            {
                "mentor": "m1",
                "candidate": 11,
                "score": 70,
                "criterion": "territory",
                "why": "одна территория (t1) +40; научит 1 из\xa01\xa0нужного процесса +30",
            },
            {
                "mentor": "m1",
                "candidate": 12,
                "score": 30,
                "criterion": "branch",
                "why": "одна отрасль (b1) +30",
            },
        ],
        "total": 100,
        "unpaired": [13, "m2"],
        "unpaired_why": [
            {
                "side": "candidate",
                "id": 13,
                "why": "Не\xa0подходит ни\xa0один наставник из\xa02: нет ни близкой территории, ни общей отрасли —\xa02.",
            },
            {
                "side": "mentor",
                "id": "m2",
                "why": "Подходящих кандидатов —\xa01, у\xa0каждого уже есть наставник.",
            },
        ],
        "mentors": 2,
        "candidates": 3,
    }


def test_without_json_the_command_says_it_in_words(tmp_path):
    answer = suggested(tmp_path, changed(candidates=FILE["candidates"][:1]))

    assert answer.splitlines() == [
        "2\xa0наставника, 1\xa0кандидат: 1\xa0пара, баллов\xa070.",
        "m1 — 11: 70 (территориальное расположение). "
        "одна территория (t1) +40; научит 1 из\xa01\xa0нужного процесса +30",
        "Без пары: наставник m2. Подходящих кандидатов —\xa01, у\xa0каждого уже есть наставник.",
    ]


def run(*arguments) -> subprocess.CompletedProcess:
    command = [sys.executable, str(MANAGE), "suggest_pairs", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_file_that_will_not_do_is_a_sentence_and_exit_code_1(tmp_path):
    file = tmp_path / "field.json"
    file.write_text("{")

    ended = run("--from", str(file), "--json")

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == "Это не\xa0JSON: строка 1, знак 2.\n"


def test_a_file_is_answered_without_loading_the_applications(tmp_path):
    file = tmp_path / "field.json"
    file.write_text(json.dumps(changed(mentors=[], candidates=[])))
    code = f"""import sys, runpy
sys.argv = ["manage.py", "suggest_pairs", "--from={file}", "--json"]
runpy.run_path({str(MANAGE)!r}, run_name="__main__")
from django.apps import apps
assert not apps.ready"""

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert json.loads(ended.stdout)["pairs"] == []


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="Файл не открывается"):
        call_command("suggest_pairs", "--from", str(tmp_path / "none.json"))


def test_optional_keys_are_read():
    whole = read(
        changed(
            mentors={
                "name": "Лицей",
                "reach_km": 100,
                "remote": False,
                "visits": True,
                "languages": ["tt"],
                "branches": ["b9"],
            },
            territories={"neighbours": ["t2"], "name": "Край"},
            past=[["m1", 11]],
            weights={"same_branch": 7, "near_km": 500},
        )
    )

    mentor = whole.mentors["m1"]
    assert (str(mentor), mentor.reach_km, mentor.remote, mentor.visits) == (
        "Лицей",
        100,
        False,
        True,
    )
    assert (mentor.languages, mentor.branches) == ({"tt"}, {"b9"})
    assert (whole.name_of("t1"), whole.are_neighbours("t2", "t1")) == ("Край", True)
    assert whole.past == {("m1", 11)}
    assert whole.weights == Weights(same_branch=7, near_km=500)


def test_what_is_not_said_has_a_default():
    candidates = [{"id": 2, "territory": None, "branch": None}]
    whole = read({"mentors": [{"id": 1}], "candidates": candidates, "territories": []})

    assert (whole.mentors[1].capacity, whole.mentors[1].languages) == (1, {"ru"})
    assert whole.mentors[1].territory is None


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"\xff\xfe", "Файл не\xa0в\xa0кодировке UTF-8."),
        (b"", "Это не\xa0JSON: строка 1, знак 1."),
        (b"[" * 100_000, "В\xa0файле слишком много вложенных скобок."),
        (b"1" * 10_000, "В\xa0файле слишком длинное число."),
        (
            b"[]",
            "В\xa0файле должен быть объект JSON с\xa0ключами mentors, candidates, territories.",
        ),
        (b'{"weights": NaN}', "В\xa0файле стоит NaN: числа должны быть конечными."),
        (b'{"weights": -Infinity}', "В\xa0файле стоит -Infinity: числа должны быть конечными."),
        (b" " * 50_000_001, "Файл больше 50\xa0МБ."),
    ],
)
def test_bytes_that_are_no_field_are_refused(source, sentence):
    with pytest.raises(DomainError) as refusal:
        read_field(source)

    assert refusal.value.message == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"mentors": [], "candidates": []}, "В\xa0файле нет списка territories."),
        (changed(mentors=5), "mentors: нужен список."),
        (changed(mentors=[5]), "mentors, 1-й по\xa0счёту: нужен объект."),
        (changed(mentors=[{}]), "mentors, 1-й по\xa0счёту: нет id."),
        (
            changed(mentors={"id": ""}),
            "mentors, 1-й по\xa0счёту, id: нужна непустая строка или число.",
        ),
        (
            changed(mentors={"id": True}),
            "mentors, 1-й по\xa0счёту, id: нужна непустая строка или число.",
        ),
        (
            changed(mentors={"id": "\ud800"}),
            "mentors, 1-й по\xa0счёту, id: нужна непустая строка или число.",
        ),
        (changed(mentors={"id": "m2"}), "Наставник «m2»: такой id уже был."),
        (changed(candidates={"id": 12.0}), "Кандидат «12»: такой id уже был."),
        (changed(territories={"id": "t2"}), "Территория «t2»: такой id уже был."),
        (
            changed(mentors={"territory": "t9"}),
            "Наставник «m1»: территории «t9» нет в\xa0territories.",
        ),
        (
            changed(candidates={"territory": 1}),
            "Кандидат «11»: территории «1» нет в\xa0territories.",
        ),
        (
            changed(territories={"neighbours": ["t9"]}),
            "Территория «t1», neighbours: территории «t9» нет в\xa0territories.",
        ),
        (
            changed(mentors={"capacity": -1}),
            "Наставник «m1», capacity: нужно целое число от\xa00 до\xa01000.",
        ),
        (
            changed(mentors={"capacity": 1.5}),
            "Наставник «m1», capacity: нужно целое число от\xa00 до\xa01000.",
        ),
        (
            changed(mentors={"capacity": True}),
            "Наставник «m1», capacity: нужно целое число от\xa00 до\xa01000.",
        ),
        (
            changed(mentors={"reach_km": -1}),
            "Наставник «m1», reach_km: нужно целое число от\xa00 до\xa040000.",
        ),
        (changed(mentors={"remote": 1}), "Наставник «m1», remote: нужно true или false."),
        (changed(mentors={"name": 1}), "Наставник «m1», name: нужна строка."),
        (changed(mentors={"processes": "p1"}), "Наставник «m1», processes: нужен список."),
        (
            changed(candidates={"needs": [[]]}),
            "Кандидат «11», needs: нужна непустая строка или число.",
        ),
        (
            changed(territories={"lat": 90.1}),
            "Территория «t1», lat: нужны градусы от\xa0−90 до\xa090.",
        ),
        (
            changed(territories={"lon": "80"}),
            "Территория «t1», lon: нужны градусы от\xa0−180 до\xa0180.",
        ),
        (
            changed(territories={"lon": None}),
            "Территория «t1»: нужны и\xa0lat, и\xa0lon или ни\xa0одного.",
        ),
        (
            changed(past=[["m1"]]),
            "past: нужны списки из\xa0двух id\xa0— наставника и\xa0кандидата.",
        ),
        (changed(past=[["m1", None]]), "past: нужна непустая строка или число."),
        (changed(weights=[]), "weights: нужен объект."),
        (
            changed(weights={"same_branch": -1}),
            "weights, same_branch: нужно целое число от\xa00 до\xa01000.",
        ),
        (
            changed(weights={"near_km": 0}),
            "weights, near_km: нужно целое число от\xa01 до\xa010000.",
        ),
        (
            changed(mentors=[{"id": number} for number in range(MOST_PARTIES + 1)]),
            "Больше 3000 организаций с\xa0одной стороны подобрать нельзя.",
        ),
    ],
)
def test_what_stands_wrong_in_a_field_is_named(data, sentence):
    with pytest.raises(DomainError) as refusal:
        read(data)

    assert refusal.value.message == sentence


def test_an_unknown_weight_is_named_with_those_that_are_known():
    with pytest.raises(DomainError, match="неизвестное имя «same»; известны same_territory, "):
        read(changed(weights={"same": 1}))


def test_a_number_beyond_every_float_is_refused():
    with pytest.raises(DomainError, match="lat: нужны градусы"):
        read_field(b'{"territories": [{"id": 1, "lat": 1e999, "lon": 0}]}')


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
LISTS = ["mentors", "candidates", "territories"]
KEYS = [
    *("id", "name", "territory", "branch", "remote", "languages", "capacity", "reach_km"),
    *("processes", "needs", "lat", "lon", "neighbours"),
]


@given(st.dictionaries(st.sampled_from(KEYS), anything, max_size=4), st.sampled_from(LISTS))
@example({"lat": 10**400, "lon": 1}, "territories")
@settings(deadline=None, max_examples=60)
def test_whatever_stands_in_an_entry_is_read_or_refused(entry, name):
    with suppress(DomainError):
        read(changed(**{name: [{"id": 1} | entry]}))
