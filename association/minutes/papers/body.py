"""What was heard, said, decided and how people voted, item by item; then opinions and appendices."""

from association.meetings.choices import DecisionForm, VoteState
from documents.records.choices import Level
from home.rulebook.text import NBSP

from ..content import Content
from ..content.shapes import DecisionEntry, ItemEntry, OpinionEntry, VoteEntry
from . import wording
from .head import BY_HEART, WITHHELD
from .sheet import Heading, Line, Said, Table

UNSAID_FORM = DecisionForm.INTERNAL
"""1.5 knows three kinds of decisions; the fourth is our own and is not printed as if it were one of them."""


def items(content: Content, names_appendix: int | None = None) -> list:
    """`names_appendix`: where votes by name stand when there are too many names."""
    return [
        block
        for item in content["items"]
        for block in _Item(item, content, names_appendix).blocks()
    ]


class _Item:
    def __init__(self, item: ItemEntry, content: Content, names_appendix: int | None):
        self.item = item
        self.content = content
        self.people = content["people"]
        self.names_appendix = names_appendix

    def blocks(self) -> list:
        item = self.item
        if item["withheld"]:
            return [Heading(f"{item['number']}. {WITHHELD[self.content['level']]}")]
        title = Heading(f"{item['number']}. {wording.one_line(item['title'])}")
        if item["removal_reason"]:
            reason = wording.sentence(wording.one_line(item["removal_reason"]))
            return [title, Line(f"Вопрос снят с{NBSP}рассмотрения: {reason}")]
        return [title, *self._heard(), *self._spoken(), *self._rounds(), *self._partly()]

    def _heard(self) -> list:
        told = wording.paragraphs(self.item["heard"])
        speaker = self.item["speaker"] and wording.named(self.people[self.item["speaker"]])
        if not told and (self.content["level"] == Level.PUBLIC or not speaker):
            return []
        if speaker:
            first = f"{speaker}{NBSP}— {told[0]}" if told else wording.sentence(speaker)
            told = (first, *told[1:])
        return [Said("СЛУШАЛИ", told)]

    def _spoken(self) -> list:
        told = wording.paragraphs(self.item["spoken"])
        return [Said("ВЫСТУПИЛИ", told)] if told else []

    def _partly(self) -> list:
        if not self.item["partly"]:
            return []
        words = f"Часть решений по{NBSP}вопросу в{NBSP}этом экземпляре не{NBSP}показана."
        return [Line(words, "note")]

    def _rounds(self) -> list:
        """Each vote with the decision that it adopted, in the order of voting."""
        decisions = {decision["round"]: decision for decision in self.item["decisions"]}
        blocks = []
        for vote in self.item["votes"]:
            decision = decisions.get(vote["round"])
            if decision:
                blocks.append(self._decided(decision))
            about = () if decision else (f"По{NBSP}предложению «{_quoted(vote['question'])}».",)
            blocks.append(self._voted(vote, about))
        return blocks

    def _decided(self, decision: DecisionEntry) -> Said:
        first, *rest = wording.paragraphs(decision["text"]) or ("",)
        notes = []
        if decision["form"] != UNSAID_FORM:
            notes.append(f"Вид решения: {decision['form_title']}.")
        if decision["executor"]:
            notes.append(wording.sentence(f"Исполнитель: {self._executor(decision)}"))
        if decision["effect"]:
            notes.append(wording.sentence(wording.one_line(decision["effect"])))
        return Said("РЕШИЛИ", (f"{decision['number']}. {first}", *rest), tuple(notes))

    def _executor(self, decision: DecisionEntry) -> str:
        name = wording.named(self.people[decision["executor"]])
        if not decision["due_on"]:
            return name
        return f"{name}, срок{NBSP}— до{NBSP}{wording.day(decision['due_on'])}"

    def _voted(self, vote: VoteEntry, about: tuple[str, ...]) -> Said:
        if vote["state"] == VoteState.ANNULLED:
            reason = wording.sentence(wording.one_line(vote["annul_reason"]))
            return Said("ГОЛОСОВАЛИ", (*about, f"Голосование признано несостоявшимся: {reason}"))
        counted = f"{wording.counts(vote).capitalize()}. {wording.result(vote)}"
        return Said("ГОЛОСОВАЛИ", (*about, counted, *self._by_name(vote)), self._notes(vote))

    def _notes(self, vote: VoteEntry) -> tuple[str, ...]:
        this = (self.item["number"], vote["round"])
        notes = (each for each in self.content["notes"] if (each["item"], each["round"]) == this)
        said = [
            wording.sentence(each["text"].rstrip(".") + wording.in_brackets(each["clause"]))
            for each in notes
        ]
        return tuple(filter(None, [vote["explanation"], *said]))

    def _by_name(self, vote: VoteEntry) -> tuple[str, ...]:
        groups = {name: keys for name, keys in vote["by_name"].items() if keys}
        shown = {name: keys for name, keys in groups.items() if self._stands_here(name, keys)}
        told = [
            wording.sentence(f"{wording.NAMES_OF_GROUPS[name]}: {wording.names(keys, self.people)}")
            for name, keys in shown.items()
        ]
        if len(shown) < len(groups):
            told.append(f"Поимённо{NBSP}— в{NBSP}приложении{NBSP}{self.names_appendix}.")
        if vote["asked_to_record"]:
            asked = wording.names(vote["asked_to_record"], self.people)
            words = f"Просили записать свой голос в{NBSP}протокол: {asked}"
            told.append(wording.sentence(words))
        return tuple(told)

    def _stands_here(self, name: str, keys: list) -> bool:
        return self.names_appendix is None or (name != "for_" and len(keys) <= BY_HEART)


