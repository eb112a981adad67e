"""What the signs at the ends of a text say: has it ended, must it go on, is it a heading?"""

import re

_OPENING = "(«\"„“'["
# «…в соответствии с п.» at the end of a line: the number that begins the next one is cited there.
_CITES = re.compile(
    r"(?:\b(?:пп?|ст|ч|разд|гл|абз|прил|подп|пп?\.п)\.|№|\bN|§"
    r"|\b(?:под)?пункт(?:а|е|у|ом|ы|ов|ах|ами|ам)|\bстатей|\bстать(?:и|е|ю|ей|ёй|ях|ями|ям)"
    r"|\b(?:под)?раздел(?:а|е|у|ом|ов|ах|ами|ам)|\bглав(?:ы|е|у|ой|ах|ами)"
    r"|\bчаст(?:и|ью|ей|ях|ями)|\bабзац(?:а|е|у|ем|ев|ах|ами)|\bприложени(?:я|ю|и|ем|й|ях|ями))$",
    re.IGNORECASE,
)
# No sentence ends with these words: whatever follows them goes on.
_HANGS = re.compile(
    r"(?:[,(«–—]|(?:^|[\s(«])(?:а|без|в|во|для|до|за|и|из|или|к|ко|кроме|либо|на|над|не|но|о|об|обо|от"
    r"|по|под|при|про|с|со|см\.|согласно|также|у|что|чтобы|через|между|перед|пред|путём|путем))$",
    re.IGNORECASE,
)
# «1.5 часа», «2.5 млн рублей», «12.10.2026 г.»: a quantity or a date, not a clause.
_MEASURE = re.compile(
    r"(?:гг?\.|год|лет\b|час|мин(?:ут|\.|\b)|сек|сут|дн(?:я|ей|\.)|день\b|недел|месяц|раза?\b|руб|коп\."
    r"|тыс|млн|млрд|миллион|миллиард|%|‰|процент|балл|ставк|кв\.|куб\.|к?м[²³]?\b|[см]м\b|к?г\b|га\b|т\b"
    r"|тонн|л\b|литр|шт|чел|экз|[–—-]\s?\d|[+°/×,;)»]|утра\b|вечера\b|дня\b|метр|кило)"
)
# «3.2 настоящих Правил»: what follows a number that is only named.
_REFERENCE = re.compile(
    r"(?:настоящ|данн(?:ого|ой|ых)|указанн|вышеуказ|названн|эт(?:ого|ой|их)\b|и\s\d|или\s\d|Правил\b"
    r"|Устава\b|Порядка\b|Регламента\b|Стандарта\b|Кодекса\b|Закона\b|Федеральн(?:ого|ым)\sзакон"
    r"|Гражданского|Трудового|Налогового|Конституции\b|Инструкции\b|Положения\s(?:об?|и)\b)"
)
# «по форме / Приложения 1»: a name in a case that only stands inside a sentence.
_OBLIQUE = re.compile(
    r"(?:Приложени(?:я|ю|ем|и)|Раздел(?:а|у|ом|е)|Глав[ыеу]|Стать(?:и|е|ю|ёй|ей)|Пункт(?:а|у|ом|е))\s№?\s?\d"
)
_VERB = re.compile(
    r"\b\w+(?:ает|яет|ует|ится|ются|ятся|ается|яется|уется|ит|ают|яют|уют|ано|ено|ены|аны)\b"
)
_HEADING_LENGTH = 200
_WORD = re.compile(r"[^\W\d_]+")


def is_unfinished(text: str) -> bool:
    """Does the text end without a sign that closes a sentence or a row of a list?"""
    return bool(text) and text[-1] not in ".;:!?…"


def cites(text: str) -> bool:
    """Does the text end with «п.» or «пунктом», so that a number after it is named, not opened?"""
    return bool(_CITES.search(text[-30:]))


def hangs(text: str) -> bool:
    """Does the text end with a word or a sign after which it cannot stop?"""
    return cites(text) or bool(_HANGS.search(text[-20:]))


def begins_small(text: str) -> bool:
    """«в течение», also in quotes or brackets."""
    return text.lstrip(_OPENING)[:1].islower()


def is_measure(rest: str) -> bool:
    return bool(_MEASURE.match(rest))


def is_reference(rest: str) -> bool:
    return bool(_REFERENCE.match(rest))


def is_oblique(text: str) -> bool:
    """«Приложения 1 …», «Разделом 3 …»: what no sentence and no heading begins with."""
    return bool(_OBLIQUE.match(text))


def has_verb(text: str) -> bool:
    """Is it a sentence, as far as the end of a word tells?"""
    return bool(_VERB.search(text))


def is_capitals(text: str) -> bool:
    """«ОБЩИЕ ПОЛОЖЕНИЯ»; a word of four letters at least, so that «СМК» is none."""
    return text.upper() == text and any(len(word) > 3 for word in _WORD.findall(text[:400]))


def may_head(text: str) -> bool:
    """Short and without a sign at its end: such is a heading."""
    return len(text) <= _HEADING_LENGTH and is_unfinished(text)
