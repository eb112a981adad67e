import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.search.rules import (
    LONGEST_QUERY,
    MOST_WORDS,
    clean_query,
    excerpt_around,
    read_query,
    split_by_words,
)
from home.search.words import indexed, stem, words_of


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  приём   в члены ", "приём в члены"),
        ("прие\u0308м", "приём"),
        ("при\x00ём", "при ём"),
        ("кворум\ud800", "кворум"),
        ("слово " * 2000, ("слово " * 33).strip()),
        ("ы" * 10_000, "ы" * LONGEST_QUERY),
    ],
)
def test_query_is_made_fit_for_an_index(typed, cleaned):
    """T69, T70, T71."""
    assert clean_query(typed) == cleaned


@pytest.mark.parametrize(
    ("query", "words", "phrases"),
    [
        ("Кворум Президиума", ("кворум", "президиума"), ()),
        ("как вступить в Ассоциацию", ("вступить", "ассоциацию"), ()),
        ("\"'*()-^:{}\\ AND", ("and",), ()),
        ("п. 4.2-2", ("п", "4.2", "2"), ()),
        ("от 01.09.2026 г.", ("01.09.2026", "г"), ()),
        ("…", (), ()),
        ("и в не", (), ()),
        ("а б в г " * 30, ("б", "г"), ()),
        ("«член Ассоциации» взнос", ("член", "ассоциации", "взнос"), (" член ассоциации ",)),
        ('"в члены" приём', ("в", "члены", "приема"), (" в члены ",)),
        ('кворум "президиума', ("кворум", "президиума"), ()),
        ("«»", (), ()),
    ],
)
def test_query_is_read(query, words, phrases):
    asked = read_query(query)
    assert (asked.words, asked.phrases) == (words, phrases)


def test_query_of_many_words_is_cut():
    assert len(read_query(" ".join(f"слово{n}" for n in range(40))).words) == MOST_WORDS


@given(st.text())
def test_cleaned_query_can_be_asked_again_with_the_same_words(typed):
    cleaned = clean_query(typed)
    assert clean_query(cleaned) == cleaned
    assert len(cleaned) <= LONGEST_QUERY
    assert read_query(cleaned).words == read_query(typed).words


FORMS = [
    "заявление заявления заявлением заявлению заявлений заявлениях заявлениями",
    "член члена члену членом члены членов членам членами членах",
    "приём приёма приёму приёмом приёме прием приема",
    "организация организации организацией организацию организаций организациях",
    "ассоциация ассоциации ассоциацией ассоциацию",
    "президиум президиума президиуму президиумом президиуме",
    "рабочая рабочей рабочую рабочие рабочих рабочим",
    "решение решения решением решений решениями",
    "лицей лицея лицею лицеем лицее лицеи лицеев лицеям лицеях",
    "человек человека человеку люди людей людям людьми",
    "диплом диплома диплому дипломом дипломе дипломы дипломов",
    "протокол протокола протоколом протоколы протоколов",
    "срок срока сроком сроки сроков срокам",
    "утверждается утверждаются утверждать",
    "ребёнок ребёнка дети детей детям",
    "порядок порядка порядку порядком порядке порядки",
    "заявка заявки заявку заявкой заявок заявкам",
    "письмо письма письмом писем письмам",
]


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms.split()[0])
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(word) for word in words_of(forms)}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("приём", "при"), ("лицей", "лицо"), ("орган", "организация")]
)
def test_different_words_have_different_stems(one, other):
    assert stem(*words_of(one)) != stem(*words_of(other))


def test_line_of_the_index_holds_a_phrase_whole():
    assert read_query("«приём в члены»").phrases[0] in indexed("О приёме: Приём в ЧЛЕНЫ.")


def test_words_found_are_marked_whole_in_any_form():
    pieces = split_by_words("Член и члены, членство; ЧЛЕНОВ", read_query("членами").stems)
    assert pieces == [
        ("Член", True),
        (" и ", False),
        ("члены", True),
        (", членство; ", False),
        ("ЧЛЕНОВ", True),
    ]


def test_number_is_marked_whole():
    pieces = split_by_words("п. 3.13 и 13", read_query("3.13").stems)
    assert pieces == [("п. ", False), ("3.13", True), (" и 13", False)]


@given(st.text(), st.text())
def test_marking_loses_no_letter(text, query):
    assert "".join(piece for piece, _ in split_by_words(text, read_query(query).stems)) == text


def test_excerpt_stands_around_the_first_word_found():
    text = "начало " * 60 + "кворумом " + "конец " * 60
    excerpt = excerpt_around(text, read_query("кворум").stems, length=60)
    assert excerpt == "… начало начало кворумом конец конец конец конец конец конец …"


def test_excerpt_stands_where_most_of_the_words_do():
    text = "кворум " + "начало " * 60 + "кворум президиума " + "конец " * 60
    assert "кворум президиума" in excerpt_around(text, read_query("кворум президиума").stems)


def test_short_text_is_its_own_excerpt():
    assert excerpt_around("Коротко  и ясно", read_query("ясно").stems) == "Коротко и ясно"


@given(st.text(), st.text())
def test_excerpt_is_short_and_of_the_text(text, query):
    excerpt = excerpt_around(text, read_query(query).stems, length=40)
    assert len(excerpt) <= 44
    assert excerpt.removeprefix("… ").removesuffix(" …") in " ".join(text.split())
