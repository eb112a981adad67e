"""What a sentence of a regulation refers to: its own clauses, sections and appendices, and itself. Pure text.

    find_mentions("по пунктам 3.1 и 3.2 настоящего Положения") → clause 3.1, clause 3.2, the regulation itself

A clause of somebody else («п. 5 ст. 12 Федерального закона») is no mention.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .choices import ClauseKind

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,5}(?!\d)"
_ROMAN = r"[IVXLCІХС]{1,7}(?!\w)"
_BETWEEN = r"\s*(?:,\s*(?:и\s+|а\s+также\s+)?|и\s+|или\s+|либо\s+|[–—-])\s*"
_ENDINGS = {
    ClauseKind.CLAUSE: r"(?:п\.\s?п\.|пп?\.|(?:под)?пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b)",
    ClauseKind.SECTION: r"(?:разд\.|раздел(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b)",
    ClauseKind.CHAPTER: r"(?:гл\.|глав(?:а|ы|е|у|ой|ам|ами|ах)?\b)",
    ClauseKind.ARTICLE: r"(?:ст\.|стат(?:ья|ьи|ье|ью|ьей|ьёй|ей|ьям|ьями|ьях)\b)",
    ClauseKind.PART: r"(?:част(?:ь|и|ью|ей|ям|ями|ях)\b)",
    ClauseKind.APPENDIX: r"(?:приложени(?:е|я|ю|ем|и|й|ям|ями|ях)\b)",
}
_LABELS = {
    ClauseKind.CLAUSE: _NUMBER,
    ClauseKind.APPENDIX: r"(?:№\s*)?(?:[А-ЯЁA-Z](?!\w)|\d{1,2}(?![\d.]*\d))",
}
_ITEM = r"(?:подпункт\w*\s+[«\"„]?(?P<item>[а-яё]|\d{1,2})(?:\)|[»\"“])?\s+)?"


def _pattern(kind: ClauseKind) -> re.Pattern:
    label = _LABELS.get(kind, rf"(?:{_NUMBER}|{_ROMAN})")
    item = _ITEM if kind == ClauseKind.CLAUSE else ""
    # The word may be of either case («Приложение», «приложении»), the letter after it only a capital.
    return re.compile(
        rf"(?<!\w)(?P<lead>{item}(?i:{_ENDINGS[kind]})\s*)(?P<labels>{label}(?:{_BETWEEN}{label})*)"
    )


_PATTERNS = {kind: _pattern(kind) for kind in _ENDINGS}
_LABEL = {kind: re.compile(_LABELS.get(kind, rf"{_NUMBER}|{_ROMAN}")) for kind in _ENDINGS}
_LETTER_AFTER = re.compile(r"\s*(?:,\s*)?[«\"„](?P<item>[а-яё])[»\"“]")
_ITSELF = re.compile(
    r"(?<!\w)настоящ(?:ее|его|ему|им|ем|ий|ие|их|ими|ая|ей|ую)\s+"
    r"(?:положени\w*|правил\w*|стандарт\w*|регламент\w*|поряд\w*|устав\w*|концепци\w*|программ\w*|документ\w*)",
    re.IGNORECASE,
)
# «…статьи 12», «…части 3», «…Федерального закона», «…Устава»: what comes next names the owner.
_OF_ANOTHER = re.compile(
    r"[)»\"]?\s*(?:(?:стат|част|глав|раздел)\w*\s+\d|ст\.|ч\.|"
    r"(?:[А-ЯЁ][\w-]*(?:ого|его|ой|ей|ых|их)\s+){0,4}"
    r"(?i:федеральн|закон|кодекс|приказ|указ|постановлен|распоряжен|конституц|договор|устав|концепц|программ|"
    r"порядк|правил|регламент|стандарт|положени))"
)
_OF_OURS = re.compile(r"\s*(?:\(\s*)?(?:настоящ|данн|этого|этой|этих)")


@dataclass(frozen=True)
class Mention:
    """Letters `start` to `end` name a piece; `kind` None is the regulation itself, `item` a letter of a clause."""

    start: int
    end: int
    kind: ClauseKind | None = None
    label: str = ""
    item: str = ""


def find_mentions(text: str, own_word: str = "") -> list[Mention]:
    """In the order of the text, none within another.

    `own_word` is what the regulation calls itself («положени»): «п. 3.1 Положения» is then its own clause.
    """
    found = [
        mention
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
        if not _is_of_another(text[match.end() :], own_word)
        for mention in _read(match, kind)
    ]
    found += [Mention(match.start(), match.end()) for match in _ITSELF.finditer(text)]
    return list(_apart(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def _read(match: re.Match, kind: ClauseKind) -> Iterator[Mention]:
    """One mention for each number; the word belongs to the first of them."""
    start = match.start()
    for label in _LABEL[kind].finditer(match.string, match.start("labels"), match.end("labels")):
        end = label.end()
        item = (match["item"] or "") if kind == ClauseKind.CLAUSE else ""
        if kind == ClauseKind.CLAUSE and (letter := _LETTER_AFTER.match(match.string, end)):
            item, end = letter["item"], letter.end()
        yield Mention(start, end, kind, label[0].removeprefix("№").strip(), item)
        start = _next_label(match, end, kind)


def _next_label(match: re.Match, after: int, kind: ClauseKind) -> int:
    following = _LABEL[kind].search(match.string, after, match.end("labels"))
    return following.start() if following else after


def _is_of_another(rest: str, own_word: str) -> bool:
    if _OF_OURS.match(rest):
        return False
    owner = _OF_ANOTHER.match(rest)
    if not owner:
        return False
    own = own_word and re.match(rf"\s*{re.escape(own_word)}\w*\b(?!\s+(?:о|об|по)\s)", rest, re.I)
    return not own


def _apart(mentions: list[Mention]) -> Iterator[Mention]:
    end = 0
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end
