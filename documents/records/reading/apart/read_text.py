"""`read_text.py MAX_PAGES MAX_LETTERS`: the words of a PDF from the standard input, in JSON, on the output.

{"text": …} or {"error": "broken" | "locked"}. Runs in a process of its own under `bounded.py`: a hostile file ends
only that (T24). A file that is too long is read as far as the limits go.
"""

import json
import sys


def read(data: bytes, max_pages: int, max_letters: int) -> dict:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"error": "locked" if "assword" in str(error) else "broken"}
    pieces, left = [], max_letters
    for number in range(min(count, max_pages)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_bounded(errors="replace")[:left]
        except pypdfium2.PdfiumError:
            return {"error": "broken"}
        pieces.append(text)
        left -= len(text)
        if left <= 0:
            break
    return {"text": "\n".join(pieces)}


def main() -> None:
    answer = read(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
