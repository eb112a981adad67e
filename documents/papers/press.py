"""The press: a process of its own that turns HTML into PDF and knows nothing of the site.

`python -m documents.papers.press` reads jobs from its standard input and answers on its output, in
the order of asking; `documents.papers.pdf` is the other end. A process apart, because Pango is not
safe in threads, because a paper that never ends or eats the memory must fail alone (T20), and
because whatever is loaded once (fonts, style sheets) is then loaded once for every paper.

Frames: an unsigned length of four bytes, then as many bytes. A job is one frame of JSON,
{"layout", "together", "seconds", "papers": [html]}; the answer is one frame of JSON, {"papers": n}
or {"error": text}, and n frames of PDF.
"""

import gc
import json
import logging
import os
import re
import resource
import select
import signal
import struct
import sys
from contextlib import contextmanager
from functools import cache
from html import unescape
from pathlib import Path
from typing import BinaryIO

SHEETS = Path(__file__).parent / "css"
MEMORY_BYTES = 2 * 1024**3
IDLE_SECONDS = 15 * 60
"""A press that nobody asks goes away; the next job starts another."""

ONE_PAGE = {"certificate", "certificate_landscape", "certificate_portrait"}
"""Layouts of one page without a number: many are laid out as one document and parted again."""

BENEATH = dict.fromkeys(ONE_PAGE, "certificates")
"""The sheet that a layout shares with others of its kind, beneath its own."""

VARIANTS = {
    "regulation": "pdf/ua-1",
    "protocol": "pdf/ua-1",
    **dict.fromkeys(ONE_PAGE, "pdf/a-2a"),
}
"""Texts that people read for long are PDF/UA: tags, bookmarks, language, title. Certificates are kept for
longer than any program: PDF/A-2a, with tags, every font and the profile of its colours inside."""

_FRAME = struct.Struct("!I")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BODY = re.compile(r"<body(?P<attributes>[^>]*)>(?P<content>.*)</body>", re.DOTALL)


class CannotPrint(Exception):
    """The papers cannot be printed as asked."""


def write_frame(stream: BinaryIO, data: bytes) -> None:
    stream.write(_FRAME.pack(len(data)) + data)


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame, or None where the other end is gone."""
    head = _exactly(stream, _FRAME.size)
    return _exactly(stream, _FRAME.unpack(head)[0]) if head else None


def _exactly(stream: BinaryIO, length: int) -> bytes | None:
    """So many bytes: one read of a pipe may bring fewer."""
    data = bytearray()
    while len(data) < length:
        if not (more := stream.read(length - len(data))):
            return None
        data += more
    return bytes(data)


@cache
def _fetcher():
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)


@cache
def _fonts():
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _sheet(layout: str):
    from weasyprint import CSS

    css = (SHEETS / f"{layout}.css").read_text()
    return CSS(string=css, font_config=_fonts(), url_fetcher=_fetcher())


def _laid_out(html: str, layout: str):
    """A WeasyPrint document. Its images are cached for itself alone, so no QR code outlives it."""
    from weasyprint import HTML

    sheets = [_sheet(name) for name in ("paper", BENEATH.get(layout), layout) if name]
    return HTML(string=html, url_fetcher=_fetcher()).render(
        font_config=_fonts(), stylesheets=sheets, cache={}
    )


def print_apart(papers: list[str], layout: str) -> list[bytes]:
    return [_printed_apart(html, layout) for html in papers]


@contextmanager
def _without_garbage_collection():
    """A layout keeps nearly all that it makes, so looking for garbage in it is a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_without_garbage_collection()
def _printed_apart(html: str, layout: str) -> bytes:
    document = _laid_out(html, layout)
    if layout in ONE_PAGE and len(document.pages) != 1:
        raise CannotPrint("a paper does not fit its one page")
    return _written(document, layout)


def _written(document, layout: str) -> bytes:
    return document.write_pdf(pdf_variant=VARIANTS.get(layout), pdf_tags=True)


@_without_garbage_collection()
def print_together(papers: list[str], layout: str) -> list[bytes]:
    """Lay out papers of one page each as one document, then part them: about twice as fast."""
    bodies = [_BODY.search(html) for html in papers]
    joined = "".join(f"<div{body['attributes']}>{body['content']}</div>" for body in bodies)
    head = papers[0][: bodies[0].start()]
    document = _laid_out(f"{head}<body>{joined}</body></html>", layout)
    if len(document.pages) != len(papers):
        raise CannotPrint("a paper does not fit its one page")
    return [
        _parted(document, page, html, layout)
        for page, html in zip(document.pages, papers, strict=True)
    ]


def _parted(document, page, html: str, layout: str) -> bytes:
    from weasyprint.document import DocumentMetadata

    single = document.copy([page])
    single.metadata = DocumentMetadata(
        title=unescape(_TITLE.search(html)[1]).strip(), lang=document.metadata.lang
    )
    return _written(single, layout)


def _do(job: dict) -> list[bytes]:
    """The kernel ends this process when the time is over: no loop in C can outlive the alarm."""
    signal.setitimer(signal.ITIMER_REAL, job["seconds"])
    try:
        do_print = print_together if job["together"] else print_apart
        return do_print(job["papers"], job["layout"])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(stream: BinaryIO, job: dict) -> None:
    from weasyprint.urls import FatalURLFetchingError

    try:
        pdfs = _do(job)
    except (Exception, FatalURLFetchingError) as error:
        write_frame(stream, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
    else:
        write_frame(stream, json.dumps({"papers": len(pdfs)}).encode())
        for pdf in pdfs:
            write_frame(stream, pdf)
    stream.flush()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Whatever a library prints must not fall among the frames.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    logging.getLogger("weasyprint").addHandler(logging.StreamHandler(sys.stderr))
    # Without a buffer: select() must see every byte that waits.
    jobs = os.fdopen(sys.stdin.fileno(), "rb", buffering=0)
    while select.select([jobs], [], [], IDLE_SECONDS)[0]:
        if (frame := read_frame(jobs)) is None:
            return
        _answer(answers, json.loads(frame))


if __name__ == "__main__":
    main()
