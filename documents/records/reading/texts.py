"""The words of a PDF, to be found by."""

import json
import sys
from pathlib import Path

from documents.uploads import limits

MAX_PAGES = 200
MAX_LETTERS = 190_000
"""Of a file: the index of the search takes no more."""
SECONDS = 30
MEMORY = 1024**3
OUTPUT = 8 * 1024 * 1024

_READER = Path(__file__).with_name("apart") / "read_text.py"
UNREADABLE = "Текст файла не прочесть: он найдётся только по номеру, дате и именам."
NO_TEXT = "В файле нет текста, это снимки страниц: он найдётся только по номеру, дате и именам."


def text_of_pdf(data: bytes) -> tuple[str, str]:
    """(text, note): a note in words when there is nothing to be found by."""
    command = [sys.executable, "-I", str(_READER), str(MAX_PAGES), str(MAX_LETTERS)]
    try:
        answer = json.loads(
            limits.run(command, data=data, seconds=SECONDS, memory=MEMORY, output=OUTPUT)
        )
    except (limits.Failed, ValueError):
        return "", UNREADABLE
    if "error" in answer:
        return "", UNREADABLE
    text = clean(answer["text"])
    return (text, "") if text else ("", NO_TEXT)


def clean(text: str) -> str:
    """Words and single spaces: nothing that a database cannot hold (T70)."""
    return " ".join(text.encode(errors="ignore").decode().replace("\x00", " ").split())
