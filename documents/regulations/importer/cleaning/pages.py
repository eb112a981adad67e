"""What a page prints besides the text: its number, its running head and foot."""

import re
from collections import defaultdict
from itertools import pairwise

from .drafts import DraftLine

_NUMBER = "номер страницы"
_RUNNING = "колонтитул"
_WORDED = re.compile(
    r"^[-–—\[(]?\s?(?:стр(?:аница|\.)?|page|лист(?=\s?\d+\s?(?:из|/)))\s?№?\s?\d{1,4}"
    r"(?:\s?(?:из|of|/)\s?\d{1,4})?\s?[\])]?\s?[-–—]?$",
    re.IGNORECASE,
)
# A running head with the number in it: «Регламент Палаты   Стр. 2 из 3».
_NUMBERED_HEAD = re.compile(
    r"(?:^|\s)(?:стр(?:аница|\.)|page|лист)\s?\d{1,4}\s?(?:из|of|/)\s?\d{1,4}(?:\s|$)",
    re.IGNORECASE,
)
_FRAMED = re.compile(r"^(?:[-–—]\s?\d{1,4}\s?[-–—]|\[\s?\d{1,4}\s?\]|~\s?\d{1,4}\s?~)$")
_BARE = re.compile(r"^(?P<page>\d{1,4})(?:\s?(?:/|из)\s?(?P<of>\d{1,4}))?$")
_AWAITS_NUMBER = re.compile(r"(?:№|\bN|\b(?:пп?|ст|разд|гл|абз)\.)$", re.IGNORECASE)
_AWAITS_COUNT = re.compile(r"(?:\b(?:из|до|от|на|за|около|свыше|менее|более|течение|через))$")
_COUNTED = re.compile(
    r"(?:человек|член|рабоч|календарн|дн|лет|год|час|мин|месяц|раз|процент|руб|тыс)"
)
_NEVER_RUNNING = re.compile(
    r"^(?:[\d\W]|[а-яё]\)|[IVX]+\.|(?:часть|раздел|глава|статья|приложение)\b)|_{2}|\t|[;:,]$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"^(?:положение|правила|порядок|регламент|устав|стандарт|инструкция)\b", re.I)
_DIGITS = re.compile(r"\d+")
_EDGE = 2
_LEAST_LENGTH = 8
_LEAST_DISTANCE = 8
_ENDS = tuple(".!?;:")


def drop_page_marks(drafts: list[DraftLine]) -> None:
    _drop_numbers(drafts)
    _drop_running_lines(drafts)


def _drop_numbers(drafts: list[DraftLine]) -> None:
    bare: list[tuple[int, int]] = []
    above = ""
    for at, draft in enumerate(drafts):
        if not draft.text or draft.heading:
            continue
        if _WORDED.match(draft.text) or _FRAMED.match(draft.text):
            _drop(draft, _NUMBER)
            continue
        match = _BARE.match(draft.text)
        if match and _may_be_page(match) and not _is_said(drafts, at, above):
            bare.append((at, int(match["page"])))
        above = draft.text
    for at in _pages(drafts, bare):
        _drop(drafts[at], _NUMBER)


def _is_said(drafts: list[DraftLine], at: int, above: str) -> bool:
    """«не менее / 5 / человек»: the number belongs to the sentence."""
    below = next((draft.text for draft in drafts[at + 1 : at + 4] if draft.text), "")
    is_counted = _AWAITS_COUNT.search(above[-12:]) and _COUNTED.match(below)
    return bool(_AWAITS_NUMBER.search(above[-8:]) or is_counted)


def _drop(draft: DraftLine, why: str) -> None:
    draft.drop_whole(why)
    draft.is_page_mark = True


def _may_be_page(match: re.Match[str]) -> bool:
    page = int(match["page"])
    return page <= int(match["of"]) if match["of"] else 0 < page < 1000


def _pages(drafts: list[DraftLine], bare: list[tuple[int, int]]) -> set[int]:
    """Bare numbers that stand apart, or count on from one another through the text."""
    found = {at for at, _ in bare if _stands_apart(drafts, at)}
    last = max((at for at, draft in enumerate(drafts) if draft.text), default=0)
    for (first, page), (second, next_page) in pairwise(bare):
        if next_page == page + 1 and (second - first >= 5 or second == last):
            found |= {first, second}
    return found


def _stands_apart(drafts: list[DraftLine], at: int) -> bool:
    above = drafts[at - 1] if at else None
    below = drafts[at + 1] if at + 1 < len(drafts) else None
    here = drafts[at].page
    starts = above is None or not above.text or above.page != here
    ends = below is None or not below.text or below.page != here
    return (
        (starts and ends)
        or (above is not None and above.page != here)
        or (below is not None and below.page != here)
    )


def _drop_running_lines(drafts: list[DraftLine]) -> None:
    """Lines repeated where pages break; the first stays when it is all there is of a title."""
    content = [at for at, draft in enumerate(drafts) if draft.text]
    groups: dict[str, list[int]] = defaultdict(list)
    for order, at in enumerate(content):
        if not drafts[at].heading and not _NEVER_RUNNING.search(drafts[at].text):
            groups[_DIGITS.sub("#", drafts[at].text)].append(order)
    if all(len(group) < 2 for group in groups.values()):
        return
    edges = _edges_of_pages(drafts, content)
    for group in groups.values():
        for order in _running(drafts, content, group, edges):
            if order or _is_numbered(drafts[content[0]]) or _has_title_below(drafts, content):
                _drop(drafts[content[order]], _RUNNING)


def _is_numbered(draft: DraftLine) -> bool:
    return bool(_NUMBERED_HEAD.search(draft.text))


def _has_title_below(drafts: list[DraftLine], content: list[int]) -> bool:
    first = drafts[content[0]].text
    below = [drafts[at].text for at in content[1:12]]
    return any(_TITLED.match(text) and text != first for text in below)


def _edges_of_pages(drafts: list[DraftLine], content: list[int]) -> set[int]:
    """Places in `content` that are among the first or last lines of a page."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for order, at in enumerate(content):
        if drafts[at].page:
            by_page[drafts[at].page].append(order)
    if len(by_page) < 2:
        return set()
    return {order for page in by_page.values() for order in (*page[:_EDGE], *page[-_EDGE:])}


def _running(
    drafts: list[DraftLine], content: list[int], group: list[int], edges: set[int]
) -> list[int]:
    """Which lines of a group of equal ones are running heads."""
    if len(group) < 2:
        return []
    if _is_numbered(drafts[content[group[0]]]):
        return group
    at_edges = [order for order in group if order in edges]
    if len(at_edges) >= max(2, len(group) - 1):
        return at_edges
    beside_marks = [order for order in group if _is_beside_mark(drafts, content[order])]
    if len(beside_marks) >= max(2, len(group) - 1):
        return beside_marks
    return group if not edges and _is_head_by_itself(drafts, content, group) else []


def _is_head_by_itself(drafts: list[DraftLine], content: list[int], group: list[int]) -> bool:
    """No mark of a page beside it: the title again and again, or what breaks sentences, far apart."""
    text = drafts[content[group[0]]].text
    if len(group) < 3 or text.endswith(_ENDS) or not text[0].isupper() or len(text) < _LEAST_LENGTH:
        return False
    if any(second - first < _LEAST_DISTANCE for first, second in pairwise(group)):
        return False
    if group[0] == 0:
        return True
    breaks = sum(_interrupts(drafts, content, order) for order in group)
    return 2 * breaks >= len(group) and not _is_repeated_text(drafts, content, group)


def _is_repeated_text(drafts: list[DraftLine], content: list[int], group: list[int]) -> bool:
    """A sentence said again and again: the same words beside each, or lines as wide as those above."""
    above = [drafts[content[order - 1]].text for order in group]
    below = [drafts[content[order + 1]].text for order in group if order + 1 < len(content)]
    width = len(drafts[content[group[0]]].text)
    as_wide = sum(0.85 * len(text) <= width <= 1.15 * len(text) for text in above)
    fewest = min(len(set(above)), len(set(below)))
    return fewest < len(group) - 1 or 2 * as_wide > len(group)


def _is_beside_mark(drafts: list[DraftLine], at: int) -> bool:
    """Is the nearest line above or below a page number or a running line dropped already?"""
    for step in (-1, 1):
        beside = at + step
        while 0 <= beside < len(drafts) and not drafts[beside].text:
            if drafts[beside].is_page_mark:
                return True
            beside += step
    return False


def _interrupts(drafts: list[DraftLine], content: list[int], order: int) -> bool:
    """Does a sentence go on from the line above to the line below?"""
    if not 0 < order < len(content) - 1:
        return False
    above, below = drafts[content[order - 1]].text, drafts[content[order + 1]].text
    return not above.endswith(_ENDS) and below[0].islower()
