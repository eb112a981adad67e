"""The editor's pages: rules, clauses, confirmation; who may see and who may change (T7)."""

import pytest
from django.urls import reverse

from documents.coverage.choices import Standing
from documents.coverage.models import Coverage
from home.accounts.choices import Role
from tests.coverage.conftest import CHAIR, WEDNESDAYS
from tests.factories.accounts import UserFactory, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def to(name, *args):
    return reverse(f"coverage_admin:{name}", args=args)


def text_of(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.fixture
def as_editor(client, editor):
    log_in(client, editor)
    return client


@pytest.mark.parametrize(
    ("role", "sees", "links"),
    [
        (None, False, False),
        (Role.AUTHORITY_SUPPORT, True, False),
        (Role.EDITOR, True, True),
        (Role.SECRETARY, True, True),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_who_sees_and_who_links(client, linked, edition, role, sees, links):
    log_in(client, UserFactory(role=role))
    row = linked["p-1.2"]
    clause = edition.clauses.get(anchor="app-a")
    read = [to("rules"), to("review"), to("rule", CHAIR.code), to("clause", clause.pk)]
    write = [to("link", CHAIR.code, clause.pk), to("move", row.pk)]
    # Who has no door to the admin at all is refused at it.
    refused = {302} if role else {403}
    assert {client.get(url).status_code for url in read} == ({200} if sees else refused)
    assert {client.get(url).status_code for url in write} == ({200} if links else refused)
    client.post(to("unlink", row.pk))
    client.post(to("clause", clause.pk), {"note": "1", "note-text": "Бланк."})
    row.refresh_from_db()
    assert (row.removed_at is not None) == links
    assert clause.coverage.exists() == links
    assert client.get(to("unlink", row.pk)).status_code == (405 if links else refused.pop())


def test_register_lists_every_rule_and_finds_by_state_room_and_words(as_editor, linked):
    page = text_of(as_editor.get(to("rules")))
    assert "Заседание ведёт староста" in page
    assert "Положение о кружке" in page

    def found(**asked):
        entries = as_editor.get(to("rules"), asked).context["entries"]
        return {entry.rule.code for entry in entries if entry.rule.code.startswith("test.cov")}

    assert found(state="linked") == {CHAIR.code, WEDNESDAYS.code}
    assert found(q="СРЕДАМ", state="unlinked") == set()
    assert found(q="средам") == {WEDNESDAYS.code}
    assert found(room="Членство") == set()


def test_rule_is_linked_to_a_clause_found_by_its_number(as_editor, linked, edition, editor):
    page = as_editor.get(to("rule", CHAIR.code), {"q": "п. 1.2"})
    assert [piece.anchor for piece in page.context["pieces"]] == ["p-1.2"]
    by_words = as_editor.get(to("rule", CHAIR.code), {"q": "ПРОТОКОЛ секретарь", "edition": "x"})
    assert [piece.anchor for piece in by_words.context["pieces"]] == ["p-2.1-2"]
    clause = edition.clauses.get(anchor="p-1.2")
    answer = as_editor.post(
        to("link", CHAIR.code, clause.pk), {"manner": "assisted", "text": "<b>Напоминает.</b>"}
    )
    assert answer.url == to("rule", CHAIR.code)
    row = clause.coverage.get(rule_code=CHAIR.code)
    assert (row.manner, row.sentence, row.linked_by) == ("assisted", "<b>Напоминает.</b>", editor)
    assert "&lt;b&gt;Напоминает.&lt;/b&gt;" in text_of(
        as_editor.get("/regulations/kruzhok/coverage/")
    )


def test_refusal_stands_in_the_form_with_its_clause(as_editor, linked, edition):
    clause = edition.clauses.get(anchor="p-1.2")
    answer = as_editor.post(to("link", WEDNESDAYS.code, clause.pk), {"manner": "enforced"})
    assert "Это правило с этим пунктом уже связано. (п. 3.10 Положения" in text_of(answer)


def test_clause_takes_a_rule_or_a_note(as_editor, linked, edition):
    clause = edition.clauses.get(anchor="p-1.1-abz2")
    url = to("clause", clause.pk)
    refused = as_editor.post(url, {"link-rule": "test.unknown", "link-manner": "enforced"})
    assert refused.status_code == 200
    as_editor.post(url, {"note": "1", "note-text": "Пожелание."})
    assert clause.coverage.get().sentence == "Пожелание."
    as_editor.post(url, {"link-rule": CHAIR.code, "link-manner": "enforced"})
    assert clause.coverage.standing().get().rule == CHAIR


def test_draft_has_no_page_of_links(as_editor, page):
    from tests.factories.regulations import EditionFactory

    clause = EditionFactory(page=page).clauses.first()
    assert as_editor.get(to("clause", clause.pk)).status_code == 404
    assert as_editor.get(to("link", CHAIR.code, clause.pk)).status_code == 404


def test_proposals_are_confirmed_together(as_editor, linked, editor):
    Coverage.objects.update(confirmed_at=None, confirmed_by=None)
    assert "Подтвердить отмеченные" in text_of(as_editor.get(to("review")))
    as_editor.post(to("review"), {"row": [linked["p-1.2"].pk, "9" * 30, "x"]})
    standing = {
        row.clause.anchor: row.standing for row in Coverage.objects.select_related("clause")
    }
    assert standing == {
        "p-1.2": Standing.STANDS,
        "p-2.1": Standing.PROPOSED,
        "p-2.1-2": Standing.PROPOSED,
    }
    as_editor.post(to("review"), {"all": "1"})
    assert set(Coverage.objects.values_list("confirmed_by", flat=True)) == {editor.pk}
    assert "Всё проверено" in text_of(as_editor.get(to("review")))


def test_nothing_chosen_is_told(as_editor, linked):
    answer = as_editor.post(to("review"), follow=True)
    assert "Отметьте хотя бы одну связь." in text_of(answer)


def test_lost_clause_is_led_elsewhere(as_editor, linked, amended):
    page = text_of(as_editor.get(to("review")))
    assert "П. 2.1 (второй) в редакции № 2 больше нет" in page
    assert "П. 1.2 в редакции № 2 изменился" in page
    lost = amended.coverage.get(clause=None)
    target = amended.clauses.get(anchor="p-2.1")
    assert as_editor.get(to("move", lost.pk)).status_code == 200
    as_editor.post(to("move", lost.pk), {"clause": target.pk})
    lost.refresh_from_db()
    assert (lost.clause, lost.standing) == (target, Standing.STANDS)
    assert as_editor.post(to("move", lost.pk), {"clause": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["rule", "link"])
def test_unknown_rule_is_not_found(as_editor, edition, name):
    args = ["no.such"] + ([edition.clauses.first().pk] if name == "link" else [])
    assert as_editor.get(to(name, *args)).status_code == 404


def test_rule_that_the_program_lost_is_told_and_counts_for_nothing(as_editor, linked):
    Coverage.objects.filter(pk=linked["p-1.2"].pk).update(rule_code="test.gone")
    assert "Правила test.gone в программе больше нет" in text_of(as_editor.get(to("rules")))
    assert "test.gone" not in text_of(as_editor.get("/regulations/kruzhok/coverage/"))


def test_menu_leads_to_the_rules_whom_they_concern(client, edition):
    for role, shown in ((Role.EDITOR, True), (Role.ADMINISTRATOR, True)):
        log_in(client, UserFactory(role=role))
        assert (to("rules") in client.get(reverse("wagtailadmin_home")).content.decode()) == shown
