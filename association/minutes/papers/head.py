"""The first page of a protocol: whose it is, when, who was there, and whether that was enough."""

from association.bodies.choices import OfficeKind
from association.meetings.choices import WITHOUT_SITTING, Presence
from documents.records.choices import Level
from home.rulebook.text import NBSP, counted

from ..content import Content
from . import wording
from .sheet import Agenda, Ends, Facts, Heading, Line, Table, Title

BY_HEART = 15
"""More people than this stand in a list of their own (ГОСТ Р 7.0.97-2016; FORMS «Protocol»)."""
WITHHELD = {
    Level.PUBLIC: "Вопрос не публикуется",
    Level.MEMBERS: "Закрытый вопрос: в этом экземпляре не показан",
}


def head(content: Content, title: str, marks: list[str]) -> list:
    meeting = content["meeting"]
    owner, body = content["body"]["organisation"], content["body"]["title"]
    place = ", ".join(filter(None, (meeting["place"], meeting["venue"])))
    return [
        *(Line(mark, "mark") for mark in marks),
        Line(wording.one_line(owner), "owner"),
        Line(wording.one_line(body), "owner") if body != owner else Line("", "owner"),
        Title(title),
        Line(wording.of_what(content), "subtitle"),
        Ends(wording.day(meeting["date"]), wording.number_of(content)),
        Line(wording.one_line(place), "place"),
    ]


def is_without_sitting(content: Content) -> bool:
    return content["meeting"]["form"] in WITHOUT_SITTING


def facts(content: Content, *, appendix: int | None = None) -> Facts:
    """`appendix`: the number of the list of those present, where there are too many for the first page."""
    rows = [
        ("Повод", _reason(content)),
        ("Председательствующий", _held_by(content, "presiding", content["presiding_ground"])),
        ("Секретарь", _held_by(content, "secretary")),
        ("Время", _time(content)),
        (_who(content), _present(content, appendix)),
        ("Отсутствовали", _absent(content, appendix)),
        ("Приглашённые", _guests(content, appendix)),
        ("Кворум", _quorum(content)),
    ]
    return Facts(tuple((term, lines) for term, lines in rows if lines))


def _who(content: Content) -> str:
    return "Приняли участие" if is_without_sitting(content) else "Присутствовали"


def _reason(content: Content) -> tuple[str, ...]:
    return wording.paragraphs(content["meeting"]["reason"])


def _held_by(content: Content, who: str, ground: str = "") -> tuple[str, ...]:
    key = content[who]
    if key is None:
        return ()
    person = content["people"][key]
    words = wording.introduced(person)
    # «председатель» is no ground beside the office that has been named already.
    is_told = ground in ("", person["office_title"])
    return (words,) if is_told else (f"{words} ({wording.one_line(ground)})",)


def _time(content: Content) -> tuple[str, ...]:
    meeting = content["meeting"]
    if is_without_sitting(content):
        return (f"ответы принимались до{NBSP}{wording.moment(meeting['closes_at'])}",)
    if not (meeting["opened_at"] and meeting["closed_at"]):
        return ()
    began, ended = meeting["opened_at"], meeting["closed_at"]
    until = wording.time(ended) if began[:10] == ended[:10] else wording.moment(ended)
    return (f"открыто в{NBSP}{wording.time(began)}, закрыто в{NBSP}{until}",)


def _present(content: Content, appendix: int | None) -> tuple[str, ...]:
    attendance = content["attendance"]
    of_all = f"{attendance['came']} из{NBSP}{attendance['roster']} членов с{NBSP}правом голоса"
    if not attendance["present"]:
        return (of_all,)
    if appendix is not None:
        return (f"{of_all}, список прилагается (приложение{NBSP}{appendix})",)
    named = (_stayed(each, content) for each in attendance["present"])
    return (f"{of_all}:", *named)


def _absent(content: Content, appendix: int | None) -> tuple[str, ...]:
    absent = content["attendance"]["absent"]
    if not absent:
        return ()
    if appendix is not None and len(absent) > BY_HEART:
        return (f"{len(absent)}, список прилагается (приложение{NBSP}{appendix})",)
    return (wording.names([each["person"] for each in absent], content["people"]),)


