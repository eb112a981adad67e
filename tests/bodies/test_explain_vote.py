"""`manage.py explain_vote`: the contract of its JSON, and how it refuses."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from association.bodies.choices import RuleSetState
from association.bodies.management.commands.explain_vote import Command
from association.bodies.models import RuleSet

pytestmark = pytest.mark.django_db

NUMBERS = ("roster", "present", "for", "against", "abstained")


def explain(rules, matter, *numbers, presiding=None, as_json=True):
    arguments = ["--rules", rules, "--matter", matter]
    for name, number in zip(NUMBERS, numbers, strict=True):
        arguments += [f"--{name}", str(number)]
    if presiding:
        arguments += ["--presiding", presiding]
    printed = StringIO()
    call_command("explain_vote", *arguments, *["--json"] * as_json, stdout=printed)
    return json.loads(printed.getvalue()) if as_json else printed.getvalue()


def test_answer_is_what_other_programs_rely_on():
    assert explain("presidium", "ordinary", 10, 10, 5, 5, 0, presiding="for") == {
        "quorum": {"needed": 5, "present": 10, "met": True, "clause": "4.7"},
        "vote": {
            "needed": 5,
            "got": 5,
            "denominator": "present",
            "tie": True,
            "result": "adopted",
            "clause": "4.9",
            "explanation": "За 5 из 10\xa0присутствующих, нужно не менее 5 (не менее половины присутствующих). "
            "Против 5, воздержались 0. Решение принято.",
        },
    }


@pytest.mark.parametrize(
    ("rules", "matter", "numbers", "presiding", "expected"),
    [
        ("presidium", "ordinary", (10, 10, 4, 6, 0), "for", (5, "present", "rejected", "4.9")),
        ("presidium", "ordinary", (10, 4, 4, 0, 0), "for", (2, "present", "no-quorum", "4.9")),
        ("presidium", "deputy", (10, 10, 5, 5, 0), "for", (6, "present", "rejected", "3.8")),
        ("presidium", "deputy", (10, 10, 6, 4, 0), "for", (6, "present", "adopted", "3.8")),
        ("presidium", "removal", (7, 7, 5, 2, 0), None, (5, "roster", "adopted", "3.14")),
        ("presidium", "removal", (9, 5, 5, 0, 0), None, (6, "roster", "rejected", "3.14")),
        ("presidium", "removal", (10, 10, 7, 3, 0), None, (7, "roster", "adopted", "3.14")),
        ("presidium", "chair_release", (9, 9, 5, 4, 0), None, (5, "present", "adopted", "4.9")),
        ("working-group", "ordinary", (10, 10, 5, 5, 0), "for", (6, "present", "adopted", "3.3")),
        (
            "working-group",
            "ordinary",
            (10, 10, 5, 5, 0),
            "against",
            (6, "present", "rejected", "3.3"),
        ),
        (
            "working-group",
            "ordinary",
            (10, 10, 5, 5, 0),
            "abstained",
            (6, "present", "undecided", "3.3"),
        ),
        (
            "working-group-school",
            "kpi",
            (10, 10, 5, 5, 0),
            "for",
            (6, "present", "adopted", None),
        ),
        (
            "general-meeting",
            "chair_election",
            (20, 10, 5, 5, 0),
            None,
            (6, "present", "rejected", None),
        ),
    ],
)
def test_every_shipped_set_answers_by_its_own_clauses(rules, matter, numbers, presiding, expected):
    vote = explain(rules, matter, *numbers, presiding=presiding)["vote"]
    assert (vote["needed"], vote["denominator"], vote["result"], vote["clause"]) == expected


@pytest.mark.parametrize(
    ("rules", "clause"),
    [
        ("presidium", "4.7"),
        ("working-group", "3.4"),
        ("working-group-school", None),
        ("general-meeting", None),
    ],
)
def test_quorum_cites_its_clause_or_nothing(rules, clause):
    quorum = explain(rules, "ordinary", 9, 4, 0, 0, 0)["quorum"]
    assert quorum == {"needed": 5, "present": 4, "met": False, "clause": clause}


def test_version_in_force_is_what_counts():
    presidium = RuleSet.objects.get(code="presidium")
    matters = list(presidium.matters.all())
    RuleSet.objects.update(state=RuleSetState.REPLACED)
    presidium.pk, presidium.version, presidium.quorum_numerator = None, 2, 2
    presidium.clauses = {"quorum": "4.12"}
    presidium.quorum_denominator, presidium.state = 3, RuleSetState.IN_FORCE
    presidium.save(force_insert=True)
    for matter in matters:
        matter.pk, matter.rule_set = None, presidium
        matter.save()
    assert explain("presidium", "ordinary", 9, 5, 5, 0, 0)["quorum"] == {
        "needed": 6,
        "present": 5,
        "met": False,
        "clause": "4.12",
    }


def test_without_json_it_speaks():
    assert explain("presidium", "ordinary", 10, 10, 5, 5, 0, as_json=False) == (
        "Президиум Ассоциации, версия\xa01. Обычные вопросы.\n"
        "Присутствуют 10 из 10, для кворума нужно не менее 5 (не менее половины списочного состава). "
        "Кворум есть. (п.\xa04.7 Положения)\n"
        "За 5 из 10\xa0присутствующих, нужно не менее 5 (не менее половины присутствующих). "
        "Против 5, воздержались 0. Решение принято. (п.\xa04.9 Положения)\n"
        "Решение принято ровно половиной присутствующих. Правилам органа этого достаточно, "
        "а статья 181.2 Гражданского кодекса требует большинства участвующих.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("presidium", "ordinary", 10, 11, 5, 5, 0), "Присутствующих (11) не может быть больше"),
        (("presidium", "ordinary", 10, 10, 5, 5, 1), "Голосов вместе (11) не может быть больше"),
        (("presidium", "ordinary", 10, 10, -5, 5, 1), "Голосов «за» не может быть меньше нуля."),
        (("presidium", "ordinary", 0, 0, 0, 0, 0), "В органе без членов голосовать некому."),
        (("presidium", "ordinary", 10, "много", 5, 5, 1), "«много» — не целое число людей."),
        (("presidium", "ordinary", 10, "5" * 10, 5, 5, 1), "«5555555555» — не целое число людей."),
        (("presidium", "ordinary", "٣", 3, 1, 1, 1), "«٣» — не целое число людей."),
        (("presidium", "whatever", 10, 10, 5, 5, 0), "«whatever» среди них нет."),
        (("whatever", "ordinary", 10, 10, 5, 5, 0), "«whatever» среди них нет."),
        (("working-group", "ordinary", 10, 10, 5, 5, 0), "скажите, как голосовал"),
    ],
)
def test_impossible_question_is_refused_with_a_sentence_and_the_code_2(arguments, words):
    with pytest.raises(CommandError) as caught:
        explain(*arguments)
    assert caught.value.returncode == 2
    assert words in str(caught.value)


def test_presiding_vote_of_no_known_kind_is_refused():
    with pytest.raises(CommandError, match=r"«maybe» — не голос. Бывают for, against, abstained"):
        explain("presidium", "ordinary", 10, 10, 5, 5, 0, presiding="maybe")


@pytest.mark.parametrize("missing", ["--rules", "--matter", "--present"])
def test_missing_argument_is_named(missing):
    given = {
        "--rules": "presidium",
        "--matter": "ordinary",
        **{f"--{name}": "1" for name in NUMBERS},
    }
    del given[missing]
    with pytest.raises(CommandError, match=f"Укажите {missing}") as caught:
        call_command("explain_vote", *[part for pair in given.items() for part in pair])
    assert caught.value.returncode == 2


def test_refusal_leaves_no_traceback_behind(monkeypatch, capsys):
    """As a program sees it: the code, and one sentence on the standard error. The numbers are judged before any row."""
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "explain_vote", "--roster", "x", "--json"])
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert said.err == "CommandError: Укажите --rules: код набора правил.\n"
