"""What a protocol still lacks, each thing with the clause that asks for it (R126–R128, R118). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from home.rulebook import Rule

from . import names

SITTINGS_IN_A_PLACE = ("in_person", "mixed")
WITHOUT_SITTING = ("absentee", "poll")


@dataclass(frozen=True)
class Gap:
    """`place` says where it is mended: "facts", "text", "sitting" or "opinions"."""

    text: str
    rule: Rule
    place: str


@dataclass(frozen=True)
class Demands:
    """Which rule asks for each part; the contents of a group's protocol are in its own rules, others' in the law."""

    place: Rule
    people: Rule
    questions: Rule
    results: Rule
    opinions: Rule


OF_GROUP = Demands(
    names.LAW_PLACE,
    names.GROUP_PEOPLE,
    names.GROUP_QUESTIONS,
    names.GROUP_DECISIONS,
    names.GROUP_OPINIONS,
)
BY_LAW = Demands(
    names.LAW_PLACE, names.LAW_PEOPLE, names.LAW_RESULTS, names.LAW_RESULTS, names.OPINIONS
)


def demands_of(source: str) -> Demands:
    """By the key of the regulation that the rule set of the meeting follows."""
    return OF_GROUP if source == names.GROUP else BY_LAW


def gaps(content: dict, demands: Demands, *, needs_secretary: bool) -> list[Gap]:
    """Everything that the content lacks; empty when the protocol may go on."""
    return [
        *_place_gaps(content, demands),
        *_people_gaps(content, demands, needs_secretary),
        *(gap for item in content["items"] for gap in _item_gaps(content, item, demands)),
        *_opinion_gaps(content, demands),
    ]


def _place_gaps(content: dict, demands: Demands) -> Iterator[Gap]:
    meeting = content["meeting"]
    if meeting["form"] in SITTINGS_IN_A_PLACE and not (meeting["place"] or meeting["venue"]):
        yield Gap("Не указано место заседания.", demands.place, "facts")


def _people_gaps(content: dict, demands: Demands, needs_secretary: bool) -> Iterator[Gap]:
    people, attendance = content["people"], content["attendance"]
    if content["presiding"] is None:
        yield Gap("Не указан председательствовавший.", demands.people, "sitting")
    if needs_secretary and content["secretary"] is None:
        yield Gap("Не указан секретарь заседания.", demands.people, "sitting")
    if not attendance["present"]:
        yield Gap("Не отмечен ни один участник с правом голоса.", demands.people, "sitting")
    there = [*attendance["present"], *attendance["guests"]]
    keys = dict.fromkeys([content["presiding"], *(each["person"] for each in there)])
    for key in keys:
        if key is not None and not _has_position(people[key]):
            person = f"{people[key]['surname']} {people[key]['initials']}".strip()
            yield Gap(f"{person}: не указана должность.", demands.people, "facts")


def _has_position(person: dict) -> bool:
    return bool(person["position"] or person["organisation"])


def _item_gaps(content: dict, item: dict, demands: Demands) -> Iterator[Gap]:
    if item["state"] == "removed":
        return
    name = f"Вопрос {item['number']}"
    sat_together = content["meeting"]["form"] not in WITHOUT_SITTING
    if sat_together and item["state"] != "waiting" and not (item["heard"] or item["speaker"]):
        yield Gap(f"{name}: не записано, что слушали.", demands.questions, "text")
    closed = [vote for vote in item["votes"] if vote["state"] == "closed"]
    if not closed and content["attendance"]["quorum"]["met"]:
        words = "нет решения: ни голосования, ни отметки, что вопрос снят."
        yield Gap(f"{name}: {words}", demands.results, "sitting")
    for decision in item["decisions"]:
        number = f"Решение {decision['number']}"
        if not decision["form"]:
            yield Gap(f"{number}: не указан вид.", demands.results, "sitting")
        if decision["due_on"] and decision["executor"] is None:
            yield Gap(f"{number}: есть срок, но нет исполнителя.", names.EXECUTOR, "sitting")


def _opinion_gaps(content: dict, demands: Demands) -> Iterator[Gap]:
    people = content["people"]
    for opinion in content["opinions"]:
        if not opinion["is_late"] and not opinion["considered_at"]:
            author = people[opinion["person"]]
            name = f"{author['surname']} {author['initials']}".strip()
            yield Gap(
                f"Мнение, которое прислано в срок ({name}), не отмечено рассмотренным.",
                demands.opinions,
                "opinions",
            )
