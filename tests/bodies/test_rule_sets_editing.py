"""The administrator's editor: a new version, its preview, its day; nobody changes what was in force (R223)."""

import re

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from association.bodies.models import RuleSet
from association.bodies.operations import rule_sets as operations
from association.bodies.queries import rule_sets as queries
from association.bodies.rules.names import RULE_SETS
from association.bodies.rules.soundness import (
    fault_of_clauses,
    fault_of_majority,
    fault_of_matters,
    fault_of_share,
)
from home.accounts.choices import Role
from home.rulebook import DomainError
from tests.factories.accounts import UserFactory, log_in
from tests.factories.bodies import CollegialBodyFactory
from tests.factories.regulations import EditionFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(role=Role.ADMINISTRATOR)


@pytest.fixture
def presidium():
    return RuleSet.objects.get(code="presidium")


@pytest.fixture
def draft(presidium, administrator, now):
    return operations.draft_next_version(presidium, by=administrator, at=now)


def log_of(rule_set):
    entries = ModelLogEntry.objects.for_instance(rule_set).order_by("timestamp", "pk")
    return [(each.action, each.user) for each in entries]


def address(act: str, rule_set=None) -> str:
    return reverse(f"rule_sets_admin:{act}", args=[rule_set.pk] if rule_set else [])


def typed(response) -> dict:
    """What the page would send back unchanged."""
    form, matters = response.context["form"], response.context["matters"]
    fields = [*form, *matters.management_form, *(field for row in matters for field in row)]
    values = {field.html_name: field.value() for field in fields}
    # A box without a tick sends nothing.
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }


# --- Operations


def test_new_version_is_a_copy_that_nobody_decides_by_yet(presidium, draft, administrator):
    assert (draft.code, draft.version, draft.state, draft.created_by) == (
        "presidium",
        2,
        "draft",
        administrator,
    )
    assert queries.changes(presidium, draft) == []
    assert RuleSet.objects.in_force().get(code="presidium") == presidium
    assert log_of(draft) == [("bodies.draft_rules", administrator)]


def test_one_version_at_a_time_is_prepared(presidium, draft, administrator, now):
    with pytest.raises(DomainError, match="уже готовится") as caught:
        operations.draft_next_version(presidium, by=administrator, at=now)
    assert caught.value.rule == RULE_SETS
    assert RuleSet.objects.filter(code="presidium").count() == 2


def test_set_in_force_is_replaced_and_both_are_logged(presidium, draft, administrator, now):
    operations.put_in_force(draft, seen=0, by=administrator, at=now)
    presidium.refresh_from_db()
    draft.refresh_from_db()
    assert (presidium.state, draft.state, draft.in_force_since) == ("replaced", "in_force", now)
    assert log_of(presidium) == [("bodies.replace_rules", administrator)]
    assert log_of(draft)[-1] == ("bodies.put_rules_in_force", administrator)
    assert CollegialBodyFactory(rules_code="presidium").rule_set == draft


@pytest.mark.parametrize("act", ["change", "put", "delete"])
def test_set_that_was_in_force_is_never_touched_again(presidium, administrator, now, act):
    before = RuleSet.objects.filter(pk=presidium.pk).values().get()
    acts = {
        "change": lambda: operations.change_draft(
            presidium, operations.Contents({}, []), seen=0, by=administrator, at=now
        ),
        "put": lambda: operations.put_in_force(presidium, seen=0, by=administrator, at=now),
        "delete": lambda: operations.delete_draft(presidium, seen=0, by=administrator, at=now),
    }
    with pytest.raises(DomainError, match="сделайте новую"):
        acts[act]()
    assert RuleSet.objects.filter(pk=presidium.pk).values().get() == before
    assert (presidium.matters.count(), log_of(presidium)) == (7, [])


