"""What of a content each level of sight may know (5.3, R73, R219, C35). Pure.

A level reads itself and what is more open. An item out of sight keeps its number and nothing else: neither title
nor speaker nor whether it was voted on. A decision may be closer than its item, never more open.
"""

from collections.abc import Iterable

from .names import without_names
from .shapes import Content, ItemEntry, PersonKey

PUBLIC, MEMBERS, CONFIDENTIAL = "public", "members", "confidential"
_ORDER = (PUBLIC, MEMBERS, CONFIDENTIAL)
_NO_NAMES = {"for_": [], "against": [], "abstained": [], "silent": []}


def sees(reader: str, level: str) -> bool:
    """Whether a reader of the level `reader` reads what is kept at `level`."""
    return _ORDER.index(level) <= _ORDER.index(reader)


def highest(*levels: str) -> str:
    return max(levels, key=_ORDER.index)


def widest(levels: Iterable[str]) -> str:
    """The level at which all of it is read; PUBLIC for nothing at all."""
    return highest(PUBLIC, *levels)


def level_of(content: Content) -> str:
    """The level at which nothing of the content is withheld."""
    kept = [item["level"] for item in content["items"]]
    kept += [vote["level"] for item in content["items"] for vote in item["votes"]]
    kept += [decision["level"] for item in content["items"] for decision in item["decisions"]]
    return widest([*kept, *(opinion["level"] for opinion in content["opinions"])])


def at_level(content: Content, level: str, *, published: Iterable[int] = ()) -> Content:
    """A new content with what the level may know.

    `published`: keys of persons who consented to being named in public; the public level prints offices for
    everybody else. It also holds no discussion, no opinions and no votes by name (T50).
    """
    seen = {**content, "level": level}
    seen["items"] = [_item(item, level) for item in content["items"]]
    seen["opinions"] = [each for each in content["opinions"] if sees(level, each["level"])]
    seen["notes"] = [each for each in content["notes"] if sees(level, each["level"])]
    if level == PUBLIC:
        seen = _for_everybody(seen, set(published))
    seen["people"] = {
        key: entry for key, entry in seen["people"].items() if key in _people_named(seen)
    }
    return seen


def without_ballots(content: Content) -> Content:
    """Counts stay, names go: who voted how is for the body, not for whoever looks in from outside (T50)."""
    items = [
        {**item, "votes": [_nameless(vote) for vote in item["votes"]]} for item in content["items"]
    ]
    return {**content, "items": items}


def _nameless(vote: dict) -> dict:
    return {**vote, "by_name": _NO_NAMES, "asked_to_record": []}


def readable_items(content: Content) -> list[ItemEntry]:
    return [item for item in content["items"] if not item["withheld"]]


def of_decision(content: Content, decision_id: int) -> Content | None:
    """For an extract: the head, the item of the decision and the decision; None when it is not in sight.

    Of the votes only the counts of the one that adopted it stay: an extract proves one decision, and goes to people
    who were not there (FORMS «Protocol»).
    """
    for item in readable_items(content):
        for decision in item["decisions"]:
            if decision["id"] == decision_id:
                return _extract(content, item, decision)
    return None


def _extract(content: Content, item: ItemEntry, decision) -> Content:
    votes = [vote for vote in item["votes"] if vote["round"] == decision["round"]]
    votes = [_nameless(vote) for vote in votes]
    only = {
        **item,
        "decisions": [decision],
        "votes": votes,
        "heard": "",
        "spoken": "",
        "partly": False,
        "files": [],
        "responsible": None,
    }
    nobody = {"present": [], "absent": [], "guests": []}
    adopted = (item["number"], decision["round"])
    seen = {
        **content,
        "items": [only],
        "attendance": {**content["attendance"], **nobody},
        "opinions": [],
        "notes": [each for each in content["notes"] if (each["item"], each["round"]) == adopted],
        "preamble": "",
        "ending": "",
    }
    named = _people_named(seen)
    return {**seen, "people": {key: each for key, each in seen["people"].items() if key in named}}


def _item(item: ItemEntry, level: str) -> ItemEntry:
    if not sees(level, item["level"]):
        return withheld(item["number"])
    inner = {
        part: [each for each in item[part] if sees(level, each["level"])]
        for part in ("votes", "decisions")
    }
    partly = any(len(inner[part]) < len(item[part]) for part in inner)
    return {**item, **inner, "partly": partly or item["partly"]}


def withheld(number: int) -> ItemEntry:
    """Its number alone; every field is that of an item about which nothing was ever written."""
    return {
        "number": number,
        "withheld": True,
        "partly": False,
        "title": "",
        "level": "",
        "state": "",
        "removal_reason": "",
        "speaker": None,
        "responsible": None,
        "heard": "",
        "spoken": "",
        "opened_at": "",
        "present_count": None,
        "votes": [],
        "decisions": [],
        "files": [],
    }


def _for_everybody(content: Content, published: set[int]) -> Content:
    def unnamed(text: str) -> str:
        return without_names(text, everybody, published)

    everybody = list(content["people"].values())
    return {
        **content,
        "people": {key: _entry(each, published) for key, each in content["people"].items()},
        "presiding_ground": "",
        "attendance": {**content["attendance"], "present": [], "absent": [], "guests": []},
        "preamble": "",
        "ending": "",
        "items": [_public_item(item, unnamed) for item in content["items"]],
        "opinions": [],
        "meeting": {**content["meeting"], "reason": unnamed(content["meeting"]["reason"])},
    }


def _public_item(item: ItemEntry, unnamed) -> ItemEntry:
    return {
        **item,
        "title": unnamed(item["title"]),
        "removal_reason": unnamed(item["removal_reason"]),
        "responsible": None,
        "heard": "",
        "spoken": "",
        "files": [],
        "votes": [_public_vote(vote, unnamed) for vote in item["votes"]],
        "decisions": [_public_decision(each, unnamed) for each in item["decisions"]],
    }


def _public_vote(vote, unnamed) -> dict:
    return {
        **_nameless(vote),
        "question": unnamed(vote["question"]),
        "annul_reason": unnamed(vote["annul_reason"]),
        "presiding": None,
        "explanation": "",
    }


def _public_decision(decision, unnamed) -> dict:
    return {**decision, "text": unnamed(decision["text"]), "effect": unnamed(decision["effect"])}


def _entry(entry, published: set[int]):
    if entry["id"] in published:
        return entry
    nameless = dict.fromkeys(("surname", "initials", "full_name", "position", "organisation"), "")
    return {**entry, **nameless}


def _people_named(content: Content) -> set[PersonKey]:
    """Keys of everybody to whom anything left in the content points."""
    attendance = content["attendance"]
    keys = {content["presiding"], content["secretary"]}
    keys |= {
        each["person"] for part in ("present", "absent", "guests") for each in attendance[part]
    }
    keys |= {opinion["person"] for opinion in content["opinions"]}
    for item in content["items"]:
        keys |= {item["speaker"], item["responsible"]}
        keys |= {decision["executor"] for decision in item["decisions"]}
        for vote in item["votes"]:
            keys |= {vote["presiding"], *vote["asked_to_record"]}
            keys |= {key for names in vote["by_name"].values() for key in names}
    return keys - {None}
