"""Spaces inside a word or a number: «П О Л О Ж Е Н И Е» is «ПОЛОЖЕНИЕ»."""

import re

from .drafts import DraftLine

_SPACED = re.compile(r"(?<!\S)[^\W_](?: [^\W\d_])+(?![^\s.:,»])")
_SPACED_NUMBER = re.compile(r"^(\d{1,2})(?:\s\.(?=\s+[А-ЯЁ«])()|\s?\.\s(\d{1,2}\.)(?=\s+[А-ЯЁ«]))")
_WIDE_GAP = re.compile(r"[ \xa0]{2,}|\t")
_LEAST_LETTERS = 4
_ONE_WORD = 12
_LONGEST = 120
_KNOWN = [
    "ВЗАИМОДЕЙСТВИЕ",
    "ДЕЯТЕЛЬНОСТИ",
    "ЗАКЛЮЧИТЕЛЬНЫЕ",
    "ЗАДАЧИ",
    "ЗАЯВЛЕНИЕ",
    "И",
    "ИНСТРУКЦИЯ",
    "КОДЕКС",
    "МЕТОДИКА",
    "ОБЩИЕ",
    "ОБЯЗАННОСТИ",
    "ОРГАНИЗАЦИЯ",
    "ОСНОВНЫЕ",
    "ОТВЕТСТВЕННОСТЬ",
    "ОТЧЕТНОСТЬ",
    "ПЕРЕХОДНЫЕ",
    "ПОЛОЖЕНИЕ",
    "ПОЛОЖЕНИЯ",
    "ПОРЯДОК",
    "ПОСТАНОВЛЕНИЕ",
    "ПРАВА",
    "ПРАВИЛА",
    "ПРИЕМА",
    "ПРИЁМА",
    "ПРИКАЗ",
    "ПРИЛОЖЕНИЕ",
    "ПРОГРАММА",
    "ПРОТОКОЛ",
    "РАБОТЫ",
    "РАЗДЕЛ",
    "РЕГЛАМЕНТ",
    "РЕШЕНИЕ",
    "СТАНДАРТ",
    "СТАТЬЯ",
    "УСТАВ",
    "УЧАСТНИКОВ",
    "ФУНКЦИИ",
    "ЦЕЛИ",
    "ЧАСТЬ",
    "ЧЛЕНОВ",
    "ГЛАВА",
]


def join_spaced_numbers(drafts: list[DraftLine]) -> None:
    """«1. 2. Право» and «3 . Сроки» as a PDF gives them."""
    for draft in drafts:
        draft.text = _SPACED_NUMBER.sub(r"\g<1>.\g<2>\g<3>", draft.text)


def join_spaced_letters(drafts: list[DraftLine]) -> None:
    """Spaces are no signs, so nothing is lost. Where the gaps between words show, they stay."""
    for draft in drafts:
        if _looks_spaced(draft.text):
            draft.text = " ".join(
                _SPACED.sub(_joined, " ".join(part.split()))
                for part in _WIDE_GAP.split(draft.raw.strip())
                if part.strip()
            )


def _looks_spaced(text: str) -> bool:
    words = text.split()
    single = sum(len(word) == 1 and word.isalpha() for word in words)
    return single >= _LEAST_LETTERS and bool(_SPACED.search(text))


def _joined(spaced: re.Match[str]) -> str:
    letters = spaced.group().replace(" ", "")
    if len(letters) < _LEAST_LETTERS:
        return spaced.group()
    words = _known_words(letters)
    if words:
        return " ".join(words)
    return letters if len(letters) <= _ONE_WORD else spaced.group()


def _known_words(letters: str) -> list[str]:
    """The letters as words that headings are made of, [] when they are not such alone."""
    if len(letters) > _LONGEST:
        return []
    reached: dict[int, list[str]] = {0: []}
    for at in range(len(letters)):
        if at not in reached:
            continue
        for word in _KNOWN:
            if letters[at : at + len(word)].upper() == word:
                reached.setdefault(at + len(word), [*reached[at], letters[at : at + len(word)]])
    return reached.get(len(letters), [])