def test_draft_that_somebody_else_has_changed_is_not_put_in_force_unseen(draft, administrator, now):
    """T35."""
    matters = [{name: getattr(draft.matters.first(), name) for name in operations.MATTER_FIELDS}]
    contents = operations.Contents({"minutes_days": 7}, matters)
    operations.change_draft(draft, contents, seen=0, by=administrator, at=now)
    with pytest.raises(DomainError, match="изменил кто-то другой"):
        operations.put_in_force(draft, seen=0, by=administrator, at=now)
    operations.put_in_force(draft, seen=1, by=administrator, at=now)
    assert RuleSet.objects.in_force().get(code="presidium").minutes_days == 7


def test_set_needs_a_rule_for_ordinary_matters(draft, administrator, now):
    draft.matters.filter(code="ordinary").delete()
    with pytest.raises(DomainError, match="Нужен вопрос с кодом ordinary"):
        operations.put_in_force(draft, seen=0, by=administrator, at=now)
    assert RuleSet.objects.get(pk=draft.pk).state == "draft"


def test_deleted_draft_leaves_a_line_in_the_log(draft, administrator, now):
    pk = draft.pk
    operations.delete_draft(draft, seen=0, by=administrator, at=now)
    entry = ModelLogEntry.objects.get(action="bodies.delete_rules")
    assert (entry.object_id, entry.data, entry.deleted) == (
        str(pk),
        {"code": "presidium", "version": 2},
        True,
    )
    assert not RuleSet.objects.filter(pk=pk).exists()


def test_new_code_begins_as_a_copy(presidium, administrator, now):
    given = {"code": "council", "title": "Совет школы", "source": "", "by": administrator}
    made = operations.draft_new_set(presidium, **given, at=now)
    assert (made.version, made.state, made.quorum, made.matters.count()) == (
        1,
        "draft",
        presidium.quorum,
        7,
    )
    with pytest.raises(DomainError, match="уже есть"):
        operations.draft_new_set(presidium, **given, at=now)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_put_one_draft_in_force_once(now):
    administrator = UserFactory(role=Role.ADMINISTRATOR)
    presidium = RuleSet.objects.get(code="presidium")
    draft = operations.draft_next_version(presidium, by=administrator, at=now)
    put = lambda: operations.put_in_force(draft, seen=0, by=administrator, at=now)  # noqa: E731
    answers = at_once(put, put)
    assert sorted(type(each).__name__ for each in answers) == ["DomainError", "RuleSet"]
    assert RuleSet.objects.in_force().filter(code="presidium").count() == 1


# --- What no set may say


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ((1, 2), ""),
        ((1, 1), ""),
        ((0, 2), "больше нуля"),
        ((3, 2), "не больше единицы"),
        ((1, 0), "Знаменатель"),
    ],
)
def test_share_is_above_nothing_and_up_to_all(share, words):
    fault = fault_of_share(*share)
    assert words in fault
    assert bool(fault) is bool(words)


@pytest.mark.parametrize(
    ("comparison", "share", "counted_of", "tie_rule", "on_equal", "field"),
    [
        ("at_least", 1, "roster", "none", True, ""),
        ("more_than", 1, "roster", "none", True, "comparison"),
        ("more_than", 0.5, "present", "presiding", True, ""),
        ("at_least", 0.75, "present", "presiding", True, "tie_rule"),
        ("more_than", 0.5, "roster", "presiding", True, "tie_on_equal"),
        ("more_than", 0.5, "roster", "presiding", False, ""),
    ],
)
def test_majority_can_be_reached_and_a_tie_means_something(
    comparison, share, counted_of, tie_rule, on_equal, field
):
    found = fault_of_majority(comparison, share, counted_of, tie_rule, tie_on_equal=on_equal)
    assert found[0] == field
    assert bool(found[1]) is bool(field)


@pytest.mark.parametrize("text", ["", "4.7", "3.1 а; 3.2", "4.2 (второй)", "прил. А"])
def test_clauses_are_written_as_they_are_printed(text):
    assert fault_of_clauses(text, "association") == ""


