"""Puts the papers of a protocol together out of its content. Pure: no database, no clock."""

from dataclasses import dataclass

from association.bodies.choices import Signatories
from documents.records.choices import Level
from home.rulebook.text import NBSP

from ..choices import AgreementAnswer, SignatureCapacity, SignatureMethod
from ..content import Content
from . import body, head, wording
from .sheet import Heading, Line, Sheet, Sign, Table

DRAFT = "ПРОЕКТ"
SHORT_HASH = 16
CAPACITIES = {
    SignatureCapacity.PRESIDING: "Председательствующий",
    SignatureCapacity.SECRETARY: "Секретарь",
}
_WHO_SIGNS = {
    Signatories.CHAIR_AND_SECRETARY: (SignatureCapacity.PRESIDING, SignatureCapacity.SECRETARY),
    Signatories.PRESIDING: (SignatureCapacity.PRESIDING,),
}
MARKS = {
    Level.MEMBERS: f"Экземпляр для членов органа: закрытые вопросы в{NBSP}нём не{NBSP}показаны",
    Level.CONFIDENTIAL: "Конфиденциально",
}
NOT_NAMED = (
    f"Люди, которые не{NBSP}давали согласия на{NBSP}публикацию, названы по{NBSP}должности в{NBSP}органе. "
    f"Обсуждение, поимённые голоса и{NBSP}закрытые вопросы не{NBSP}публикуются."
)


@dataclass(frozen=True)
class Signed:
    """A signature as papers print it; `at` is a moment for the simple electronic one, a day for a paper original."""

    capacity: str
    method: str
    at: str
    sha256: str
    agreement_version: int | None = None
    office: str = ""


@dataclass(frozen=True)
class Frame:
    """What stands around a content: its state, its signatures, its hash; none of that is in the content itself."""

    signatories: str
    is_draft: bool = False
    signed: tuple[Signed, ...] = ()
    sha256: str = ""
    has_sheet: bool = False


@dataclass(frozen=True)
class AgreementLine:
    name: str
    position: str
    answer: str
    on: str = ""
    remarks: str = ""
    reply: str = ""


def protocol_sheet(content: Content, frame: Frame) -> Sheet:
    """The protocol, or the public extract of it where the content is that of the public level."""
    if content["level"] == Level.PUBLIC:
        return _public_sheet(content, frame)
    crowd, names, first_opinion = _appendices(content)
    title = f"Протокол {wording.number_of(content)}"
    blocks = head.head(content, "ПРОТОКОЛ", _marks(content, frame))
    blocks += [head.facts(content, appendix=crowd)]
    blocks += [Line(each) for each in wording.paragraphs(content["preamble"])]
    blocks += head.agenda(content)
    blocks += body.items(content, names)
    blocks += body.opinions(content, first_opinion)
    blocks += [Line(each) for each in wording.paragraphs(content["ending"])]
    blocks += _signs(content, frame)
    blocks += _appended(content, crowd, names, first_opinion)
    return Sheet(
        f"{title} от {wording.day(content['meeting']['date'])}", _running(content, title), blocks
    )


def _appendices(content: Content) -> tuple[int | None, int | None, int]:
    """Numbers of the list of people, of votes by name, and of the first written opinion."""
    number = 1
    crowd = names = None
    if content["attendance"]["came"] > head.BY_HEART:
        crowd, number = number, number + 1
    if body.many_names(content):
        names, number = number, number + 1
    return crowd, names, number


def _appended(content: Content, crowd: int | None, names: int | None, first_opinion: int) -> list:
    blocks = []
    if crowd is not None:
        blocks += [Heading(f"Приложение{NBSP}{crowd}. Список участников", new_page=True)]
        blocks += head.attendance_list(content)
    if names is not None:
        blocks += [Heading(f"Приложение{NBSP}{names}. Поимённое голосование", new_page=True)]
        blocks += body.names_list(content)
    for at, opinion in enumerate(content["opinions"]):
        blocks += body.opinion_blocks(opinion, first_opinion + at, content)
    return blocks


def _public_sheet(content: Content, frame: Frame) -> Sheet:
    title = f"Выписка из{NBSP}протокола {wording.number_of(content)}"
    blocks = head.head(content, "ВЫПИСКА ИЗ ПРОТОКОЛА", [DRAFT] if frame.is_draft else [])
    blocks += [head.facts(content), *head.agenda(content), *body.items(content)]
    blocks += _certified(content, frame)
    blocks += [Line(NOT_NAMED, "note")]
    return Sheet(
        f"{title} от {wording.day(content['meeting']['date'])}", _running(content, title), blocks
    )


def extract_sheet(content: Content, frame: Frame) -> Sheet:
    """One decision: the head, its item, and «Выписка верна» (FORMS «Protocol»). `content` is `of_decision`."""
    [item] = content["items"]
    [decision] = item["decisions"]
    title = f"Выписка из{NBSP}протокола {wording.number_of(content)}, решение {decision['number']}"
    marks = [DRAFT] if frame.is_draft else []
    if Level.CONFIDENTIAL in (item["level"], decision["level"]):
        marks.append(MARKS[Level.CONFIDENTIAL])
    blocks = head.head(content, "ВЫПИСКА ИЗ ПРОТОКОЛА", marks)
    blocks += [head.facts(content), *body.items(content), *_certified(content, frame)]
    if content["level"] == Level.PUBLIC:
        blocks += [Line(NOT_NAMED, "note")]
    return Sheet(
        f"{title} от {wording.day(content['meeting']['date'])}", _running(content, title), blocks
    )