def _guests(content: Content, appendix: int | None) -> tuple[str, ...]:
    guests = content["attendance"]["guests"]
    if appendix is not None and len(guests) > BY_HEART:
        return (f"{len(guests)}, список прилагается (приложение{NBSP}{appendix})",)
    return tuple(f"{_stayed(each, content)} ({each['capacity_title']})" for each in guests)


def _stayed(attendee, content: Content) -> str:
    person = content["people"][attendee["person"]]
    told = wording.introduced(person, office=False)
    # Everybody in the list is a member: only what is more than that is said.
    if person["office"] not in ("", OfficeKind.MEMBER):
        told = f"{told}, {person['office_title']}"
    return "; ".join([told, *notes_on(attendee, content)])


def notes_on(attendee, content: Content) -> list[str]:
    """What was unlike the others: from afar, came later, left earlier, came back."""
    stays = attendee["stays"]
    if not stays:
        return []
    words = []
    if all(stay["presence"] == Presence.REMOTE for stay in stays):
        words.append("дистанционно")
    elif any(stay["presence"] == Presence.REMOTE for stay in stays):
        words.append("часть времени дистанционно")
    return words + _times_of(stays, content["meeting"])


def _times_of(stays: list, meeting) -> list[str]:
    """Minutes are what people see: seconds between the opening and a mark are nobody's lateness."""
    spans = [
        (wording.time(stay["arrived_at"]), stay["left_at"] and wording.time(stay["left_at"]))
        for stay in stays
    ]
    if len(spans) > 1:
        return ["; ".join(_span(*span) for span in spans)]
    (arrived, left) = spans[0]
    late = meeting["opened_at"] and stays[0]["arrived_at"][:16] > meeting["opened_at"][:16]
    early = left and meeting["closed_at"] and stays[0]["left_at"][:16] < meeting["closed_at"][:16]
    words = [f"с{NBSP}{arrived}" if late else "", f"до{NBSP}{left}" if early else ""]
    return [" ".join(filter(None, words))] if late or early else []


def _span(arrived: str, left: str) -> str:
    return f"{arrived}–{left}" if left else f"с{NBSP}{arrived}"


def _quorum(content: Content) -> tuple[str, ...]:
    quorum = content["attendance"]["quorum"]
    clause = wording.in_brackets(quorum["clause"])
    verdict = "есть" if quorum["met"] else "нет"
    people = counted(quorum["needed"], "члена", "членов", "членов")
    return (
        f"{verdict}: нужно не{NBSP}менее {people} из{NBSP}{content['attendance']['roster']}, "
        f"участвовало {quorum['present']}{clause}",
    )


def agenda(content: Content) -> list:
    rows = [(item["number"], *_agenda_row(item, content)) for item in content["items"]]
    return [Heading("Повестка дня"), Agenda(tuple(rows))] if rows else []


def _agenda_row(item, content: Content) -> tuple[str, tuple[str, ...]]:
    if item["withheld"]:
        return WITHHELD[content["level"]], ()
    below = []
    if item["speaker"]:
        below.append(_speaker(content["people"][item["speaker"]]))
    if item["removal_reason"]:
        below.append(f"Снят с{NBSP}рассмотрения")
    return wording.one_line(item["title"]), tuple(below)


def _speaker(person) -> str:
    return f"Докладчик: {wording.introduced(person, office=False)}"


def attendance_list(content: Content) -> list:
    """The appendix for a meeting of many: everybody with office, position and how they took part."""
    attendance = content["attendance"]
    parts = [
        (_who(content), attendance["present"]),
        ("Отсутствовали", attendance["absent"]),
        ("Приглашённые", attendance["guests"]),
    ]
    return [
        block
        for title, attendees in parts
        if attendees
        for block in (Line(title, "group"), _table_of(attendees, content))
    ]


def _table_of(attendees: list, content: Content) -> Table:
    rows = tuple(
        (str(number), *_cells(attendee, content)) for number, attendee in enumerate(attendees, 1)
    )
    head = ("№", "Фамилия и\xa0инициалы", "Должность, организация", "В\xa0органе", "Участие")
    return Table(head, rows, (6, 25, 40, 15, 14))


def _cells(attendee, content: Content) -> tuple[str, ...]:
    person = content["people"][attendee["person"]]
    position = ", ".join(filter(None, (person["position"], person["organisation"])))
    office = person["office_title"] or attendee["capacity_title"]
    notes = "; ".join(notes_on(attendee, content))
    return wording.named(person), wording.one_line(position), office, notes
