"""A protocol cut into the parts of a record: each item, and each decision that is kept closer than its item."""

from collections.abc import Iterable

from documents.records.choices import Level
from documents.records.operations import Part

from .. import content as contents
from ..content import Content


def parts_of(content: Content, published: Iterable[int]) -> tuple[Part, ...]:
    """`published`: keys of the persons whose names the public text may hold; offices stand for the others."""
    members = contents.at_level(content, Level.MEMBERS)
    public = contents.at_level(content, Level.PUBLIC, published=published)
    rows = zip(content["items"], members["items"], public["items"], strict=True)
    return tuple(part for row in rows for part in _parts(*row))


def _parts(whole: dict, seen: dict, public: dict):
    number = str(whole["number"])
    if seen["withheld"]:
        yield Part(
            number, whole["title"], item_text(whole), level=whole["level"], form=_form(whole)
        )
        return
    is_public = not public["withheld"] and bool(public["decisions"])
    yield Part(
        number,
        public["title"] if is_public else whole["title"],
        item_text(seen),
        public_text=decisions_text(public) if is_public else "",
        level=whole["level"],
        form=_form(public if is_public else seen),
    )
    for decision in whole["decisions"]:
        if not contents.sees(Level.MEMBERS, decision["level"]):
            text = decision_text(decision)
            yield Part(
                decision["number"],
                whole["title"],
                text,
                level=decision["level"],
                form=decision["form_title"],
            )


def item_text(item: dict) -> str:
    """All that the item says, for its readers and for the search by words."""
    lines = [item["title"]]
    if item["removal_reason"]:
        lines.append(f"Вопрос снят: {item['removal_reason']}")
    lines += [f"Слушали: {item['heard']}"] if item["heard"] else []
    lines += [f"Выступили: {item['spoken']}"] if item["spoken"] else []
    for vote in item["votes"]:
        lines.append(f"Голосовали: {vote['question']}")
        lines.append(vote["explanation"] or vote["annul_reason"])
    lines += [decisions_text(item)] if item["decisions"] else []
    return "\n".join(filter(None, lines))


def decisions_text(item: dict) -> str:
    return "\n".join(decision_text(decision) for decision in item["decisions"])


def decision_text(decision: dict) -> str:
    return f"{decision['number']}. {decision['text']}"


def _form(item: dict) -> str:
    """Of its decisions; different ones are named each once."""
    return "; ".join(dict.fromkeys(each["form_title"] for each in item["decisions"]))[:100]
