"""What each level of sight may know, in the data and on every paper (5.3, R73, R219, C35, T50)."""

import io

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from association.minutes.content import at_level, level_of, of_decision, sees
from association.minutes.papers import making
from association.minutes.papers.making import Frame
from association.minutes.papers.word import as_word
from tests.minutes import contents

LEVELS = ("public", "members", "confidential")
FRAME = Frame(signatories="chair_and_secretary")
SECRETS = ("title", "heard", "spoken", "removal_reason")


def secret_item(number: int, level: str, closer: str) -> dict:
    """An item whose every string is marked by its level; the second decision is kept at least at `closer`."""
    inner = max(level, closer, key=LEVELS.index)
    words = {name: f"{name}-{number}-тайна" for name in SECRETS}
    return contents.item(
        number,
        **{**words, "removal_reason": ""},
        level=level,
        speaker=str(number * 10),
        files=[{"title": f"file-{number}-тайна", "name": "a.pdf", "sha256": "0" * 64}],
        votes=[
            contents.vote(1, level=level, question=f"question-{number}-тайна"),
            contents.vote(2, level=inner, question=f"inner-{number}-тайна", explanation=f"why-{number}-тайна"),
        ],
        decisions=[
            contents.decision(number, 1, level=level, text=f"text-{number}-тайна"),
            contents.decision(number, 2, level=inner, text=f"inner-{number}-тайна", effect=f"effect-{number}-тайна"),
        ],
    )  # fmt: skip


@st.composite
def meetings(draw):
    levels = draw(
        st.lists(
            st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=1, max_size=4
        )
    )
    items = [secret_item(number, *pair) for number, pair in enumerate(levels, 1)]
    # Nobody but the items points at their speakers, so a speaker must go with the item.
    speakers = tuple(
        contents.person(each["number"] * 10, f"Докладчик{each['number']}тайна") for each in items
    )
    whole = contents.content(*items, people=speakers)
    told = whole["attendance"]["present"][:2]
    opinions = [contents.opinion(1, text="opinion-тайна", level=draw(st.sampled_from(LEVELS[1:])))]
    return {**whole, "attendance": {**whole["attendance"], "present": told}, "opinions": opinions}


def out_of_sight(content: dict, level: str) -> set[str]:
    """Every marked string that a reader of the level must not meet."""
    hidden = set()
    for item in content["items"]:
        number = item["number"]
        if not sees(level, item["level"]):
            hidden |= {f"{name}-{number}-" for name in (*SECRETS, "file", "question", "text")}
            hidden.add(f"Докладчик{number}тайна")
        if not sees(level, item["decisions"][1]["level"]):
            hidden |= {f"inner-{number}-", f"why-{number}-", f"effect-{number}-"}
    if not sees(level, content["opinions"][0]["level"]):
        hidden.add("opinion-тайна")
    return hidden


def leaks(printed: str, hidden: set[str]) -> list[str]:
    return [words for words in hidden if words in printed]


@given(meetings(), st.sampled_from(LEVELS))
def test_nothing_of_a_closer_level_is_left(content, level):
    """Neither in the data nor on the paper; the item keeps its number (R73)."""
    seen = at_level(content, level)
    hidden = out_of_sight(content, level)

    assert leaks(repr(seen), hidden) == []
    assert leaks(making.protocol_sheet(seen, FRAME).text, hidden) == []
    assert [item["number"] for item in seen["items"]] == [
        item["number"] for item in content["items"]
    ]


@given(meetings(), st.sampled_from(LEVELS))
def test_an_extract_holds_one_decision_in_sight(content, level):
    seen = at_level(content, level)
    for item in content["items"]:
        for decision in item["decisions"]:
            extract = of_decision(seen, decision["id"])
            in_sight = sees(level, item["level"]) and sees(level, decision["level"])
            assert (extract is not None) == in_sight
            if extract:
                printed = making.extract_sheet(extract, FRAME).text
                others = {
                    each["text"]
                    for another in content["items"]
                    for each in another["decisions"]
                    if each["id"] != decision["id"]
                }
                assert decision["text"] in printed
                assert leaks(printed, others | out_of_sight(content, level)) == []


@given(meetings())
def test_the_whole_is_read_at_its_own_level(content):
    level = level_of(content)

    assert at_level(content, level) == {**content, "level": level} or level == "public"
    assert (
        at_level(at_level(content, "confidential"), level)["items"]
        == at_level(content, level)["items"]
    )


def test_public_extract_names_offices_and_holds_no_discussion():
    """Persons only by their consent, no opinions, no votes by name (T50, C35)."""
    item = contents.item(
        1,
        title="О плане М. П. Берёзовой",
        heard="Доложила Берёзова.",
        speaker="2",
        votes=[contents.vote(asked_to_record=["2"])],
        decisions=[
            contents.decision(1, text="Поручить Соснину П. С. подготовить план.", executor="2")
        ],
    )
    content = contents.content(item, opinions=[contents.opinion(1)], preamble="Собрались все.")

    nameless = making.protocol_sheet(at_level(content, "public"), FRAME).text
    consented = making.protocol_sheet(at_level(content, "public", published=[2]), FRAME).text

    for name in ("Берёзов", "Соснин", "Школа", "директор", "Доложила", "Поддерживаю", "Собрались"):
        assert name not in nameless
    assert "О\xa0плане [председатель Президиума Ассоциации]" in nameless
    assert "1.1. Поручить [секретарь Президиума Ассоциации] подготовить план." in nameless
    assert "Исполнитель: секретарь Президиума Ассоциации." in nameless
    assert "Поручить Соснину\xa0П.\xa0С. подготовить план." in consented
    assert "Исполнитель: Соснин\xa0П.\xa0С." in consented
    assert "Берёзов" not in consented


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("public", "Вопрос не публикуется"),
        ("members", "Закрытый вопрос: в этом экземпляре не показан"),
    ],
)
def test_withheld_item_is_said_to_be_withheld(level, words):
    content = contents.content(contents.item(1, level="confidential"), contents.item(2))

    printed = making.protocol_sheet(at_level(content, level), FRAME).text

    assert f"1. {words}" in printed
    assert "О\xa0деле 1" not in printed
    assert "2. О\xa0деле 2" in printed


def test_word_file_of_members_holds_no_confidential_word():
    """In the text, in the properties and in every other part of the package."""
    secret = secret_item(1, "confidential", "confidential")
    content = contents.content(secret, contents.item(2), people=(contents.person(10, "Тайнова"),))
    content["attendance"]["present"].pop()

    file = as_word(making.protocol_sheet(at_level(content, "members"), FRAME))

    package = Document(io.BytesIO(file)).part.package
    blobs = b"".join(part.blob for part in package.iter_parts()).decode(errors="ignore")
    assert "тайна" not in blobs
    assert "Тайнова" not in blobs
