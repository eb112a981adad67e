"""PDF with a text layer to lines; the file is opened only in a process apart (T24)."""

import json
import sys
from pathlib import Path

from documents.uploads import limits

from ..lines import SourceLine
from ..nodes import Dropped, Fault
from .results import Extract, refusal
from .signs import visible

MAX_PAGES = 300
MAX_LETTERS = 1_500_000
SECONDS = 60
MEMORY = 1024**3
OUTPUT = 32 * 1024 * 1024
UNREADABLE_SHARE = 0.1
ASIDE = "надпись поперёк страницы"

_READER = Path(__file__).with_name("apart") / "read_pdf.py"
_SAVE_ELSE = "Откройте документ в программе, в которой он сделан, и загрузите .docx."
_REFUSALS = {
    "broken": "PDF не открывается: похоже, файл повреждён или загрузился не целиком.",
    "locked": "PDF защищён паролем или шифрованием. Сохраните его без защиты.",
    "pages": f"В PDF больше {MAX_PAGES}\xa0страниц: это не текст положения. Разделите файл.",
    "letters": "PDF слишком велик для текста положения. Разделите файл на части.",
}


def extract(data: bytes) -> Extract:
    """Lines as printed, page by page; DomainError for a file without text or too heavy to read."""
    answer = _read(data)
    if "error" in answer:
        raise refusal(_REFUSALS[answer["error"]])
    if answer["unreadable"] > UNREADABLE_SHARE:
        raise refusal(f"Буквы этого PDF записаны так, что текст из него не прочесть. {_SAVE_ELSE}")
    pages = answer["pages"]
    empty = [number for number, page in enumerate(pages, start=1) if not any(page["lines"])]
    if len(empty) == len(pages):
        raise refusal(
            "В файле нет текста, это снимки страниц: распознайте их (OCR) или загрузите .docx."
        )
    lines: list[SourceLine] = []
    dropped: list[Dropped] = []
    for number, page in enumerate(pages, start=1):
        if page["aside"]:
            dropped.append(Dropped(len(lines) + 1, visible(page["aside"]), ASIDE))
        lines.extend(SourceLine(visible(line), page=number) for line in page["lines"])
    return Extract(lines, tuple(dropped), _warnings(empty, lines))


def _read(data: bytes) -> dict:
    command = [sys.executable, "-I", str(_READER), str(MAX_PAGES), str(MAX_LETTERS)]
    try:
        answer = limits.run(command, data=data, seconds=SECONDS, memory=MEMORY, output=OUTPUT)
        return json.loads(answer)
    except (limits.Failed, ValueError):
        raise refusal(
            f"PDF устроен слишком сложно: прочесть его не хватило времени или памяти. {_SAVE_ELSE}"
        ) from None


def _warnings(empty: list[int], lines: list[SourceLine]) -> tuple[Fault, ...]:
    return tuple(
        Fault(
            "page-without-text",
            "",
            next((at for at, line in enumerate(lines, start=1) if line.page > page), len(lines)),
            f"На странице {page} нет текста: она пустая или это снимок, который надо распознать.",
        )
        for page in empty
    )
