"""Official papers as PDF: `render` for one, `render_many` for a pile of them.

The templates are Django's, escaped as everywhere (T19). The press, a process of its own, lays them
out; it fetches nothing but `data:` addresses, so pictures of ours go in through `data_uri`.
"""

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.template.loader import render_to_string

from . import press

SECONDS_FOR_ONE = 30
SECONDS_FOR_A_BATCH = 120
TOGETHER = 50

_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "TMPDIR")


class PaperError(Exception):
    """A paper could not be printed: it took too long, too much memory, or asked for an outer file."""


def render(
    template: str, context: dict, *, layout: str = "document", seconds: float = SECONDS_FOR_ONE
) -> bytes:
    """One PDF. `layout` names a sheet of `documents/papers/css`: document (А4 by ГОСТ), regulation or certificate."""
    html = render_to_string(template, context)
    return _press.print([html], layout=layout, seconds=seconds)[0]


def render_many(
    template: str, contexts: Sequence[dict], *, layout: str = "document"
) -> list[bytes]:
    """A PDF for each context, in their order."""
    papers = [render_to_string(template, context) for context in contexts]
    return [
        pdf
        for batch in _batches(papers)
        for pdf in _press.print(
            batch,
            layout=layout,
            seconds=SECONDS_FOR_A_BATCH,
            together=layout in press.ONE_PAGE and len(batch) > 1,
        )
    ]


def data_uri(data: bytes, media_type: str) -> str:
    """A picture of ours as an address that the press may open."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _batches(papers: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(papers), TOGETHER):
        yield papers[start : start + TOGETHER]


class Press:
    """The site's end of one press: starts it when asked, one job at a time, starts anew after a fall."""

    def __init__(self):
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._owner = 0

    def print(
        self, papers: list[str], *, layout: str, seconds: float, together: bool = False
    ) -> list[bytes]:
        """PDFs of the papers; PaperError when the press refuses or dies over them."""
        job = {"papers": papers, "layout": layout, "seconds": seconds, "together": together}
        frame = json.dumps(job).encode()
        with self._lock:
            try:
                head = self._ask(frame) or self._ask(frame)
                if head is None:
                    raise PaperError("the press leaves as soon as it is asked")
                answer = json.loads(head)
                pdfs = [self._read() for _ in range(answer.get("papers", 0))]
            except BaseException:
                self.stop()
                raise
        if "error" in answer:
            raise PaperError(answer["error"])
        return pdfs

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def stop(self) -> None:
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            process.kill()
            process.communicate()

    def _ask(self, frame: bytes) -> bytes | None:
        """The head of the answer; None when the press had gone for want of work just before."""
        process = self._running()
        try:
            press.write_frame(process.stdin, frame)
            process.stdin.flush()
        except BrokenPipeError:
            return None
        head = press.read_frame(process.stdout)
        if head is None and process.wait() != 0:
            raise PaperError("the press stopped: the paper took too long or too much memory")
        return head

    def _read(self) -> bytes:
        pdf = press.read_frame(self._process.stdout)
        if pdf is None:
            raise PaperError("the press stopped in the middle of its answer")
        return pdf

    def _running(self) -> subprocess.Popen:
        """The press of this process: a fork must not talk into the pipe of its parent."""
        if self._owner != os.getpid():
            self._process = None
        if self._process is None or self._process.poll() is not None:
            self._owner = os.getpid()
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", press.__name__],
                cwd=settings.BASE_DIR,
                env={name: os.environ[name] for name in _INHERITED if name in os.environ},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._process


_press = Press()
