"""«Часть», «Раздел», «Глава», «Статья», «§» and «Приложение»."""

import re

from ...choices import ClauseKind
from ..heads import Context, Head
from ..numerals import ORDINAL, as_cyrillic, as_roman
from ..signs import begins_small, hangs, has_verb, is_unfinished

_KINDS = {
    "часть": ClauseKind.PART,
    "раздел": ClauseKind.SECTION,
    "подраздел": ClauseKind.SECTION,
    "глава": ClauseKind.CHAPTER,
    "статья": ClauseKind.ARTICLE,
    "§": ClauseKind.SECTION,
}
_NAMED = re.compile(
    r"^(?P<word>часть|подраздел|раздел|глава|статья|§)\s{0,3}(?:№\s?)?"
    rf"(?P<label>\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}|[ivlхуш|іпӏ]{{1,8}}|{ORDINAL}|[а-я])(?![\w-])"
    r"(?P<stop>\s?[.:)]|\s[–—-](?=\s))?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"^(?P<word>приложение)(?:\s{0,3}(?:№|n|nо|номер)?\.?\s{0,3}"
    r"(?P<label>\d{1,3}(?:\.\d{1,3}){0,2}|[ivхі]{1,6}|[а-я](?:\.\d{1,2})?)(?![\w]))?"
    r"(?P<stop>\.|\s[–—-](?=\s))?(?P<rest>(?:\s.*)?)$",
    re.IGNORECASE,
)
_FOLDED = 80
# «Статья 12 Федерального закона …» is cited, not opened.
_FOREIGN_ACT = re.compile(
    r"(?:федеральн|закон|кодекс|конституц|гражданск|трудов|налогов|уголовн|бюджетн|семейн|земельн"
    r"|жилищн|устава|положения|правил|регламента|договора|настоящ|[гтну]к\b|коап|рф\b|,|;|\)|и\s\d)",
    re.IGNORECASE,
)
_TO_AN_ACT = re.compile(
    r"(?:к|ко)\s+(?:\w+\s+){0,4}?(?:положени|правил|приказ|регламент|устав|порядк|стандарт|договор"
    r"|постановлени|распоряжени|решени|инструкц|протокол|программ|соглашени|кодекс|концепц|методик"
    r"|заявк|письм|закон|политик)",
    re.IGNORECASE,
)
_CONSISTS_OF_LETTER_K = re.compile(r"[кК]о?$")


def read_named(text: str, context: Context) -> Head | None:
    match = _NAMED.match(_folded(text))
    if not match or (not text[0].isupper() and text[0] != "§") or hangs(context.before):
        return None
    rest = text[match.start("rest") :]
    if not match["stop"] and (begins_small(rest) or _FOREIGN_ACT.match(rest)):
        return None
    if begins_small(rest) and context.close and is_unfinished(context.before):
        return None
    kind = _KINDS[match["word"].lower()]
    marker = text[: match.start("rest")].rstrip()
    label = _label(text[slice(*match.span("label"))])
    return Head(kind, marker, label, rest, named=match["word"] != "§")


def read_appendix(text: str, context: Context) -> Head | None:
    """«Приложение А» on a line of its own or with a title; not the word inside a sentence."""
    match = _APPENDIX.match(_folded(text))
    if not match or hangs(context.before):
        return None
    if not text[0].isupper() and not _is_alone(match, context):
        return None
    rest_at = match.start("rest")
    printed = text[slice(*match.span("label"))] if match["label"] else ""
    if printed.isalpha() and _is_preposition(text, match):
        rest_at, printed = match.start("label"), ""
    rest = text[rest_at:].strip()
    if not _may_follow_appendix(rest, printed, bool(match["stop"]), context):
        return None
    label = _label(printed).upper() if printed else None
    return Head(ClauseKind.APPENDIX, text[:rest_at].strip(), label, rest)


def _is_alone(match: re.Match[str], context: Context) -> bool:
    """«приложение 1» and nothing else below a sentence that has ended."""
    is_inside = context.close and is_unfinished(context.before)
    is_row = context.before.endswith((";", ":", ","))
    return bool(match["label"]) and not match["rest"] and not is_inside and not is_row


def _is_preposition(text: str, match: re.Match[str]) -> bool:
    """«ПРИЛОЖЕНИЕ К ПОЛОЖЕНИЮ», «Приложение к приказу»: К is no letter of an appendix."""
    start, end = match.span("label")
    printed = text[start:end]
    if printed.islower():
        return True
    return bool(_CONSISTS_OF_LETTER_K.match(printed) and _TO_AN_ACT.match(text[start:]))


def _may_follow_appendix(rest: str, label: str, has_stop: bool, context: Context) -> bool:
    if not rest:
        return True
    if rest[-1] in ";,":
        return False
    if rest[-1] == "." and not has_stop and (not _TO_AN_ACT.match(rest) or has_verb(rest)):
        return False
    if begins_small(rest) and not rest.startswith("(") and not _TO_AN_ACT.match(rest):
        return False
    if not label and not _TO_AN_ACT.match(rest):
        return False
    is_inside = context.close and is_unfinished(context.before)
    return not is_inside or (not context.full and not has_verb(rest))


def _folded(text: str) -> str:
    """The beginning with Latin look-alikes as Cyrillic letters, sign for sign; «P A З Д Е Л» is rare."""
    return as_cyrillic(text[:_FOLDED]) + text[_FOLDED:]


def _label(printed: str) -> str:
    """«II» for «ll»; a word, a figure or a letter as printed."""
    if printed[:1].isdecimal():
        return printed
    return as_roman(printed) or (as_cyrillic(printed) if len(printed) == 1 else printed)