@pytest.mark.parametrize("text", ["пункт 4.7", "4.7, 4.8", "чушь", "4."])
def test_what_is_no_clause_is_refused_with_examples(text):
    assert "«4.7»" in fault_of_clauses(text, "association")


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["ordinary", "deputy"], ""),
        (["deputy"], "Нужен вопрос с кодом ordinary"),
        (["ordinary", "deputy", "deputy"], "не могут носить один код"),
    ],
)
def test_matters_have_codes_of_their_own_and_an_ordinary_one(codes, words):
    fault = fault_of_matters(codes)
    assert words in fault
    assert bool(fault) is bool(words)


@pytest.mark.parametrize(
    ("source", "warnings"),
    [
        ("", ["Ключ положения не указан: пункты печатаются без ссылок."]),
        (
            "nowhere",
            [
                "Положение с ключом «nowhere» на сайте не опубликовано: пункты печатаются без ссылок."
            ],
        ),
        ("association", ["Кворум: п.\xa04.77 в редакции, которая действует сейчас, нет."]),
    ],
)
def test_clause_that_the_edition_in_force_does_not_have_is_told(presidium, now, source, warnings):
    EditionFactory(page__key="association", adopted_on=now.date())
    presidium.source = source
    presidium.clauses = {"quorum": "4.77", "period": "2.1 (второй)", "signatories": "прил. А"}
    presidium.matters.all().delete()
    assert queries.warnings(presidium, now.date()) == warnings


# --- Pages


@pytest.mark.parametrize(
    ("role", "sees", "keeps"),
    [
        (Role.ADMINISTRATOR, 200, 200),
        (Role.SECRETARY, 200, 302),
        (Role.EDITOR, 302, 302),
        (Role.AUTHORITY_SUPPORT, 302, 302),
    ],
)
def test_office_reads_and_the_administrator_alone_edits(client, draft, role, sees, keeps):
    log_in(client, UserFactory(role=role))
    reading = [client.get(address("rule_sets")), client.get(address("rule_set", draft))]
    editing = [
        client.get(address(act, draft))
        for act in ("change_rule_set", "put_in_force", "delete_draft")
    ]
    assert {response.status_code for response in reading} == {sees}
    assert {response.status_code for response in editing} == {keeps}


def test_page_shows_every_value_beside_its_clause(client, presidium):
    log_in(client, UserFactory(role=Role.SECRETARY))
    text = client.get(address("rule_set", presidium)).content.decode()
    rows = dict(
        re.findall(
            r'<th scope="row">([^<]+)</th><td>[^<]*(?:<div.*?</div>)?</td><td>.*?>([^<]*)</', text
        )
    )
    assert rows["Срок оформления протокола"] == "п.\xa04.10 Положения"
    assert rows["Лист согласования протокола"] == "не из&nbsp;положения"
    assert "Новая версия" not in text


def test_administrator_changes_a_value_with_its_clause_and_sees_what_changes(client, draft):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    data = typed(client.get(address("change_rule_set", draft)))
    data |= {
        "quorum_numerator": 2,
        "quorum_denominator": 3,
        "clauses-quorum": "4.12",
        "note-quorum": "Так решил Президиум.",
        "matters-1-DELETE": "on",
        "matters-7-code": "budget",
        "matters-7-title": "Смета",
        "matters-7-clause": "5.1; 5.2",
    }
    response = client.post(address("change_rule_set", draft), data)
    assert response.url == address("rule_set", draft)
    page = client.get(response.url)
    assert [(each.title, each.old, each.new) for each in page.context["changes"]] == [
        (
            "Кворум",
            "1/2 списочного состава (п.\xa04.7)",
            "2/3 списочного состава (п.\xa04.12). Так решил Президиум.",
        ),
        (
            "Вопрос deputy",
            "Избрание заместителя председателя; более половины присутствующих (п.\xa03.8). "
            "Здесь нужно большинство присутствующих: ровно половины, как по п. 4.9, мало.",
            None,
        ),
        ("Вопрос budget", None, "Смета; не менее половины присутствующих (п.\xa05.1; 5.2)"),
    ]
    assert page.context["warnings"] == [
        "Положение с ключом «association» на сайте не опубликовано: пункты печатаются без ссылок."
    ]


