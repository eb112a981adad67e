"""RTF: words of markup in plain bytes; what embeds an object or calls for another file is refused (T25)."""

import re

from .errors import FileRefused

SIGNATURE = b"{\\rtf"

_OBJECT = re.compile(rb"\\obj(?:data|emb|link|autlink|ocx|html|sub|pub|class|update)(?![a-z])")
_CALL = re.compile(
    rb"\\template[^}]{0,40}(?://|\\\\\\\\)|\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK)\s+[\"\\h]"
)
_TAIL = 4096


def look(content: bytes) -> None:
    if b"}" not in content[-_TAIL:]:
        raise FileRefused(
            "Документ не открывается: похоже, файл повреждён или загрузился не целиком."
        )
    if _OBJECT.search(content) or _CALL.search(content):
        raise FileRefused(
            "Документ содержит вложенные объекты, ссылки на другие файлы или внешний шаблон. "
            "Сохраните его без них."
        )
