import pytest

from home.rulebook import Citation, DomainError, find_rule, law, rule


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("4.7", "п.\xa04.7 Положения"),
        ("3.1 а", "п.\xa03.1 «а» Положения"),
        ("3.13 абз. 2", "п.\xa03.13 абз. 2 Положения"),
        ("4.2 (второй)", "п.\xa04.2 (второй) Положения"),
        ("прил. А", "прил.\xa0А Положения"),
    ],
)
def test_citation_prints_as_the_regulation_does(text, printed):
    assert str(Citation.parse(text)) == printed


@pytest.mark.parametrize("text", ["", "пункт", "4.", "а 3.1"])
def test_citation_refuses_what_is_no_clause(text):
    with pytest.raises(ValueError, match="not a clause"):
        Citation.parse(text)


def test_law_prints_by_itself_and_has_no_link():
    assert (str(law("152-ФЗ, ст. 9")), law("152-ФЗ, ст. 9").url) == (
        "152-ФЗ, ст.\xa09",
        None,
    )


def test_rule_without_a_clause_is_marked():
    assert rule("test.loose", title="Проба").clause == "не из положения"


def test_rule_code_is_taken_once():
    made = rule("test.once", title="Проба", cites="4.7")
    assert rule("test.once", title="Проба", cites="4.7") == made == find_rule("test.once")
    with pytest.raises(ValueError, match=r"test\.once"):
        rule("test.once", title="Другая", cites="4.7")


def test_refusal_names_its_clause():
    error = DomainError("Нет кворума.", rule("test.quorum", title="Кворум", cites="4.7"))
    assert str(error) == "Нет кворума. (п.\xa04.7 Положения)"
