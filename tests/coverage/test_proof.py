"""Which tests prove a rule; and that every rule that rests on a clause has a sentence and a test (R34)."""

from pathlib import Path

import pytest

from documents.coverage import proof
from home.rulebook import ASSOCIATION, all_rules

MODULE = """
RULE = rule("room.rule", title="Правило")
OTHER = rule("room.other", title="Другое")
"""
TESTS = """
from association import room
from association.room import OTHER as SECOND
from association.room.rules import RULE

TABLE = [(1, RULE), (2, None)]

def helper():
    return RULE

def test_constant():
    assert room.rules.RULE

def test_code():
    assert find("room.other")

def test_table(x):
    assert TABLE

@pytest.mark.parametrize("rule", [RULE])
def test_parameter(rule):
    assert rule

def test_rule_cites_its_clause():
    assert room.rules.RULE

def test_namesake():
    RULES = other.RULE
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in {
        "association/room/rules.py": MODULE,
        "tests/room/test_room.py": TESTS,
        "tests/room/helpers.py": "from association.room.rules import RULE",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_proofs_are_tests_that_use_the_rule(tree, settings):
    settings.BASE_DIR = tree
    assert proof.proofs_of("room.rule") == tuple(
        f"tests/room/test_room.py::{name}"
        for name in ("test_constant", "test_table", "test_parameter")
    )
    assert proof.proofs_of("room.other") == ("tests/room/test_room.py::test_code",)
    assert proof.proofs_of("room.unknown") == ()


def test_without_tests_nothing_is_claimed(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    assert proof.proofs_of("room.rule") is None


def of_the_association():
    return [
        rule
        for rule in all_rules()
        if not rule.code.startswith("test.")
        and not rule.code.endswith(".proba")
        and any(citation.source == ASSOCIATION for citation in rule.citations)
    ]


def test_every_rule_that_rests_on_a_clause_says_what_the_program_does():
    assert [rule.code for rule in of_the_association() if not rule.does] == []
    assert [rule.code for rule in of_the_association() if not rule.does.endswith(".")] == []


def test_every_rule_that_rests_on_a_clause_has_a_test():
    assert [rule.code for rule in of_the_association() if not proof.proofs_of(rule.code)] == []


@pytest.mark.parametrize(
    ("code", "clauses"),
    [
        # R numbers of the requirements in brackets.
        ("membership.free_of_charge", "1.6"),  # R8
        ("membership.basis_certified", "3.1 «а»"),  # R19
        ("membership.basis_implemented", "3.1 «б»"),  # R20
        ("membership.basis_implementing", "3.1 «в»"),  # R21
        ("membership.expert_conclusion", "3.1 «г»"),  # R22
        ("membership.basis_candidate", "3.2"),  # R24–R26
        ("membership.council_order", "3.2 «а»"),  # R24
        ("membership.responsible_persons", "3.2 «а»"),  # R24
        ("membership.development_plan", "3.2 «а»"),  # R24
        ("membership.expertise", "3.1 «г»"),  # R23
        ("membership.on_agenda", "3.13; 4.3"),  # R27
        ("membership.composition", "3.3"),  # R27
        ("membership.trained_specialists", "3.2 «б»"),  # R25
        ("membership.candidate_application", "3.2 «в»"),  # R26
        ("membership.admission_order", "3.3"),  # R27
        ("membership.decision_form", "1.5"),  # R7
        ("membership.addressee_organisational", "3.13 абз. 1"),  # R37
        ("membership.addressee_working", "3.13 абз. 2; А"),  # R38
        ("membership.certificate_to_members", "3.13 абз. 3; Б"),  # R39
        ("membership.application_form", "А"),  # R86
        ("membership.acquaintance", "А"),  # R87
        ("membership.recommendation", "А"),  # R88
        ("membership.one_basis", "3.1; 3.2"),  # R21, R89
        ("certificates.signatories", "Б"),  # R91
        ("certificates.registration", "Б"),  # R90
        ("certificates.validity", "3.15"),  # R92
        ("organisations.members_are_organisations", "1.2 абз. 8"),  # R3
        ("organisations.authorised_representative", "5.6"),  # R76
        ("organisations.standing_has_ground", "3.1; 3.2; 3.15"),  # R41, R42
        ("regulations.edition_adoption", "3.10"),  # R34
        ("coverage.linked", "3.10"),  # R34
        ("minutes.kept_by_secretary", "4.4"),  # R59
        ("minutes.open_to_members", "5.4"),  # R74
        ("minutes.confidentiality", "5.3"),  # R73
    ],
)
def test_rule_cites_the_clause_that_demands_it(code, clauses):
    rule = next(each for each in all_rules() if each.code == code)
    places = (citation.place.partition("\xa0")[2] for citation in rule.citations)
    assert "; ".join(places) == clauses
