"""The table of contents: headings that stand in the text once more, with the numbers of pages."""

import re

from .drafts import DraftLine

_WHY = "оглавление"
_HEADING = re.compile(r"^(?:содержание|оглавление)\s?[.:]?$", re.IGNORECASE)
_PAGE = re.compile(r"\d{1,4}$")
_LEADER = frozenset(".…·_ \t")
_WORDS = re.compile(r"\w+")
_LONGEST_ENTRY = 3
_MOST_ENTRIES = 300


def drop_contents(drafts: list[DraftLine]) -> None:
    """The entries, with their heading. Without dotted lines only what the text repeats below is one."""
    content = [at for at, draft in enumerate(drafts) if draft.text]
    later: dict[str, int] | None = None
    place = 0
    while place < len(content):
        is_headed = bool(_HEADING.match(drafts[content[place]].text))
        first = place + 1 if is_headed else place
        end = _end_of_entries(drafts, content, first, is_headed)
        if is_headed and end == first:
            if later is None:
                later = {_key(drafts[at].text): order for order, at in enumerate(content)}
            end = _end_of_repeated(drafts, content, first, later)
        if end - first >= (1 if is_headed else 2):
            for at in content[place:end]:
                drafts[at].drop_whole(_WHY)
        place = max(end, place + 1)


def _end_of_entries(
    drafts: list[DraftLine], content: list[int], first: int, is_headed: bool
) -> int:
    """The place after the last line with a page number at the end of dots, or after a repeated one."""
    end = first
    while end < len(content):
        following = [drafts[at].text for at in content[end : end + _LONGEST_ENTRY]]
        lines = next((n for n, text in enumerate(following, 1) if _has_leader(text)), 0)
        if not lines or (lines > 1 and end == first and not is_headed):
            break
        end += lines
    return end


def _has_leader(text: str) -> bool:
    """«1. Общие положения ........ 3», also with a tab, without looking at the text twice."""
    page = _PAGE.search(text)
    if not page:
        return False
    title = text[: page.start()]
    stripped = len(title)
    while stripped and title[stripped - 1] in _LEADER:
        stripped -= 1
    leader = title[stripped:]
    return stripped > 0 and (leader.count(".") >= 4 or "…" in leader)


def _end_of_repeated(
    drafts: list[DraftLine], content: list[int], first: int, later: dict[str, int]
) -> int:
    """Entries without dots: each is printed below once more, and so the first of them is.

    `later` is the last place of each line, by its words.
    """
    keys: list[str] = []
    for order in range(first, min(len(content), first + _MOST_ENTRIES)):
        key = _key(drafts[content[order]].text)
        if later[key] <= order or (keys and key == keys[0]):
            break
        keys.append(key)
    return first + len(keys) if len(keys) > 1 else first


def _key(text: str) -> str:
    """The words of an entry without the number of its page."""
    page = _PAGE.search(text)
    bare = text[: page.start()] if page and text[page.start() - 1 : page.start()] in " \t" else text
    return " ".join(_WORDS.findall(bare.lower()))