def agreement_sheet(content: Content, frame: Frame, lines: list[AgreementLine]) -> Sheet:
    """Who agreed, who remarked, who has not answered, and when (3.5 of the working group's rules; R125)."""
    title = f"Лист согласования протокола {wording.number_of(content)}"
    blocks = head.head(content, "ЛИСТ СОГЛАСОВАНИЯ ПРОТОКОЛА", [])
    blocks += [_answers(lines)] if lines else [Line("Согласовывать протокол некому.")]
    blocks += [Line(f"Контрольная сумма содержания (SHA-256): {frame.sha256}", "note")]
    return Sheet(title, _running(content, title), blocks)


def _answers(lines: list[AgreementLine]) -> Table:
    rows = tuple((str(number), *_answer(line)) for number, line in enumerate(lines, 1))
    head_row = ("№", "Член органа", "Ответ", "Дата", "Замечания и\xa0что по\xa0ним сделано")
    return Table(head_row, rows, (6, 30, 18, 18, 28))


def _answer(line: AgreementLine) -> tuple[str, ...]:
    who = ", ".join(filter(None, (line.name, wording.one_line(line.position))))
    remarks = wording.one_line(line.remarks)
    if line.reply:
        remarks = f"{wording.sentence(remarks)} Ответ: {wording.one_line(line.reply)}"
    on = wording.short_moment(line.on) if line.on else "—"
    return who, AgreementAnswer(line.answer).label, on, remarks or "—"


def _marks(content: Content, frame: Frame) -> list[str]:
    marks = [DRAFT] if frame.is_draft else []
    withheld = any(item["withheld"] or item["partly"] for item in content["items"])
    if content["level"] == Level.MEMBERS and withheld:
        marks.append(MARKS[Level.MEMBERS])
    if _holds_confidential(content):
        marks.append(MARKS[Level.CONFIDENTIAL])
    return marks


def _holds_confidential(content: Content) -> bool:
    levels = {opinion["level"] for opinion in content["opinions"]}
    for item in content["items"]:
        levels |= {item["level"], *(each["level"] for each in item["votes"] + item["decisions"])}
    return Level.CONFIDENTIAL in levels


def _running(content: Content, title: str) -> str:
    return f"{wording.one_line(content['body']['title'])}. {title} от {wording.day(content['meeting']['date'])}"


def _signs(content: Content, frame: Frame) -> list:
    """A mark of each electronic signature, a line for each that is given by hand."""
    given = {each.capacity: each for each in frame.signed}
    signs = [
        Sign(CAPACITIES[capacity], _name_of(content, capacity), _mark(given.get(capacity), content))
        for capacity in _WHO_SIGNS[frame.signatories]
    ]
    notes = []
    if frame.has_sheet:
        notes.append(f"К{NBSP}протоколу прилагается лист согласования.")
    if frame.sha256:
        notes.append(f"Контрольная сумма содержания протокола (SHA-256): {frame.sha256}")
    return [*signs, *(Line(note, "note") for note in notes)]


def _name_of(content: Content, capacity: str) -> str:
    key = content["presiding" if capacity == SignatureCapacity.PRESIDING else "secretary"]
    return wording.signed_name(content["people"][key]) if key else ""


def _mark(signed: Signed | None, content: Content) -> tuple[str, ...]:
    if signed is None:
        return ()
    if signed.method == SignatureMethod.PAPER:
        return (f"Подлинник подписан собственноручно {wording.day(signed.at)}",)
    return (
        f"Подписано простой электронной подписью {wording.moment(signed.at)}",
        *(
            [wording.one_line(signed.office)]
            if signed.office and content["level"] != Level.PUBLIC
            else []
        ),
        f"Соглашение о{NBSP}простой электронной подписи, версия{NBSP}{signed.agreement_version}",
        f"Подписано содержание с{NBSP}суммой {signed.sha256[:SHORT_HASH]}…",
    )


def _certified(content: Content, frame: Frame) -> list:
    """«Выписка верна», with what is known of the signatures under the protocol itself."""
    told = [_how_signed(each) for each in frame.signed]
    notes = [Line(f"Протокол: {'; '.join(told)}.", "note")] if told else []
    if frame.sha256:
        notes.append(
            Line(f"Контрольная сумма содержания протокола (SHA-256): {frame.sha256}", "note")
        )
    secretary = f"Секретарь {wording.one_line(content['body']['title_genitive'])}"
    name = _name_of(content, SignatureCapacity.SECRETARY)
    return [Line("Выписка верна", "group"), Sign(secretary, name), *notes]


def _how_signed(signed: Signed) -> str:
    who = CAPACITIES[signed.capacity].lower()
    if signed.method == SignatureMethod.PAPER:
        return f"{who}{NBSP}— подлинник подписан {wording.day(signed.at)}"
    return f"{who}{NBSP}— простая электронная подпись {wording.moment(signed.at)}"
