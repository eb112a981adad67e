"""Bytes of a plain text file to text: UTF-8 with or without BOM, or Windows-1251."""

import re

from home.rulebook import DomainError

from ..rules import SOURCE_READABLE

MAX_BYTES = 1024 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_FOREIGN = re.compile(r"[^\s!-~А-Яа-яЁё«»„“”‘’–—…№§°·•\xad©®]")
# Bytes of another Cyrillic encoding, read as Windows-1251, give rare signs or capitals within words.
_FOREIGN_SHARE = 0.03


def decode(data: bytes) -> str:
    """The text of the file; DomainError with a sentence for a file that is no Russian plain text."""
    if len(data) > MAX_BYTES:
        raise _refusal(f"Файл больше {MAX_BYTES // 1024 // 1024}\xa0МБ: это не текст положения.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal("Файл в кодировке UTF-16: сохраните его как текст в кодировке UTF-8.")
    text = _decode_utf8(data)
    if text is None:
        text = data.decode("cp1251", errors="replace")
        if not _CONTROL.search(text) and not _looks_russian(text):
            raise _refusal("Кодировка файла не распознана: сохраните его в UTF-8.")
    if _CONTROL.search(text):
        raise _refusal("В файле двоичные данные: загрузите обычный текст (.txt).")
    if not text.strip():
        raise _refusal("Файл пуст.")
    return text


def _decode_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _looks_russian(text: str) -> bool:
    foreign = len(_FOREIGN.findall(text))
    capitals = len(re.findall(r"[А-ЯЁ]", text))
    small = len(re.findall(r"[а-яё]", text))
    return small > capitals and foreign <= _FOREIGN_SHARE * len(text)


def _refusal(sentence: str) -> DomainError:
    return DomainError(sentence, SOURCE_READABLE)
