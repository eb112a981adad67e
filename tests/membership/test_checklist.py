"""R19–R26, R86–R89: what is asked follows from the ground chosen."""

from dataclasses import replace
from datetime import date

import pytest

from association.membership.choices import Basis, Step
from association.membership.rules import checklist, names
from association.membership.rules.checklist import Answers, Gap, QmsCertificate

TODAY = date(2026, 11, 18)
CERTIFICATE = QmsCertificate("СМК-1", date(2025, 3, 1), "Орган по сертификации", date(2028, 3, 1))
NO_CERTIFICATE = QmsCertificate("", None, "", None)


def answers(basis, *, attached=None, **changes) -> Answers:
    """A complete set of answers, then spoilt by `changes`."""
    if attached is None:
        required = checklist.required_evidence(basis, by_head=True, specialists_minimum=1)
        attached = {requirement.code: requirement.minimum for requirement in required}
    is_member = basis != Basis.CANDIDATE
    complete = Answers(
        basis=basis,
        by_head=True,
        attached=attached,
        certificate=CERTIFICATE if basis == Basis.CERTIFIED else NO_CERTIFICATE,
        recommended_name="Анна Тестова" if is_member else "",
        recommended_position="директор" if is_member else "",
        acquainted_with_edition_in_force=True,
    )
    return replace(complete, **changes)


def gaps(given: Answers, *, specialists_minimum=1) -> tuple[Gap, ...]:
    return checklist.gaps(given, specialists_minimum=specialists_minimum, on=TODAY)


@pytest.mark.parametrize(
    ("basis", "by_head", "codes"),
    [
        (None, True, []),
        (Basis.CERTIFIED, True, ["qms_certificate"]),
        (Basis.IMPLEMENTED, True, ["implementation_papers"]),
        (Basis.IMPLEMENTING, True, ["implementation_plan", "qms_papers"]),
        (
            Basis.CANDIDATE,
            True,
            ["council_order", "responsible_persons", "development_plan", "specialists"],
        ),
        (Basis.CERTIFIED, False, ["qms_certificate", "authority"]),
        (
            Basis.CANDIDATE,
            False,
            [
                "council_order",
                "responsible_persons",
                "development_plan",
                "specialists",
                "authority",
            ],
        ),
    ],
)
def test_evidence_follows_from_the_ground(basis, by_head, codes):
    required = checklist.required_evidence(basis, by_head=by_head, specialists_minimum=1)
    assert [requirement.code for requirement in required] == codes


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("qms_certificate", names.BASIS_CERTIFIED),
        ("implementation_papers", names.BASIS_IMPLEMENTED),
        ("implementation_plan", names.BASIS_IMPLEMENTING),
        ("qms_papers", names.BASIS_IMPLEMENTING),
        ("council_order", names.COUNCIL_ORDER),
        ("responsible_persons", names.RESPONSIBLE_PERSONS),
        ("development_plan", names.DEVELOPMENT_PLAN),
        ("specialists", names.TRAINED_SPECIALISTS),
        ("authority", names.AUTHORITY),
    ],
)
def test_every_paper_is_asked_for_by_its_rule(code, rule):
    required = {
        requirement.code: requirement.rule
        for basis in Basis
        for requirement in checklist.required_evidence(basis, by_head=False, specialists_minimum=1)
    }
    assert required[code] == rule


@pytest.mark.parametrize("basis", list(Basis))
def test_complete_answers_have_no_gaps(basis):
    assert gaps(answers(basis)) == ()


def test_without_a_ground_only_the_ground_is_asked():
    given = replace(answers(Basis.CERTIFIED), basis=None)
    assert gaps(given) == (Gap(Step.BASIS, "Выберите основание.", names.ONE_BASIS),)


@pytest.mark.parametrize(
    ("basis", "missing"),
    [
        (basis, requirement.code)
        for basis in Basis
        for requirement in checklist.required_evidence(basis, by_head=True, specialists_minimum=1)
    ],
)
def test_each_missing_paper_is_a_gap_with_its_clause(basis, missing):
    attached = dict(answers(basis).attached) | {missing: 0}
    (gap,) = gaps(answers(basis, attached=attached))
    required = checklist.required_evidence(basis, by_head=True, specialists_minimum=1)
    rule = next(each.rule for each in required if each.code == missing)
    assert (gap.step, gap.code, gap.rule) == (Step.EVIDENCE, missing, rule)


@pytest.mark.parametrize(
    ("minimum", "attached", "is_met"), [(1, 1, True), (3, 2, False), (3, 3, True)]
)
def test_number_of_trained_specialists_is_a_setting(minimum, attached, is_met):
    """R25: the regulation names no number."""
    papers = {
        "council_order": 1,
        "responsible_persons": 1,
        "development_plan": 1,
        "specialists": attached,
    }
    found = gaps(answers(Basis.CANDIDATE, attached=papers), specialists_minimum=minimum)
    assert (found == ()) is is_met
    if not is_met:
        assert found[0].text == (
            "Приложите: удостоверения обученных специалистов (приложено 2 из 3)."
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"issuer": ""}, "number"),
        ({"issued_on": None}, "number"),
        ({"valid_until": None}, "number"),
        ({"issued_on": date(2026, 11, 19)}, "issued_on"),
        ({"valid_until": date(2025, 2, 28)}, "valid_until"),
        ({"valid_until": date(2026, 11, 17)}, "valid_until"),
    ],
)
def test_certificate_that_is_no_evidence_is_a_gap(changes, field):
    """R19: number, date, issuer, term; one that has run out certifies nothing."""
    certificate = replace(CERTIFICATE, **changes)
    assert checklist.certificate_fault(certificate, TODAY).field == field
    (gap,) = gaps(answers(Basis.CERTIFIED, certificate=certificate))
    assert (gap.step, gap.rule) == (Step.EVIDENCE, names.BASIS_CERTIFIED)


def test_certificate_stands_on_its_last_day():
    assert checklist.certificate_fault(replace(CERTIFICATE, valid_until=TODAY), TODAY) is None


def test_certificate_data_are_asked_of_no_other_ground():
    assert gaps(answers(Basis.IMPLEMENTED, certificate=NO_CERTIFICATE)) == ()


@pytest.mark.parametrize("basis", list(Basis))
def test_only_those_who_enter_as_members_recommend(basis):
    """R88."""
    found = gaps(answers(basis, recommended_name=""))
    expected = [names.RECOMMENDATION] if basis != Basis.CANDIDATE else []
    assert [gap.rule for gap in found] == expected
    assert (Step.RECOMMENDATION in checklist.steps_of(basis)) is bool(expected)


def test_acquaintance_is_obligatory():
    """R87."""
    (gap,) = gaps(answers(Basis.IMPLEMENTED, acquainted_with_edition_in_force=False))
    assert (gap.step, gap.rule.clause) == (Step.ACQUAINTANCE, "прил.\xa0А Положения")


def test_submitter_who_is_not_the_head_shows_an_authority():
    (gap,) = gaps(answers(Basis.IMPLEMENTED, by_head=False))
    assert (gap.code, gap.rule.clause) == ("authority", "не из положения")
