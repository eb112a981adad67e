"""The shape of the content: plain JSON, so that it can be frozen, hashed and read in thirty years.

Days are «2026-11-20»; moments carry the offset of the one stated zone, «2026-11-20T14:03:00+03:00». People stand once, in `people`;
everywhere else they are keys of that table. Words that a paper prints (`…_title`) are frozen beside their codes:
labels in the program may change, a signed paper may not. Clauses are printed as «п. 4.9 Положения»; an empty
string is «не из положения».
"""

from typing import TypedDict

FORMAT = 1
"""Of this shape; a later one adds a reader for the older."""

PersonKey = str


class PersonEntry(TypedDict):
    """`title` is what stands in place of the name where names are not published: «член Президиума»."""

    id: int
    surname: str
    initials: str
    full_name: str
    position: str
    organisation: str
    office: str
    office_title: str
    capacity: str
    title: str


class BodyEntry(TypedDict):
    """`organisation` is the full name of whose body it is: a member organisation, or the Association itself."""

    key: str
    kind: str
    title: str
    title_genitive: str
    organisation: str
    rules: str
    regulation: str


class MeetingEntry(TypedDict):
    id: int
    form: str
    form_title: str
    occasion: str
    occasion_title: str
    reason: str
    date: str
    place: str
    venue: str
    starts_at: str
    closes_at: str
    opened_at: str
    closed_at: str


class Stay(TypedDict):
    presence: str
    arrived_at: str
    left_at: str


class Attendee(TypedDict):
    person: PersonKey
    capacity: str
    capacity_title: str
    ground: str
    stays: list[Stay]


class Quorum(TypedDict):
    needed: int
    present: int
    met: bool
    explanation: str
    clause: str


class AttendanceEntry(TypedDict):
    """`roster` is the number of those who have a vote; `came` of them took part at any moment."""

    roster: int
    came: int
    quorum: Quorum
    present: list[Attendee]
    absent: list[Attendee]
    guests: list[Attendee]


class ByName(TypedDict):
    for_: list[PersonKey]
    against: list[PersonKey]
    abstained: list[PersonKey]
    silent: list[PersonKey]


class VoteEntry(TypedDict):
    """One round. `level` is that of the decision; `by_name` is empty where names are not to be shown (T50)."""

    round: int
    question: str
    form: str
    form_title: str
    matter: str
    matter_title: str
    level: str
    state: str
    annul_reason: str
    roster: int
    present: int
    quorum_needed: int
    entitled: int
    votes_for: int
    votes_against: int
    votes_abstained: int
    silent: int
    needed: int
    result: str
    result_title: str
    exactly_half: bool
    explanation: str
    clause: str
    on_phones: bool
    presiding: PersonKey | None
    opened_at: str
    closed_at: str
    by_name: ByName
    asked_to_record: list[PersonKey]


class DecisionEntry(TypedDict):
    id: int
    number: str
    round: int
    form: str
    form_title: str
    text: str
    level: str
    executor: PersonKey | None
    due_on: str
    effect: str


class FileEntry(TypedDict):
    title: str
    name: str
    sha256: str


class ItemEntry(TypedDict):
    """`withheld`: only the number is left, because the reader's level does not reach the item (5.3, R73).

    `partly`: a vote or a decision has been left out of an item that the reader sees.
    """

    number: int
    withheld: bool
    partly: bool
    title: str
    level: str
    state: str
    removal_reason: str
    speaker: PersonKey | None
    responsible: PersonKey | None
    heard: str
    spoken: str
    opened_at: str
    present_count: int | None
    votes: list[VoteEntry]
    decisions: list[DecisionEntry]
    files: list[FileEntry]


class OpinionEntry(TypedDict):
    """`number` is its place among the appendices; `item` the number of the item, None for the whole agenda."""

    number: int
    person: PersonKey
    item: int | None
    level: str
    text: str
    file: FileEntry | None
    sent_at: str
    due_at: str
    is_late: bool
    considered_at: str
    outcome: str


class Note(TypedDict):
    """A remark of the program under the protocol: «принято ровно половиной голосов» (C5a, C41)."""

    item: int
    round: int
    level: str
    text: str
    clause: str


class Content(TypedDict):
    """`level` is "" for the whole; after `at_level` it says what was left."""

    format: int
    level: str
    number: int | None
    year: int
    body: BodyEntry
    meeting: MeetingEntry
    presiding: PersonKey | None
    presiding_ground: str
    secretary: PersonKey | None
    people: dict[PersonKey, PersonEntry]
    attendance: AttendanceEntry
    preamble: str
    items: list[ItemEntry]
    opinions: list[OpinionEntry]
    notes: list[Note]
    ending: str
