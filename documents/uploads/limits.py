"""Programs that read files for us: each in a process of its own, which can neither last nor grow (T20, T24).

The process begins with `bounded`, which `run` puts before the program: the kernel holds the limits of
memory, processor and file size, and takes the network away where the system lets it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

_BOUNDED = Path(__file__).with_name("apart") / "bounded.py"
_INHERITED = ("PATH", "LANG", "LC_ALL", "FONTCONFIG_FILE", "TMPDIR")


class Failed(Exception):
    """The program was stopped at a limit, or could not do its work."""


def run(
    command: list[str],
    *,
    data: bytes,
    seconds: int,
    memory: int,
    output: int,
    home: Path | None = None,
) -> bytes:
    """What the program prints when it is given `data`; Failed when it ends badly or meets a limit.

    Bytes go through files: a program gone wild can fill neither a pipe nor the memory of ours.
    """
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    if home:
        environment["HOME"] = str(home)
    limits = [str(limit) for limit in (seconds, memory, output)]
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(data)
        question.seek(0)
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", str(_BOUNDED), *limits, *command],
            env=environment,
            stdin=question,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=home,
            start_new_session=True,
        )
        try:
            code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Failed("time is over") from None
        finally:
            _end(process)
        if code:
            raise Failed(f"ended with {code}")
        answer.seek(0)
        return answer.read(output)


def _end(process: subprocess.Popen) -> None:
    """The program and whatever it has started: they are a group of their own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