def test_page_sent_back_as_it_came_changes_nothing(client, draft, presidium):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    url = address("change_rule_set", draft)
    client.post(url, typed(client.get(url)))
    changed = RuleSet.objects.get(pk=draft.pk)
    assert (changed.edits, queries.changes(presidium, changed)) == (1, [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quorum_numerator": 0}, "quorum_numerator"),
        ({"quorum_denominator": "99999999999"}, "quorum_denominator"),
        ({"clauses-period": "раз в квартал"}, "clauses-period"),
        ({"minutes_days": -1}, "minutes_days"),
        ({"period": "never"}, "period"),
        ({"title": ""}, "title"),
    ],
)
def test_wrong_value_is_told_beside_it_and_nothing_is_saved(client, draft, change, field):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    url = address("change_rule_set", draft)
    response = client.post(url, typed(client.get(url)) | change)
    assert set(response.context["form"].errors) == {field}
    assert RuleSet.objects.get(pk=draft.pk).edits == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"matters-0-numerator": 3}, "numerator"),
        ({"matters-0-clause": "как всегда"}, "clause"),
        ({"matters-2-tie_rule": "presiding"}, "tie_rule"),
        ({"matters-0-comparison": "more_than", "matters-0-numerator": 2}, "comparison"),
    ],
)
def test_wrong_majority_is_told_beside_it(client, draft, change, field):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    url = address("change_rule_set", draft)
    response = client.post(url, typed(client.get(url)) | change)
    errors = [set(row.errors) for row in response.context["matters"] if row.errors]
    assert errors == [{field}]


def test_page_that_is_out_of_date_is_told_so(client, draft):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    url = address("change_rule_set", draft)
    data = typed(client.get(url))
    client.post(url, data)
    response = client.post(url, data)
    assert "изменил кто-то другой" in response.context["form"].non_field_errors()[0]


def test_rules_are_put_in_force_by_who_proved_it_lately(client, draft):
    """Weighty: an old session is asked again first."""
    log_in(client, UserFactory(role=Role.ADMINISTRATOR), at=1)
    url = address("put_in_force", draft)
    refused = client.post(url, {"seen": 0})
    assert refused.url.startswith(reverse("account_reauthenticate"))
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    client.post(url, {"seen": 0})
    assert RuleSet.objects.in_force().get(code="presidium") == draft


@pytest.mark.parametrize("seen", ["", "x", "٣", "9" * 30, "1"])
def test_button_of_another_page_does_nothing(client, draft, seen):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    client.post(address("put_in_force", draft), {"seen": seen})
    client.post(address("delete_draft", draft), {"seen": seen})
    assert RuleSet.objects.get(pk=draft.pk).state == "draft"


def test_new_version_leads_to_its_form_and_a_second_to_the_first(client, presidium):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    first = client.post(address("draft_version", presidium))
    made = RuleSet.objects.get(code="presidium", version=2)
    assert first.url == address("change_rule_set", made)
    assert client.post(address("draft_version", presidium)).url == address("rule_set", made)


def test_administrator_creates_a_set_of_its_own(client, presidium):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    data = {"origin": presidium.pk, "code": "council", "title": "Совет", "source": ""}
    made = client.post(address("create_rule_set"), data)
    assert made.url == address("change_rule_set", RuleSet.objects.get(code="council"))
    again = client.post(address("create_rule_set"), data)
    assert "уже есть" in again.context["form"].errors["code"][0]


def test_page_tells_who_decides_by_the_set(client, presidium):
    CollegialBodyFactory.create_batch(2, rules_code="presidium")
    assert queries.uses(presidium) == ["2\xa0органа"]


def test_list_takes_as_many_queries_for_one_version_and_for_thirty(
    client, presidium, django_assert_max_num_queries
):
    log_in(client, UserFactory(role=Role.ADMINISTRATOR))
    client.get(address("rule_sets"))
    RuleSet.objects.bulk_create(
        RuleSet(code="presidium", version=number, state="replaced") for number in range(2, 32)
    )
    with django_assert_max_num_queries(15):
        response = client.get(address("rule_sets"))
    assert [len(versions) for _, versions, _ in response.context["sets"]] == [1, 31, 1, 1]
