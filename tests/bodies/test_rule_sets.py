"""The sets that come with the program, and how a set gives its rules (R223, C5–C10, C36)."""

import json
from fractions import Fraction

import pytest

from association.bodies import shipped
from association.bodies.choices import Comparison, Denominator, TieRule
from association.bodies.models import RuleSet
from association.bodies.rules import names
from association.bodies.rules.shipped import SETS
from association.bodies.rules.values import SECTIONS, VALUES, read_clauses
from association.bodies.rules.voting import Adoption, QuorumRule
from home.rulebook.registry import NOT_FROM_REGULATION

pytestmark = pytest.mark.django_db


def in_force(code: str) -> RuleSet:
    return RuleSet.objects.get(code=code, state="in_force")


def test_installation_has_the_shipped_sets_in_force():
    standing = RuleSet.objects.values_list("code", "version", "state", "created_by")
    assert sorted(standing) == [
        (code, 1, "in_force", None)
        for code in ("general-meeting", "presidium", "working-group", "working-group-school")
    ]


def test_loading_again_changes_nothing(now, django_assert_num_queries):
    RuleSet.objects.filter(code="presidium").update(title="Свои правила")
    with django_assert_num_queries(3):
        assert shipped.load(at=now) == []
    assert in_force("presidium").title == "Свои правила"


@pytest.mark.parametrize("each", SETS, ids=lambda each: each.code)
def test_every_value_of_a_shipped_set_has_readable_clauses_or_is_not_from_the_regulation(each):
    assert set(each.values) == set(VALUES)
    rule_set = in_force(each.code)
    for name, value in each.values.items():
        rule = rule_set.rule_for(name)
        assert rule.citations == read_clauses(value.clauses, each.source)
        assert rule.clause == NOT_FROM_REGULATION or value.clauses
        assert rule_set.note_for(name) == value.note


def test_quorum_and_majorities_of_the_presidium_rest_on_their_clauses():
    presidium = in_force("presidium")
    assert presidium.quorum_rule == QuorumRule(Fraction(1, 2), True, names.PRESIDIUM_QUORUM)
    ordinary = presidium.adoption("ordinary")
    assert ordinary == Adoption(
        matter="ordinary",
        title="Обычные вопросы",
        comparison=Comparison.AT_LEAST,
        share=Fraction(1, 2),
        counted_of=Denominator.PRESENT,
        tie_rule=TieRule.NONE,
        rule=names.PRESIDIUM_ADOPTION,
        tie_rule_cited=None,
        exact_half_note=True,
    )
    assert presidium.adoption("deputy").rule == names.PRESIDIUM_DEPUTY
    assert presidium.adoption("removal").rule == names.PRESIDIUM_REMOVAL
    assert presidium.adoption("no such matter") == ordinary


def test_frozen_adoption_comes_back_as_it_was():
    for each in SETS:
        rule_set = in_force(each.code)
        for matter in each.matters:
            adoption = rule_set.adoption(matter.code)
            assert Adoption.from_data(json.loads(json.dumps(adoption.as_data()))) == adoption


@pytest.mark.parametrize(
    ("code", "name", "value", "rule"),
    [
        ("presidium", "period", "quarter", names.PRESIDIUM_PERIOD),  # R53
        ("presidium", "minutes_days", 5, names.PRESIDIUM_MINUTES_TERM),  # R65
        ("presidium", "signatories", "chair_and_secretary", names.PRESIDIUM_SIGNATORIES),  # R66
        ("presidium", "retention_years", 3, names.PRESIDIUM_RETENTION),  # R67
        ("working-group", "remote_counts", True, names.GROUP_REMOTE),  # R123
        ("working-group", "absentee_allowed", True, names.GROUP_ABSENTEE),  # R120
        ("working-group", "opinion_days", 1, names.GROUP_OPINIONS),  # R117
        ("working-group", "minutes_days", 5, names.GROUP_MINUTES_TERM),  # R124
        ("working-group", "agreement_sheet", True, names.GROUP_AGREEMENT),  # R125
        ("working-group", "signatories", "presiding", names.GROUP_SIGNATORIES),  # R124
    ],
)
def test_value_of_a_shipped_set_is_that_of_its_registered_rule(code, name, value, rule):
    rule_set = in_force(code)
    assert (getattr(rule_set, name), rule_set.rule_for(name)) == (value, rule)


def test_value_that_cites_another_clause_has_a_rule_of_its_own():
    """Its code is linked nowhere, so it never borrows the links of the shipped clause."""
    presidium = in_force("presidium")
    presidium.clauses = {"quorum": "4.12", "minutes_days": "4.10"}
    quorum = presidium.rule_for("quorum")
    assert (quorum.code, quorum.clause) == ("bodies.presidium.quorum@4.12", "п.\xa04.12 Положения")
    assert presidium.rule_for("minutes_days") is names.PRESIDIUM_MINUTES_TERM
    assert presidium.rule_for("signatories").clause == NOT_FROM_REGULATION


def test_matters_of_one_clause_share_its_rule():
    """So that all follow the editions together."""
    presidium = in_force("presidium")
    assert presidium.adoption("pairs").rule is names.PRESIDIUM_ADOPTION
    assert presidium.adoption("chair_release").rule is names.PRESIDIUM_ADOPTION
    group = in_force("working-group")
    assert group.adoption("secretary").tie_rule_cited is names.GROUP_TIE


def test_every_value_stands_on_one_page_once():
    on_pages = [name for _, section in SECTIONS for name in section]
    assert sorted(on_pages) == sorted(VALUES)
