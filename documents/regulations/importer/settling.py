"""What a number without a dot opens: a section or a clause. The blocks around it tell."""

import re
from dataclasses import replace

from ..choices import ClauseKind
from .blocks import Block
from .signs import is_capitals, is_unfinished

_HEADING_LENGTH = 200
_SENTENCE_LENGTH = 60
_VERB = re.compile(
    r"\b\w+(?:ает|яет|ует|ится|ются|ятся|ается|яется|уется|ают|яют|уют|ет[ьс]я|или|ены|ана|ено)\b|\bвправе\b"
)
_INSIDE = (ClauseKind.ITEM, ClauseKind.PARAGRAPH, ClauseKind.TABLE)
_OUTER = (ClauseKind.PART, ClauseKind.CHAPTER)


def settle_sections(blocks: list[Block]) -> list[Block]:
    """«5. Взаимодействие» is a section where clauses of more numbers follow, else a clause.

    An appendix is counted by itself, and so judged by itself.
    """
    settled: list[Block] = []
    scope: list[Block] = []
    for block in blocks:
        if block.kind == ClauseKind.APPENDIX and scope:
            settled += _settle_scope(scope)
            scope = []
        scope.append(block)
    return settled + _settle_scope(scope)


def _settle_scope(blocks: list[Block]) -> list[Block]:
    is_dotted = any(block.components > 1 for block in blocks)
    has_outer = any(_is_outer(block) for block in blocks)
    are_titled = not is_dotted and _are_titled(blocks)
    in_article = _places_in_articles(blocks)
    following: Block | None = None
    settled: list[Block] = []
    for at in reversed(range(len(blocks))):
        block = blocks[at]
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.components == 1 and at not in in_article:
            if is_dotted:
                is_section = _is_section(block, following, has_outer)
            else:
                is_section = _is_titled(block, below) and (are_titled or block.heading)
            if is_section:
                block = replace(block, kind=ClauseKind.SECTION)
        if block.kind not in _INSIDE:
            following = block
        settled.append(block)
    return settled[::-1]


def _is_outer(block: Block) -> bool:
    """A part, a chapter, «Раздел 1» or «I.»: what is counted below it may be clauses at once."""
    is_section = block.kind == ClauseKind.SECTION and block.head is not None and block.label
    return block.kind in _OUTER or bool(is_section)


def _places_in_articles(blocks: list[Block]) -> set[int]:
    """Places below an article, where a number without a dot is its part, never a section."""
    inside: set[int] = set()
    in_article = False
    for at, block in enumerate(blocks):
        if block.kind == ClauseKind.ARTICLE:
            in_article = True
        elif block.kind in (*_OUTER, ClauseKind.SECTION, ClauseKind.APPENDIX):
            in_article = False
        elif in_article:
            inside.add(at)
    return inside


def _is_section(block: Block, following: Block | None, has_outer: bool) -> bool:
    if following and (following.label or "").startswith(f"{block.label}."):
        return not (_is_sentence(block.text) and (has_outer or len(block.text) > _HEADING_LENGTH))
    return len(block.text) <= _HEADING_LENGTH and is_unfinished(block.text)


def _is_sentence(text: str) -> bool:
    """«Кружок ведёт педагог и отвечает за детей.»: no heading, though clauses stand below it."""
    return text[-1:] in ".:" and len(text) > _SENTENCE_LENGTH and bool(_VERB.search(text))


def _are_titled(blocks: list[Block]) -> bool:
    """Where nothing has a dot: do most numbers stand over text, as headings do?"""
    single = [at for at, block in enumerate(blocks) if block.components == 1]
    titled = [
        at
        for at in single
        if _is_titled(blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None)
    ]
    restarts = any(blocks[at + 1].label == "1" and blocks[at + 1].components for at in titled)
    return bool(titled) and (restarts or 2 * len(titled) >= len(single))


def _is_titled(block: Block, below: Block | None) -> bool:
    """A short line without a full stop, and below it text or a number that begins anew."""
    if not block.text or len(block.text) > _HEADING_LENGTH or below is None:
        return False
    if not is_unfinished(block.text) and not is_capitals(block.text):
        return False
    is_text = below.kind in (ClauseKind.PARAGRAPH, ClauseKind.TABLE)
    restarts = below.kind == ClauseKind.CLAUSE and below.label == "1"
    return is_text or restarts or (is_capitals(block.text) and below.components != 1)
