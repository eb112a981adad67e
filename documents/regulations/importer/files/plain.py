"""Bytes of a plain text file to lines: UTF-8 with or without BOM, UTF-16 with one, or Windows-1251."""

import codecs
import re

from ..lines import split_lines
from .results import Extract, refusal
from .signs import typed

MAX_BYTES = 1024 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_FOREIGN = re.compile(r"[^\s!-~А-Яа-яЁё«»„“”‘’–—…№§°·•\xad©®]")
# Bytes of another Cyrillic encoding, read as Windows-1251, give rare signs or capitals within words.
_FOREIGN_SHARE = 0.03
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def extract(data: bytes) -> Extract:
    return Extract(split_lines(decode(data)))


def decode(data: bytes) -> str:
    """The text of the file; DomainError with a sentence for a file that is no Russian plain text."""
    if len(data) > MAX_BYTES:
        raise refusal(f"Файл больше {MAX_BYTES // 1024 // 1024}\xa0МБ: это не текст положения.")
    text = _decode_unicode(data)
    if text is None:
        text = data.decode("cp1251", errors="replace")
        if not _CONTROL.search(text) and not _looks_russian(text):
            raise refusal("Кодировка файла не распознана: сохраните его в UTF-8.")
    if _CONTROL.search(text):
        raise refusal("В файле двоичные данные: загрузите обычный текст (.txt).")
    if not text.strip():
        raise refusal("Файл пуст.")
    return typed(text)


def _decode_unicode(data: bytes) -> str | None:
    encoding = "utf-16" if data.startswith(_WIDE) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_russian(text: str) -> bool:
    foreign = len(_FOREIGN.findall(text))
    capitals = len(re.findall(r"[А-ЯЁ]", text))
    small = len(re.findall(r"[а-яё]", text))
    return small > capitals and foreign <= _FOREIGN_SHARE * len(text)
