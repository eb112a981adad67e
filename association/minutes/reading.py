"""A content as a page shows it: names in place of keys, sentences in place of numbers."""

from dataclasses import dataclass, field
from datetime import datetime

from association.meetings.choices import ItemState, VoteState
from home.rulebook.text import counted

from .content import Content


@dataclass(frozen=True)
class VoteRead:
    question: str
    counts: str
    explanation: str
    clause: str
    is_adopted: bool
    annulled: str
    by_name: list[tuple[str, str]] = field(default_factory=list)
    recorded: str = ""


@dataclass(frozen=True)
class DecisionRead:
    id: int
    number: str
    text: str
    form: str
    executor: str
    due_on: datetime | None
    effect: str


@dataclass(frozen=True)
class ItemRead:
    number: int
    title: str
    is_withheld: bool
    level: str
    removed: str
    speaker: str
    heard: str
    spoken: str
    votes: list[VoteRead]
    decisions: list[DecisionRead]


@dataclass(frozen=True)
class OpinionRead:
    person: str
    about: str
    text: str
    file_name: str
    sent_at: datetime
    is_late: bool
    outcome: str


@dataclass(frozen=True)
class Reading:
    """`rows` for components/summary_list.html."""

    rows: list[tuple[str, str]]
    quorum: str
    preamble: str
    items: list[ItemRead]
    opinions: list[OpinionRead]
    notes: list[dict]
    ending: str


def read(content: Content, *, with_ballots: bool = True) -> Reading:
    """`with_ballots` False leaves out who voted how: that is for the body alone (T50)."""
    people = _People(content)
    return Reading(
        rows=_rows(content, people),
        quorum=content["attendance"]["quorum"]["explanation"],
        preamble=content["preamble"],
        items=[_item(item, people, with_ballots) for item in content["items"]],
        opinions=[_opinion(each, people) for each in content["opinions"]],
        notes=content["notes"],
        ending=content["ending"],
    )


class _People:
    def __init__(self, content: Content):
        self._entries = content["people"]

    def name(self, key: str | None) -> str:
        """«Иванова М. П.», or the office where the name is not to be shown."""
        entry = self._entries.get(key) if key else None
        if entry is None:
            return ""
        return f"{entry['surname']} {entry['initials']}".strip() or entry["title"]

    def introduced(self, key: str | None) -> str:
        """With the position and the organisation."""
        entry = self._entries.get(key) if key else None
        if entry is None:
            return ""
        parts = (self.name(key), entry["position"], entry["organisation"])
        return ", ".join(filter(None, parts))

    def several(self, keys: list[str]) -> str:
        return ", ".join(map(self.name, keys))


def _rows(content: Content, people: _People) -> list[tuple[str, str]]:
    attendance = content["attendance"]
    rows = [
        ("Председательствовал", people.introduced(content["presiding"])),
        ("Секретарь", people.introduced(content["secretary"])),
        (
            "Место",
            ", ".join(filter(None, (content["meeting"]["place"], content["meeting"]["venue"]))),
        ),
        ("Присутствовали", _attendees(attendance["present"], people)),
        ("Отсутствовали", _attendees(attendance["absent"], people)),
        ("Приглашены", _attendees(attendance["guests"], people)),
        ("В списочном составе", counted(attendance["roster"], "член", "члена", "членов")),
    ]
    return [(label, value) for label, value in rows if value]


def _attendees(attendees: list, people: _People) -> str:
    return "\n".join(people.introduced(each["person"]) for each in attendees)


def _item(item: dict, people: _People, with_ballots: bool) -> ItemRead:
    removed = item["removal_reason"] if item["state"] == ItemState.REMOVED else ""
    return ItemRead(
        number=item["number"],
        title=item["title"],
        is_withheld=item["withheld"],
        level=item["level"],
        removed=removed,
        speaker=people.introduced(item["speaker"]),
        heard=item["heard"],
        spoken=item["spoken"],
        votes=[_vote(vote, people, with_ballots) for vote in item["votes"]],
        decisions=[_decision(each, people) for each in item["decisions"]],
    )


def _vote(vote: dict, people: _People, with_ballots: bool) -> VoteRead:
    is_closed = vote["state"] == VoteState.CLOSED
    return VoteRead(
        question=vote["question"],
        counts=_counts(vote) if is_closed else "",
        explanation=vote["explanation"],
        clause=vote["clause"],
        is_adopted=vote["result"] == "adopted",
        annulled="" if is_closed else vote["annul_reason"],
        by_name=_by_name(vote, people) if with_ballots else [],
        recorded=people.several(vote["asked_to_record"]) if with_ballots else "",
    )


def _counts(vote: dict) -> str:
    words = f"за {vote['votes_for']}, против {vote['votes_against']}, воздержались {vote['votes_abstained']}"
    return f"{words}, не голосовали {vote['silent']}" if vote["silent"] else words


def _by_name(vote: dict, people: _People) -> list[tuple[str, str]]:
    titles = {
        "for_": "За",
        "against": "Против",
        "abstained": "Воздержались",
        "silent": "Не голосовали",
    }
    named = ((title, people.several(vote["by_name"][key])) for key, title in titles.items())
    return [(title, names) for title, names in named if names]


def _decision(decision: dict, people: _People) -> DecisionRead:
    return DecisionRead(
        id=decision["id"],
        number=decision["number"],
        text=decision["text"],
        form=decision["form_title"],
        executor=people.introduced(decision["executor"]),
        due_on=_day(decision["due_on"]),
        effect=decision["effect"],
    )


def _opinion(opinion: dict, people: _People) -> OpinionRead:
    return OpinionRead(
        person=people.introduced(opinion["person"]),
        about=f"По вопросу {opinion['item']}" if opinion["item"] else "По всей повестке",
        text=opinion["text"],
        file_name=opinion["file"]["name"] if opinion["file"] else "",
        sent_at=datetime.fromisoformat(opinion["sent_at"]),
        is_late=opinion["is_late"],
        outcome=opinion["outcome"],
    )


def _day(text: str):
    return datetime.fromisoformat(text).date() if text else None
