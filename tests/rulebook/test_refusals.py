"""A refusal and a rule as pages, papers and letters print them: the clause is a link, the rest is escaped (R34, T18)."""

import json

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.template.loader import render_to_string

from home.rulebook import DomainError, registry, rule
from home.rulebook.html import without_links

LINKED = rule("test.refusal", title="Проба", cites=("4.7", "4.9"))
LOOSE = rule("test.refusal_loose", title="Проба")
LINK = '<a href="/polozhenie/#p-4.7">п.\xa04.7 Положения</a>'
PRINTED = (
    f'&lt;b&gt;Нет кворума.&lt;/b&gt; (<span class="citation">{LINK}; п.\xa04.9 Положения</span>)'
)


@pytest.fixture(autouse=True)
def resolver(monkeypatch):
    """Only LINKED leads anywhere, by its first clause."""

    def links_of(asked):
        if asked != LINKED:
            return []
        return [("п.\xa04.7 Положения", "/polozhenie/#p-4.7"), ("п.\xa04.9 Положения", None)]

    monkeypatch.setattr(registry, "_resolver", links_of)


@pytest.fixture
def refusal():
    return DomainError("<b>Нет кворума.</b>", LINKED, field="votes")


class VoteForm(forms.Form):
    votes = forms.IntegerField(label="Голоса")


def page(template: str, **context) -> str:
    return Template("{% load rulebook %}" + template).render(Context(context))


def test_refusal_is_printed_with_its_link_and_nothing_else_unescaped(refusal):
    assert refusal.printed == PRINTED
    assert str(refusal) == "<b>Нет кворума.</b> (п.\xa04.7 Положения; п.\xa04.9 Положения)"


def test_refusal_without_an_address_is_plain_text():
    printed = DomainError("<i>Нельзя.</i>", LOOSE).printed
    assert (printed, type(printed)) == ("<i>Нельзя.</i> (не из положения)", str)


def test_refusal_at_a_field_is_a_link_in_the_field_and_words_in_the_summary(refusal):
    form = VoteForm({"votes": "4"})
    assert refusal.show_in(form) is True
    assert PRINTED in form["votes"].as_field_group()
    summary = render_to_string("components/error_summary.html", {"form": form})
    unlinked = PRINTED.replace(LINK, "п.\xa04.7 Положения")
    assert f'<a href="#id_votes">Голоса: {unlinked}</a>' in summary


def test_refusal_above_a_form_is_a_link_in_the_summary(refusal):
    refusal.field = "nothing"
    form = VoteForm({"votes": "4"})
    assert refusal.show_in(form) is False
    summary = render_to_string("components/error_summary.html", {"form": form})
    assert f"<li>{PRINTED}</li>" in summary


def test_refusal_within_a_validation_keeps_its_link(refusal):
    error = ValidationError(refusal.printed)
    assert page("{% for each in errors %}{{ each }}{% endfor %}", errors=error) == PRINTED


def test_refusal_as_a_message_keeps_its_link_over_a_redirect(refusal):
    packed = MessageEncoder().encode([Message(messages.ERROR, refusal.printed)])
    kept = json.loads(packed, cls=MessageDecoder)
    assert PRINTED in render_to_string("components/messages.html", {"messages": kept})


def test_only_marked_text_loses_its_links():
    assert without_links('<a href="/">чужое</a>') == '<a href="/">чужое</a>'


def test_tag_prints_links_and_marks_what_is_from_no_regulation():
    assert page("{% cite 'test.refusal' %}") == (
        f'<span class="citation">{LINK}; п.\xa04.9 Положения</span>'
    )
    assert page("{% cite rule %}", rule=LOOSE).replace("&nbsp;", "\xa0") == (
        '<span class="citation">не из\xa0положения</span>'
    )
    assert page("[{% cite 'test.no_such' %}]") == "[]"


def test_letters_put_each_address_in_a_line_of_its_own(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://example.org"
    assert page("{% cite_lines rule %}", rule=LINKED) == (
        "п.\xa04.7 Положения; п.\xa04.9 Положения\nhttps://example.org/polozhenie/#p-4.7"
    )
    assert page("[{% cite_lines rule %}]", rule=None) == "[]"


def test_papers_print_words():
    assert page("{{ rule.cited }}", rule=LINKED) == "п.\xa04.7 Положения; п.\xa04.9 Положения"


@pytest.mark.parametrize(
    ("kept", "is_link"),
    [("п.\xa04.7 Положения; п.\xa04.9 Положения", True), ("п.\xa04.1 <i>Положения</i>", False)],
)
def test_what_was_printed_on_another_day_is_linked_while_it_is_the_same(kept, is_link):
    html = page("{% cite_kept rule kept %}", rule=LINKED, kept=kept)
    assert (LINK in html) is is_link
    assert "<i>" not in html
