"""`read_pdf.py MAX_PAGES MAX_LETTERS`: a PDF from the standard input as lines, in JSON, on the output.

{"pages": [{"lines": […], "aside": letters that stand otherwise}, …], "unreadable": share of letters
without a meaning}, or {"error": "broken" |
"locked" | "pages" | "letters"}. Runs in a process of its own under `bounded.py`: a hostile file ends
only that (T24). Draws nothing and runs nothing that the file asks for.
"""

import ctypes
import json
import sys
from collections import Counter
from math import pi
from pathlib import Path

SLANT = 0.1
"""Of a quarter of a turn: letters that lean more are a stamp across the page."""
LOST = "□"
_HYPHENS = dict.fromkeys("\x02\xad\ufffe\N{HYPHEN}\N{NON-BREAKING HYPHEN}", "-")


class Refused(Exception):
    """The one argument is the word for the answer."""


def read(data: bytes, max_pages: int, max_letters: int) -> dict:
    import pypdfium2
    from layout import lines_of

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "assword" in str(error) else "broken") from None
    if count > max_pages:
        raise Refused("pages")
    pages, known, unreadable = [], 0, 0
    for number in range(count):
        try:
            page = document[number]
            found, bad = letters_of(page, max_letters - known)
        except pypdfium2.PdfiumError:
            raise Refused("broken") from None
        known += len(found)
        unreadable += bad
        letters, aside = upright(found)
        pages.append({"lines": lines_of(letters), "aside": aside})
        page.close()
    return {"pages": pages, "unreadable": unreadable / max(known, 1)}


def letters_of(page, limit: int) -> tuple[list, int]:
    """The letters of a page with their places, and how many of them have no meaning."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    if count > limit:
        raise Refused("letters")
    found, unreadable = [], 0
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(count):
        sign = letter(pdfium.FPDFText_GetUnicode(text, at))
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or sign in "\r\n\0" or sign.isspace():
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, at, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        unreadable += pdfium.FPDFText_HasUnicodeMapError(text, at) == 1
        angle = pdfium.FPDFText_GetCharAngle(text, at)
        size = abs(pdfium.FPDFText_GetFontSize(text, at))
        found.append(
            (sign, box.left, box.right, box.bottom, box.top, x.value, y.value, angle, size)
        )
    text.close()
    return found, unreadable


def letter(code: int) -> str:
    """A half of a letter from beyond the first plane, which pdfium gives in two, is a box."""
    sign = chr(code) if code <= sys.maxunicode else LOST
    return LOST if 0xD800 <= code <= 0xDFFF else _HYPHENS.get(sign, sign)


def upright(found: list[tuple]) -> tuple[list, str]:
    """Letters that stand as most of the page does, as if it were turned to be read so; the text of the rest."""
    from layout import Letter

    turns = [_turn(one[7]) for one in found]
    usual = Counter(filter(None.__ne__, turns)).most_common(1)
    usual = usual[0][0] if usual else 0
    letters, aside = [], ""
    for turn, (sign, left, right, bottom, top, x, y, _, size) in zip(turns, found, strict=True):
        if turn != usual:
            aside += sign
            continue
        start, end, base, height = (
            (left, right, y, top - bottom),
            (-top, -bottom, x, right - left),
            (-right, -left, -y, top - bottom),
            (bottom, top, -x, right - left),
        )[usual]
        letters.append(Letter(sign, start, end, base, _em(size, height)))
    return letters, aside


def _turn(angle: float) -> int | None:
    """Quarters of a turn; None for a letter that stands aslant."""
    quarters = angle / (pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < SLANT else None


def _em(size: float, height: float) -> float:
    """The size of a letter on the page: the font's own may be scaled by the text matrix."""
    return height / 1.2 if height > 0 else max(size, 1.0)


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parent))
    max_pages, max_letters = map(int, sys.argv[1:3])
    # Whatever a library prints must not fall into the answer.
    answers, sys.stdout = sys.stdout, sys.stderr
    try:
        answer = read(sys.stdin.buffer.read(), max_pages, max_letters)
    except Refused as refused:
        answer = {"error": refused.args[0]}
    json.dump(answer, answers)
    answers.flush()


if __name__ == "__main__":
    main()
