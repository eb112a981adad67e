"""Names, days, counts and kinds of meetings as papers print them. Pure."""

import re
import unicodedata
from datetime import date, datetime

from django.utils.formats import date_format

from association.bodies.choices import VoteResult
from association.meetings.choices import MeetingForm, Occasion
from home.rulebook.text import NBSP

from ..content.shapes import Content, PersonEntry, PersonKey, VoteEntry

_OCCASIONS = {
    Occasion.ORDINARY: "очередного",
    Occasion.EXTRAORDINARY: "внеочередного",
    Occasion.YEARLY_CONFERENCE: "ежегодного",
}
_FORMS = {
    MeetingForm.IN_PERSON: "очного заседания",
    MeetingForm.REMOTE: "дистанционного заседания",
    MeetingForm.MIXED: "заседания в смешанной форме",
    MeetingForm.ABSENTEE: "заочного голосования",
    MeetingForm.POLL: "письменного опроса",
}
_RESULTS = {
    VoteResult.ADOPTED: "Решение принято",
    VoteResult.REJECTED: "Решение не принято",
    VoteResult.UNDECIDED: "Решения нет",
    VoteResult.NO_QUORUM: "Кворума нет, решения нет",
}
NAMES_OF_GROUPS = {
    "for_": "За",
    "against": "Против",
    "abstained": "Воздержались",
    "silent": "Не голосовали",
}
_TIES = (
    (re.compile(r"№\s+"), f"№{NBSP}"),
    (re.compile(r"(\d{4})\s+г\."), rf"\1{NBSP}г."),
    (re.compile(r"\b(п|пп|ст|ч|г|ул|д|им)\.\s+(?=[\w«])"), rf"\1.{NBSP}"),
    (re.compile(r"\b([А-ЯЁ]\.)\s?([А-ЯЁ]\.)\s?(?=[А-ЯЁ][а-яё])"), rf"\1{NBSP}\2{NBSP}"),
    (re.compile(r"([А-ЯЁ][а-яё]+)\s([А-ЯЁ]\.)\s?([А-ЯЁ]\.)"), rf"\1{NBSP}\2{NBSP}\3"),
    (re.compile(r"(?<=\w)\s+([—–])\s"), rf"{NBSP}\1 "),
    (re.compile(r"\b(в|и|к|о|с|у|на|не|по|до|из|от|за|об)\s(?=\w)", re.IGNORECASE), rf"\1{NBSP}"),
)


_EMOJI = re.compile("[\U0001f000-\U0001faff][\U0001f000-\U0001faff\u200d\ufe0f]*")


def clean(text: str) -> str:
    """What a person typed, ready for print: nothing invisible, lines that do not break in wrong places.

    No face of the papers has little pictures, and an archived PDF must not hold signs without a shape.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _EMOJI.sub("[значок]", text)
    text = "".join(sign for sign in text if sign == "\n" or _is_seen(sign)).strip()
    for place, tied in _TIES:
        text = place.sub(tied, text)
    return text


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in clean(text).split("\n") if line.strip())


def one_line(text: str) -> str:
    return " ".join(paragraphs(text))


def named(person: PersonEntry) -> str:
    """«Иванова М. П.», or the office where the name is not published."""
    if not person["surname"]:
        return person["title"]
    return NBSP.join(filter(None, (person["surname"], person["initials"])))


def signed_name(person: PersonEntry) -> str:
    """«М. П. Иванова», as it stands beside a signature; empty where the name is not published."""
    return NBSP.join(filter(None, (person["initials"], person["surname"])))


def introduced(person: PersonEntry, *, office: bool = True) -> str:
    """«Иванова М. П., директор, школа № 1, председатель Президиума»: surname, initials, position (3.6 «а»)."""
    if not person["surname"]:
        return person["title"]
    title = person["title"] if office and person["office"] else ""
    return clean(
        ", ".join(filter(None, (named(person), person["position"], person["organisation"], title)))
    )


def names(keys: list[PersonKey], people: dict[PersonKey, PersonEntry]) -> str:
    return ", ".join(named(people[key]) for key in keys)


def day(text: str) -> str:
    """«20 ноября 2026 г.»; the words hold together."""
    return date_format(date.fromisoformat(text[:10])).replace(" ", NBSP)


def time(text: str) -> str:
    return f"{datetime.fromisoformat(text):%H:%M}"


def moment(text: str) -> str:
    return f"{day(text)} в{NBSP}{time(text)}"


def short_moment(text: str) -> str:
    """«20.11.2026 14:03», for a narrow column."""
    return f"{datetime.fromisoformat(text):%d.%m.%Y %H:%M}"


def of_what(content: Content) -> str:
    """«очередного очного заседания Президиума Ассоциации»."""
    meeting = content["meeting"]
    words = (_OCCASIONS[meeting["occasion"]], _FORMS[meeting["form"]])
    return clean(f"{' '.join(words)} {content['body']['title_genitive']}")


def number_of(content: Content) -> str:
    return f"№{NBSP}{content['number']}" if content["number"] else f"№{NBSP}____"


def counts(vote: VoteEntry) -> str:
    """«за — 5, против — 1, воздержались — 0, не голосовали — 1»."""
    words = [
        f"за{NBSP}— {vote['votes_for']}",
        f"против{NBSP}— {vote['votes_against']}",
        f"воздержались{NBSP}— {vote['votes_abstained']}",
    ]
    if vote["silent"]:
        words.append(f"не{NBSP}голосовали{NBSP}— {vote['silent']}")
    return ", ".join(words)


def result(vote: VoteEntry) -> str:
    """«Решение принято (п. 4.9 Положения).»"""
    return f"{_RESULTS[vote['result']]}{in_brackets(vote['clause'])}."


def in_brackets(clause: str) -> str:
    """« (п. 4.9 Положения)», with the words of one clause held together; nothing where no clause asks for it."""
    return f" ({clean(clause).replace(' Положения', f'{NBSP}Положения')})" if clause else ""


def sentence(text: str) -> str:
    """With a full stop, unless it ends with a sign of its own."""
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}."