def _quoted(text: str) -> str:
    """Inside «…» other quotation marks are „…“."""
    return wording.one_line(text).rstrip(".").replace("«", "„").replace("»", "“")


def many_names(content: Content) -> bool:
    """Whether votes by name go into an appendix."""
    return any(
        len(vote["by_name"]["for_"]) > BY_HEART
        for item in content["items"]
        for vote in item["votes"]
    )


def names_list(content: Content) -> list:
    """The appendix with every vote by name (R64)."""
    blocks = []
    for item in content["items"]:
        for vote in item["votes"]:
            groups = {name: keys for name, keys in vote["by_name"].items() if keys}
            if not groups:
                continue
            blocks.append(Line(_which(item, vote), "group"))
            blocks += [
                Line(
                    f"{wording.NAMES_OF_GROUPS[name]} ({len(keys)}): "
                    f"{wording.names(keys, content['people'])}",
                    "small",
                )
                for name, keys in groups.items()
            ]
    return blocks


def _which(item: ItemEntry, vote: VoteEntry) -> str:
    number = next((d["number"] for d in item["decisions"] if d["round"] == vote["round"]), "")
    if number:
        return f"Решение {number}"
    return f"Вопрос {item['number']}, голосование {vote['round']}"


def opinions(content: Content, first_appendix: int) -> list:
    """That there were written opinions, or that there were none, is said in either case (3.6 «г», R128)."""
    if content["level"] == Level.PUBLIC:
        return []
    told = content["opinions"]
    title = Heading("Письменные мнения отсутствовавших")
    if not told:
        return [title, Line(_no_opinions(content))]
    rows = tuple(
        _opinion_row(opinion, first_appendix + at, content) for at, opinion in enumerate(told)
    )
    head = ("Чьё", "О\xa0чём", "Получено", "Как учтено", "Прил.\xa0№")
    return [
        title,
        Line(
            f"Мнения приложены к{NBSP}протоколу и{NBSP}составляют его неотъемлемую часть.", "note"
        ),
        Table(head, rows, (22, 14, 24, 25, 15)),
    ]


def _no_opinions(content: Content) -> str:
    """A copy that withholds something cannot say that there were none at all."""
    if any(item["withheld"] or item["partly"] for item in content["items"]):
        return f"В{NBSP}этом экземпляре письменных мнений нет."
    return f"Письменных мнений не{NBSP}поступало."


def _opinion_row(opinion: OpinionEntry, appendix: int, content: Content) -> tuple[str, ...]:
    about = f"вопрос{NBSP}{opinion['item']}" if opinion["item"] else "повестка"
    received = wording.moment(opinion["sent_at"])
    if opinion["is_late"]:
        received += f", с{NBSP}опозданием: принимались до{NBSP}{wording.moment(opinion['due_at'])}"
    considered = wording.one_line(opinion["outcome"]) or (
        "рассмотрено" if opinion["considered_at"] else f"не{NBSP}рассмотрено"
    )
    return (
        wording.named(content["people"][opinion["person"]]),
        about,
        received,
        considered,
        str(appendix),
    )


def opinion_blocks(opinion: OpinionEntry, appendix: int, content: Content) -> list:
    person = content["people"][opinion["person"]]
    about = f"по{NBSP}вопросу{NBSP}{opinion['item']}" if opinion["item"] else f"по{NBSP}повестке"
    blocks = [
        Heading(f"Приложение{NBSP}{appendix}. Письменное мнение {about}", new_page=True),
        Line(wording.introduced(person)),
        Line(f"Получено {wording.moment(opinion['sent_at'])}.", "note"),
    ]
    blocks += [Line(each) for each in wording.paragraphs(opinion["text"])]
    if file := opinion["file"]:
        blocks.append(
            Line(f"Файл: {wording.one_line(file['name'])}. SHA-256: {file['sha256']}.", "note")
        )
    return blocks
