"""Appendices that the text names and that have no heading, and those left out of their count."""

import re
from collections.abc import Iterator

from ...choices import ClauseKind
from ..nodes import Fault, Node
from .lists import count_of
from .walking import walk

_MENTION = re.compile(
    r"\b[Пп]риложени[а-я]{1,3}\s+(?P<labels>(?:№+\s*)?(?:[А-ЯЁA-Z]|\d{1,2})\b"
    r"(?:(?:,\s|\sи\s|\sили\s)(?:№\s*)?(?:[А-ЯЁA-Z]|\d{1,2})\b){0,8})(?=(?P<rest>.{0,40}))"
)
_LABEL = re.compile(r"[А-ЯЁA-Z]|\d{1,2}")
_OF_AN_ACT = re.compile(r"\s+к\s+(?!настоящ|этому|данн|положени\w*(?:\s*[).,;]|$))", re.IGNORECASE)


def missing_appendices(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    """The form without a heading is to blame; else the first place that names the appendix."""
    everything = list(walk(nodes))
    present = [node.label for node in everything if node.kind == ClauseKind.APPENDIX]
    mentions = _mentions(everything, {label for label in present if label})
    headless = [node.line for node in nodes if node.kind == ClauseKind.FORM]
    unlabelled = present.count(None)
    for label, line in sorted(mentions.items())[unlabelled:]:
        yield Fault(
            "missing-heading",
            label,
            headless.pop(0) if headless else line,
            f"Текст ссылается на приложение {label}, а заголовка «Приложение {label}» нет.",
        )
    for line in headless:
        yield Fault("missing-heading", "", line, "Форма стоит без заголовка «Приложение».")


def _mentions(everything: list[Node], present: set[str]) -> dict[str, int]:
    """Labels of absent appendices with the lines that name them first."""
    mentions: dict[str, int] = {}
    for node in everything:
        if node.kind in (ClauseKind.FORM, ClauseKind.APPENDIX):
            continue
        for mention in _MENTION.finditer(node.text):
            if _OF_AN_ACT.match(mention["rest"]):
                continue
            for label in _LABEL.findall(mention["labels"]):
                if label not in present:
                    mentions.setdefault(label, node.line)
    return mentions


def skipped_appendices(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    """«Приложение 3» after «Приложение 1» where nothing names the second; and a number used twice."""
    appendices = [
        node for node in nodes if node.kind == ClauseKind.APPENDIX and count_of(node.label)
    ]
    told = {fault.label for fault in missing_appendices(nodes)}
    seen: set[str] = set()
    last = -1
    for node in appendices:
        count = count_of(node.label)
        place = count.place(node.label)
        if node.label in seen:
            yield Fault(
                count.repeated,
                node.label,
                node.line,
                f"Приложение {node.label} уже есть выше: адрес этого места — #{node.anchor}.",
            )
        elif place > last + 1 and count is count_of(appendices[0].label):
            for label in count.between(last, place, node.label)[:3]:
                if label not in told:
                    yield Fault(
                        count.skipped,
                        label,
                        node.line,
                        f"Перед приложением {node.label} пропущено приложение {label}.",
                    )
        seen.add(node.label)
        last = max(last, place)
